/** Layers along positions, run op by op on both backends: values worked out by hand, and gradients that they must have. */
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { goldenModel, gradientsOf, outputOf, STEP, tensorOf } from './support/golden-model.ts';
import { expectClose, type Numbers } from './support/goldens.ts';
import { onBackends } from './support/on-backends.ts';

/** One example of 4 positions with 2 channels: 1 10, 2 20, 3 30, 4 40. */
const sequence = floats([1, 4, 2], [1, 10, 2, 20, 3, 30, 4, 40]);

interface Case {
  readonly shape: readonly number[];
  readonly output: readonly number[];
  /** The gradient of the input for a gradient of 1, 2, 3 … of the output. */
  readonly gradient: readonly number[];
}

const onSequences: Readonly<Record<string, Case>> = {
  last: { shape: [1, 2], output: [4, 40], gradient: [0, 0, 0, 0, 0, 0, 1, 2] },
  first: { shape: [1, 2], output: [1, 10], gradient: [1, 2, 0, 0, 0, 0, 0, 0] },
  'crop 1..3': { shape: [1, 2, 2], output: [2, 20, 3, 30], gradient: [0, 0, 1, 2, 3, 4, 0, 0] },
  pad: { shape: [1, 5, 2], output: [0, 0, 1, 10, 2, 20, 3, 30, 4, 40], gradient: [3, 4, 5, 6, 7, 8, 9, 10] },
  'pad left=0 right=1': {
    shape: [1, 5, 2],
    output: [1, 10, 2, 20, 3, 30, 4, 40, 0, 0],
    gradient: [1, 2, 3, 4, 5, 6, 7, 8],
  },
  transpose: { shape: [1, 2, 4], output: [1, 2, 3, 4, 10, 20, 30, 40], gradient: [1, 5, 2, 6, 3, 7, 4, 8] },
  'reshape _ 2 2': { shape: [1, 2, 2, 2], output: [1, 10, 2, 20, 3, 30, 4, 40], gradient: [1, 2, 3, 4, 5, 6, 7, 8] },
  // The means are 1, 3/2, 6/3 and 10/4. Position t has a share of 1/(s + 1) in the mean at each s >= t.
  causal_mean: {
    shape: [1, 4, 2],
    output: [1, 10, 1.5, 15, 2, 20, 2.5, 25],
    gradient: [
      ...[1 + 3 / 2 + 5 / 3 + 7 / 4, 2 + 4 / 2 + 6 / 3 + 8 / 4],
      ...[3 / 2 + 5 / 3 + 7 / 4, 4 / 2 + 6 / 3 + 8 / 4],
      ...[5 / 3 + 7 / 4, 6 / 3 + 8 / 4],
      ...[7 / 4, 8 / 4],
    ],
  },
};

/** Two examples of 3 tokens out of 4, and what comes of them. */
const onTokens: Readonly<Record<string, Pick<Case, 'shape' | 'output'>>> = {
  'pad left=2': { shape: [2, 5], output: [4, 4, 0, 1, 2, 4, 4, 3, 3, 0] },
  'pad left=0 right=1': { shape: [2, 4], output: [0, 1, 2, 4, 3, 3, 0, 4] },
  'crop 1..3': { shape: [2, 2], output: [1, 2, 3, 0] },
  'reshape 3 1': { shape: [2, 3, 1], output: [0, 1, 2, 3, 3, 0] },
  onehot: {
    shape: [2, 3, 4],
    output: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0],
  },
  'pad left=1 | onehot | crop 0..2': {
    shape: [2, 2, 5],
    output: [0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0],
  },
};

onBackends(() => {
  test.each(Object.entries(onSequences))('%s of numbers', (stack, want) => {
    const made = goldenModel(stack, sequence, undefined, {}, {});
    const x = tf.variable(tensorOf(sequence));
    const upstream = floats(
      want.shape,
      want.output.map((_, at) => at + 1),
    );
    const { output, grads } = gradientsOf(() => outputOf(made, x, STEP), upstream, [x]);
    expectClose(output, want.output, 'output');
    expectClose(grads[0]!, want.gradient, 'gradient');
  });

  test.each(Object.entries(onTokens))('%s of tokens', (stack, { shape, output }) => {
    const tokens: Numbers = { shape: [2, 3], dtype: 'int32', data: [0, 1, 2, 3, 3, 0] };
    const got = outputOf(goldenModel(stack, tokens, 4, {}, {}), tensorOf(tokens), STEP);
    expect(got.shape).toEqual(shape);
    expect([...got.dataSync()]).toEqual(output);
  });
});

function floats(shape: readonly number[], data: readonly number[]): Numbers {
  return { shape, dtype: 'float32', data };
}
