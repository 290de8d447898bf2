/** Which ops let an output look ahead: named by hand, and for random stacks against what happens when the future changes. */
import { describe, expect, it, test } from 'vitest';
import { leaksOf } from '../../src/analyses/causality.ts';
import { lower } from '../../src/ir/lower.ts';
import { check } from '../../src/shapecheck/check.ts';
import { numberOf } from '../../src/shapes/dim.ts';
import { source } from '../../src/text/source.ts';
import { changedOutputs } from '../support/perturbed.ts';
import { randomSpec } from '../support/random-stacks.ts';

const STACKS = Number(process.env.MM_STACKS ?? 400);

describe('the stages that look ahead', () => {
  it.each([
    ['conv 4 3 padding=same', ['conv']],
    ['conv 4 3 padding=causal', []],
    ['conv 4 3 | pad left=2', []],
    ['pad left=2 | conv 4 3', []],
    ['pad left=1 right=1 | conv 4 3', ['conv']],
    ['conv 4 4 padding=[[3, 0]] | conv 4 3 padding=1', ['conv#2']],
    ['conv 4 3 padding=1 | pad left=1 | crop 0..T', []],
    ['conv 4 3 padding=1 | conv 4 3 padding=1', ['conv', 'conv#2']],
    // Each by itself would be taken back: it is their sum that looks ahead, and the first is named.
    ['conv 4 3 padding=1 | conv 4 3 padding=1 | pad left=1 | crop 0..T', ['conv']],
    // Positions that end up as channels.
    ['conv 4 3 padding=causal | transpose', ['transpose']],
    ['residual ( attention 2 ) | residual ( attention 2 causal )', ['residual/attention']],
    ['repeat 3 ( attention 2 )', ['repeat[0]/attention', 'repeat[1]/attention', 'repeat[2]/attention']],
    ['transpose | linear T | transpose', ['linear']],
    ['avgpool 3 stride=1 padding=1', ['avgpool']],
    ['flatten 2 | upsample 2 | linear 4', ['flatten']],
    ['flatten 2 | reshape T C', []],
    ['lstm 2 bidirectional=true', ['lstm']],
    ['sum ( id, global_maxpool keep=true )', ['sum[1]/global_maxpool']],
    ['rmsnorm | ln | bn | causal_mean | gru 4 | attention 2 causal window=2', []],
  ])('%s', (stack, paths) => {
    const model = modelOf(`let T = 8\nlet C = 4\ninput x[8, 4]\nmodel ${stack}`);
    const { always } = leaksOf(lower(model), ({ path }) => path);
    expect(always.map(({ nodes: [{ path }] }) => path)).toEqual(paths);
  });

  it('tells how far ahead the first position sees', () => {
    const { always } = leaksOf(lower(modelOf('input x[8, 4]\nmodel conv 4 5 padding=same')), ({ path }) => path);
    expect(always).toMatchObject([{ at: 0, upTo: 2 }]);
  });
});

test(`${STACKS} random stacks leak where the future changes what comes out`, { timeout: 300_000 }, () => {
  let [leaking, clean] = [0, 0];
  for (let seed = 0; seed < STACKS; seed++) {
    const { text, input, output, vocabulary } = randomSpec(seed);
    const [length, width] = [input[0]!, output.at(-1)!];
    if (output.length !== 2 || output[0] !== length || length < 2) continue;
    if (input.length !== (vocabulary === undefined ? 2 : 1)) continue;
    const graph = lower(modelOf(text));
    const [base, ...others] = changedOutputs(graph, { input, vocabulary, axis: 1 }, seed);
    const isSo = others.some((changed, position) => changed.some((y, at) => y !== base![at] && at < position * width));
    const { always } = leaksOf(graph, ({ path }) => path);
    if (isSo) expect(always.length, text).toBeGreaterThan(0);
    leaking += isSo ? 1 : 0;
    clean += always.length === 0 ? 1 : 0;
  }
  expect(leaking).toBeGreaterThan(STACKS / 20);
  expect(clean).toBeGreaterThan(STACKS / 20);
});

function modelOf(text: string) {
  const { value } = check(source('model.mm', text));
  expect(numberOf(value.models[0]!.output!.dims[1]!), text).toBeDefined();
  return value.models[0]!;
}
