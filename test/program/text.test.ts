/** Windows of a long text: where minibatches come from, and that an evaluation predicts every character once. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { T } from '../../program/tfjs/spec.ts';
import * as positions from '../../program/tfjs/text-positions.ts';
import * as windows from '../../program/tfjs/text-windows.ts';

const texts = fc
  .array(fc.integer({ min: 0, max: 26 }), { minLength: T + 1, maxLength: 40 })
  .map((all) => Int32Array.from(all));
const rowsOf = (count: number) => Array.from({ length: count }, (_, row) => row);

describe('at every position', () => {
  test('each character but the first is predicted once, from the ones before it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const part = positions.tile(text);
        const [x, y] = positions
          .examplesAt(part, rowsOf(part.examples))
          .map((tensor) => tensor.arraySync() as number[][]);
        const predicted = y!.flatMap((row) => row.filter((token) => token >= 0));
        expect(predicted).toEqual([...text].slice(1));
        for (const [row, targets] of y!.entries())
          for (const [at, target] of targets.entries())
            if (target >= 0 && at + 1 < T) expect(x![row]![at + 1]).toBe(target);
      }),
    );
  });

  test('a minibatch takes windows from anywhere, the same for the same seed and step', () => {
    const text = Int32Array.from({ length: 27 }, (_, at) => at);
    const part = positions.tile(text);
    const draw = (seed: number, step: number) =>
      positions.minibatch(part, 500, seed, step)[0].arraySync() as number[][];
    expect(draw(42, 3)).toEqual(draw(42, 3));
    expect(draw(42, 4)).not.toEqual(draw(42, 3));
    const starts = new Set(draw(42, 3).map(([first]) => first as number));
    expect([...starts].sort((a, b) => a - b)).toEqual(rowsOf(27 - T));
    const [x, y] = positions.minibatch(part, 50, 1, 1).map((tensor) => tensor.arraySync() as number[][]);
    expect(y).toEqual(x!.map((row) => row.map((token) => token + 1)));
  });

  test('a text that holds no window has no examples', () => {
    expect(positions.tile(new Int32Array(T)).examples).toBe(0);
    expect(positions.tile(new Int32Array(T + 1)).examples).toBe(1);
  });
});

describe('for one prediction', () => {
  test('each character with T others before it is predicted once', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const part = windows.tile(text);
        const [x, y] = windows.examplesAt(part, rowsOf(part.examples)).map((tensor) => tensor.arraySync());
        expect(y).toEqual([...text].slice(T));
        expect((x as number[][])[0]).toEqual([...text].slice(0, T));
      }),
    );
  });
});
