/** Specs that are long or deep: worked out without a word, or refused with one report that states the limit. */
import { describe, expect, it } from 'vitest';
import { render } from '../../src/diagnostics/render.ts';
import { check } from '../../src/shapecheck/check.ts';
import { typeText } from '../../src/shapes/shape.ts';
import { source } from '../../src/text/source.ts';

function checked(text: string) {
  const { value, diagnostics } = check(source('spec.mm', text));
  const output = value.models[0]?.output;
  return {
    codes: diagnostics.map(({ code }) => code),
    report: render(diagnostics),
    output: output && typeText(output),
  };
}

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

describe('constants in a long row', () => {
  it('are worked out from the first to the last', () => {
    const lets = lines(10_000, (at) => `let a${at} = ${at === 0 ? 1 : `a${at - 1} + 1`}`);
    expect(checked(`${lets}\ninput x[4]\nmodel linear a9999`)).toMatchObject({ codes: [], output: '[B, 10000]' });
  });

  it('are worked out from the last to the first', () => {
    const lets = lines(10_000, (at) => `let a${at} = ${at === 9_999 ? 1 : `a${at + 1} + 1`}`);
    expect(checked(`${lets}\ninput x[4]\nmodel linear a0`)).toMatchObject({ codes: [], output: '[B, 10000]' });
  });

  it('may not close to a circle, which is reported once', () => {
    const lets = lines(1_000, (at) => `let a${at} = a${(at + 1) % 1_000}`);
    expect(checked(`${lets}\ninput x[4]\nmodel linear a0`).codes).toEqual(['name/cycle']);
  });
});

describe('100,000 stages', () => {
  // embed and repeat are two of them.
  it.each([
    [99_998, []],
    [99_999, ['shape/too-many-stages']],
  ])('with %d turns: %j', (turns, codes) => {
    expect(checked(`model embed 8 | repeat ${turns} ( tanh )`).codes).toEqual(codes);
  });

  it('are the limit also for blocks that call each other twice, with a type or without', () => {
    for (const type of ['', ' : [B, C] -> [B, C]']) {
      const blocks = lines(60, (at) => `block x_${at}_${type} = ${at === 59 ? 'tanh' : `x_${at + 1}_ | x_${at + 1}_`}`);
      expect(checked(`${blocks}\ninput x[4]\nmodel x_0_`).codes).toEqual(['shape/too-many-stages']);
    }
  });
});

describe('400 stacks in each other', () => {
  const chain = (count: number, type: string) =>
    lines(count, (at) => `block x_${at}_${type} = ${at === count - 1 ? 'tanh' : `x_${at + 1}_`}`);

  it.each(['', ' : [B, C] -> [B, C]'])('are followed: %j', (type) => {
    expect(checked(`${chain(400, type)}\ninput x[4]\nmodel x_0_`)).toMatchObject({ codes: [], output: '[B, 4]' });
  });

  it.each(['', ' : [B, C] -> [B, C]'])('are the limit: %j', (type) => {
    const { codes, report } = checked(`${chain(10_000, type)}\ninput x[4]\nmodel x_0_`);
    expect(codes).toEqual(['shape/too-deep']);
    expect(report).toContain('more than 400');
  });
});
