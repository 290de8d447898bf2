/** What is shown while a program runs: the bar, and how numbers are written. */
import { describe, expect, test } from 'vitest';
import { grouped, rounded, withBar } from '../../program/tfjs/progress.ts';

describe('the bar', () => {
  const facts = '50/100  loss 2.5000';
  test.each([
    ['is filled to its share', 0.5, 80, `██████████░░░░░░░░░░  ${facts}`],
    ['is empty at first', 0, 80, `░░░░░░░░░░░░░░░░░░░░  ${facts}`],
    ['is full only at the end', 0.9999, 80, `███████████████████░  ${facts}`],
    ['is full at the end', 1, 80, `████████████████████  ${facts}`],
    ['gives way to the facts', 0.5, 25, `██░░  ${facts}`],
    ['is left out where there is no room', 0.5, 21, `  ${facts}`],
    ['and the facts are cut, so that the line never breaks', 0.5, 10, '  50/100  '],
    ['on no terminal at all', 0.5, 0, ''],
  ])('%s', (_, share, room, line) => {
    expect(withBar(facts, share, room)).toBe(line);
  });
});

test('thousands are set apart', () => {
  expect([999, 1000, 76_579, 1_234_567].map(grouped)).toEqual(['999', '1,000', '76,579', '1,234,567']);
});

test('nine digits tell one float32 from the next', () => {
  const bits = new Int32Array(1);
  const float = new Float32Array(bits.buffer);
  for (const start of [0x3f800000, 0x40533333, 0x3727c5ac, 0x42c80000]) {
    for (bits[0] = start; bits[0] < start + 1000; bits[0]++) expect(Math.fround(rounded(float[0]!))).toBe(float[0]);
  }
});
