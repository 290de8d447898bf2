/** What an op is to the numbers that go through it, in a word: what habits of writing are told by. */

import type { Op, OpKind, OpOf } from '../ops/op.ts';
import { numberOf } from '../shapes/dim.ts';

/**
 * - `weighted`: weighted sums, with weights of its own and nothing that bends them
 * - `norm`: brings numbers to a mean and a deviation
 * - `bend`: a function of each number
 * - `shares`: a softmax, or the logarithm of one
 * - `dropout`: drops numbers or examples at random
 * - `moves`: the same numbers at other places, some of them left out or repeated
 * - `mean`: means of windows, or of all positions
 * - `greatest`: the greatest number of a window, or of all positions
 * - `own`: something that none of these words says
 */
export type Role = 'weighted' | 'norm' | 'bend' | 'shares' | 'dropout' | 'moves' | 'mean' | 'greatest' | 'own';

const roles: { readonly [K in OpKind]: Role | ((op: OpOf<K>) => Role) } = {
  attention: 'own',
  batch_norm: 'norm',
  binary: 'own',
  causal_mean: 'own',
  channelwise: 'own',
  concat: 'own',
  convolution: 'weighted',
  convolution_transpose: 'weighted',
  cross_entropy: 'own',
  drop_path: 'dropout',
  dropout: 'dropout',
  embedding: 'own',
  gated: 'own',
  global_pool: ({ fn }) => (fn === 'avg' ? 'mean' : 'greatest'),
  linear: 'weighted',
  one_hot: 'own',
  pad: 'own',
  recurrent: 'own',
  noise: 'own',
  normalise: 'norm',
  pointwise_loss: 'own',
  pixel_shuffle: 'own',
  pool: ({ fn }) => (fn === 'avg' ? 'mean' : 'greatest'),
  position: 'own',
  prepend: 'own',
  reshape: 'moves',
  slice: 'moves',
  softmax: 'shares',
  transpose: 'own',
  stretch: 'moves',
  unary: 'bend',
  upsample: ({ mode }) => (mode === 'nearest' ? 'moves' : 'own'),
};

export function roleOf(op: Op): Role {
  const role = roles[op.kind] as Role | ((op: Op) => Role);
  return typeof role === 'string' ? role : role(op);
}

/** Whether what comes out of it is never below zero. */
export function isNeverNegative(op: Op): boolean {
  if (op.kind === 'softmax') return op.log !== true;
  return op.kind === 'unary' && ['relu', 'relu_up_to', 'sigmoid', 'softplus'].includes(op.fn);
}

/** Whether it gives out what it takes in: a pool of one number, relu with the slope 1 below zero. */
export function changesNothing(op: Op): boolean {
  if (op.kind === 'pool') return [...op.kernel, ...op.stride].every((size) => numberOf(size) === 1);
  if (op.kind === 'upsample') return numberOf(op.n) === 1;
  if (op.kind === 'pad') return numberOf(op.before) === 0 && numberOf(op.after) === 0;
  return op.kind === 'unary' && op.fn === 'leaky_relu' && op.by === 1;
}
