/** The specs that ship: the parameter counts of the lectures, and no mistakes. */
import { describe, expect, it } from 'vitest';
import { loadSpec } from '../../src/run/load-spec.ts';
import { toTight } from '../../src/shapes/dim.ts';
import { summarise } from '../../src/summary/summary.ts';

/** Parameters as the lectures print them; the output as the lectures' logits, with the batch left open. */
const published = [
  ['makemore/1-mlp', '12097'],
  ['makemore/2-context', '22097'],
  ['makemore/3-hierarchical', '22397'],
  ['makemore/4-bn-fixed', '22397'],
  ['makemore/5-wavenet', '76579'],
] as const;

function summaryOf(name: string) {
  const spec = loadSpec(`specs/${name}.mm`);
  if (typeof spec === 'string') throw new Error(`specs/${name}.mm: ${spec}`);
  expect(spec.diagnostics).toEqual([]);
  const [model] = spec.value.models;
  if (!model) throw new Error(`specs/${name}.mm has no model`);
  return { ...summarise(model, { batch: 32 }, spec.value), target: model.target, train: spec.value.train };
}

describe('makemore part 5', () => {
  it.each(published)('%s has %s parameters', (name, params) => {
    const { params: found, output, target, train } = summaryOf(name);
    expect(toTight(found)).toBe(params);
    expect(output?.dims.map(toTight)).toEqual(['B', '27']);
    expect(target).toMatchObject({ kind: 'tokens', perPosition: false });
    expect(train).toMatchObject({
      batch: 32,
      steps: 200_000,
      lr: { name: 'step', args: { rates: [0.1, 0.01], at: 150_000 } },
    });
  });

  it('keeps the statistics of stage 3 for each position, and those of stage 4 for each channel', () => {
    // Mean and variance of 68 channels at 4, 2 and 1 positions, against once each.
    expect(toTight(summaryOf('makemore/3-hierarchical').buffers)).toBe(String(2 * 68 * (4 + 2 + 1)));
    expect(toTight(summaryOf('makemore/4-bn-fixed').buffers)).toBe(String(2 * 68 * 3));
  });
});

describe('the other specs', () => {
  it.each(['one-line', 'one-line-transformer', 'quickstart'])('%s has no mistakes', (name) => {
    expect(summaryOf(name).broken).toBe(false);
  });
});
