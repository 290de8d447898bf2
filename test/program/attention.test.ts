/** The helpers of attention in emitted programs: against PyTorch, and against attention written out in plain loops. */
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { type AttentionOptions, attention, turn } from '../../program/tfjs/attention.ts';
import { keyOf, uniformAt } from '../../program/tfjs/chance.ts';
import { gradientsOf, tensorOf } from '../support/golden-model.ts';
import { expectClose, golden, goldenNames } from '../support/goldens.ts';
import { onBackends } from '../support/on-backends.ts';

onBackends(() => {
  const turns = goldenNames().filter((name) => name.startsWith('rope_'));
  it.each(turns)('turns the pairs of rope as %s does', (name) => {
    const { config, inputs, outputs, grad_output, grads } = golden(name);
    const pairs = config.style as 'half' | 'interleaved';
    const x = tensorOf(inputs.input!);
    expectClose(turn(x, pairs).dataSync(), outputs.output!.data, 'output');
    // Turning keeps lengths, so the gradient is the way back.
    const dx = turn(tensorOf(grad_output.output!), pairs, -1);
    expectClose(dx.dataSync(), grads.inputs.input!.data, 'gradient of the input');
  });

  const cases: readonly (readonly [string, number, AttentionOptions])[] = [
    ['every position', 2, {}],
    ['the past alone', 3, { causal: true }],
    ['shared heads of keys and values', 4, { causal: true, kvHeads: 2 }],
    ['a single head of keys and values', 4, { kvHeads: 1 }],
    ['two positions back', 2, { causal: true, window: 2 }],
    ['two positions on both sides', 2, { window: 2 }],
    ['a window wider than the input', 2, { causal: true, window: 50 }],
    ['turned heads', 2, { causal: true, rope: 'half', kvHeads: 1 }],
    ['dropped weights', 2, { dropout: 0.4, site: 'here', training: { seed: 1, step: 3 } }],
    [
      'shared heads with dropped weights',
      4,
      { kvHeads: 2, dropout: 0.4, site: 'here', training: { seed: 1, step: 3 } },
    ],
  ];
  it.each(cases)('has the values and gradients of plain loops over %s', (_, heads, options) => {
    const [batch, positions, width] = [2, 5, 4];
    const size = (heads + 2 * (options.kvHeads ?? heads)) * width;
    const numbers = (n: number, seed: number) => Array.from({ length: n }, (__, i) => Math.sin(seed * (i + 1) * 1.7));
    const x = tf.variable(tf.tensor(numbers(batch * positions * size, 1), [batch, positions, size]));
    const shape = [batch, positions, heads * width];
    const upstream = { shape, dtype: 'float32', data: numbers(batch * positions * heads * width, 2) } as const;
    const fast = gradientsOf(() => attention(x, heads, options), upstream, [x]);
    const plain = gradientsOf(() => written(x, heads, width, options), upstream, [x]);
    expectClose(fast.output, plain.output, 'output');
    expectClose(fast.grads[0]!, plain.grads[0]!, 'gradient of the packed heads');
  });

  it('sees nothing of what comes later when it is causal', () => {
    const x = tf.randomNormal([1, 6, 24], 0, 1, 'float32', 3);
    const later = tf.concat([tf.slice(x, [0, 0, 0], [1, 4, 24]), tf.ones([1, 2, 24])], 1);
    const first = (from: tf.Tensor) =>
      tf.slice(attention(from, 2, { causal: true, rope: 'half' }), [0, 0, 0], [1, 4, 8]);
    expect([...first(x).dataSync()]).toEqual([...first(later).dataSync()]);
  });
});

/** Attention one head at a time, with tensors whose gradients TensorFlow.js works out. */
function written(x: tf.Tensor, heads: number, width: number, options: AttentionOptions): tf.Tensor {
  const { kvHeads = heads, causal = false, window = 1e9, rope } = options;
  const [batch, positions] = x.shape as [number, number];
  const column = (at: number) => tf.slice(x, [0, 0, at * width], [batch, positions, width]);
  const turned = (head: tf.Tensor) => (rope === 'half' ? turnedByHand(head) : head);
  const outputs = Array.from({ length: heads }, (_, head) => {
    const shared = Math.floor(head / (heads / kvHeads));
    const [q, k] = [turned(column(head)), turned(column(heads + shared))];
    const v = column(heads + kvHeads + shared);
    const scores = tf.div(tf.sum(tf.mul(tf.expandDims(q, 2), tf.expandDims(k, 1)), -1), Math.sqrt(width));
    const seen = Array.from({ length: positions ** 2 }, (__, i) => {
      const back = Math.floor(i / positions) - (i % positions);
      return back <= window && back >= (causal ? 0 : -window) ? 1 : 0;
    });
    const exps = tf.mul(tf.exp(scores), tf.tensor(seen, [positions, positions]));
    const shares = tf.div(exps, tf.sum(exps, -1, true));
    const kept = dropped(heads, head, shares, options);
    return tf.sum(tf.mul(tf.expandDims(kept, 3), tf.expandDims(v, 1)), 2);
  });
  return tf.concat(outputs, -1);
}

/** The shares of one head of every example with the mask of dropout, whose index runs over [B, heads, T, T]. */
function dropped(heads: number, head: number, shares: tf.Tensor, options: AttentionOptions): tf.Tensor {
  const { dropout = 0, site = '', training } = options;
  if (dropout === 0 || !training) return shares;
  const [batch, positions] = shares.shape as [number, number];
  const key = keyOf(training.seed, 'dropout', site, training.step);
  const mask = Array.from({ length: shares.size }, (_, i) => {
    const [example, pair] = [Math.floor(i / positions ** 2), i % positions ** 2];
    return uniformAt(key, (example * heads + head) * positions ** 2 + pair) < dropout ? 0 : 1 / (1 - dropout);
  });
  return tf.mul(shares, tf.tensor(mask, [batch, positions, positions]));
}

/** rope over the pairs (i, i + width/2) of [B, T, width], number by number. */
function turnedByHand(x: tf.Tensor): tf.Tensor {
  const [batch, positions, width] = x.shape as [number, number, number];
  const half = width / 2;
  const angles = Array.from(
    { length: positions * half },
    (_, i) => Math.floor(i / half) * 10000 ** ((-2 * (i % half)) / width),
  );
  const [cos, sin] = [Math.cos, Math.sin].map((of) =>
    tf.tensor(
      angles.map((angle) => of(angle)),
      [positions, half],
    ),
  ) as [tf.Tensor, tf.Tensor];
  const a = tf.slice(x, [0, 0, 0], [batch, positions, half]);
  const b = tf.slice(x, [0, 0, half], [batch, positions, half]);
  return tf.concat([tf.sub(tf.mul(a, cos), tf.mul(b, sin)), tf.add(tf.mul(a, sin), tf.mul(b, cos))], -1);
}
