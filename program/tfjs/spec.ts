/**
 * Stands in for what the code generator writes for a spec, so that the other parts are real modules with types and
 * tests. It is `embed 4 | flatten | linear V` with a context of 3, trained by plain gradient descent.
 */
import * as tf from '@tensorflow/tfjs';
import { constant, normal } from './chance.ts';
import { embed, linear } from './layers.ts';
import { crossEntropy } from './losses.ts';
import type { Column, Form, Model, Settings, Spec, StepSettings, Tensors, Training } from './types.ts';

export const NAME = 'example';
export const PROGRAM = 'train.mjs';
export const RUNNER = 'node train.mjs';
export const DATA_FILE = 'names.txt';
export const OPTIMISER = 'sgd';
export const LOSS = 'cross_entropy';
export const SCHEDULE = 'constant(0.1)';
export const PURPOSE = 'learns to make up lines like those of names.txt';
export const SYNTHETIC: boolean = false;
export const CHUNK = 1024;
export const DATA_FORMS: { readonly [place in 'data' | 'targets']?: string } = { data: 'one document a line' };

export const knobs: Settings = {
  data: 'data/names.txt',
  split: [0.8, 0.1, 0.1],
  splitSeed: 42,
  seed: 42,
  batch: 32,
  steps: 100,
  lr: 0.1,
  evalEvery: 0,
  patience: 0,
  saveEvery: 60,
  out: 'run',
  engine: 'tfjs',
  backend: '',
};

export const VOCABULARY = '.abcdefghijklmnopqrstuvwxyz';
export const V = 27;
export const T = 3;

/** What only other data has: rows of a table, images, arrays. */
export const INPUT: Form = { shape: [3], dtype: 'int32', ids: 27 };
export const TARGET: Form = { shape: [], dtype: 'int32', ids: 27 };
export const COLUMNS: readonly Column[] = [{ name: 'length' }, { name: 'kind', kinds: ['first', 'last'] }];
export const LABEL: Column = { name: 'year' };
export const SEPARATOR = ',';
export const CLASSES = 27;
export const EXAMPLES = 1000;

export const weights: Readonly<Record<string, Spec>> = {
  'embed.weight': { shape: [27, 4], init: normal(1) },
  'linear.weight': { shape: [12, 27], init: normal(0.1) },
  'linear.bias': { shape: [27], init: constant(0) },
};

export const buffers: Readonly<Record<string, Spec>> = {};

export function optimiserState(): Readonly<Record<string, Spec>> {
  return {};
}

export function forward(model: Model, tokens: tf.Tensor, _training?: Training): tf.Tensor {
  const w = model.weights as Tensors & Record<'embed.weight' | 'linear.weight' | 'linear.bias', tf.Variable>;
  return linear(tf.reshape(embed(tokens, w['embed.weight']), [-1, 12]), w['linear.weight'], w['linear.bias']);
}

export function loss(model: Model, x: tf.Tensor, y: tf.Tensor, training?: Training): tf.Scalar {
  return crossEntropy(forward(model, x, training), y);
}

export function stepNumbers(_t: number, lr: number): readonly number[] {
  return [lr];
}

export function learningRate(_step: number, { lr }: StepSettings): number {
  return lr as number;
}

export function update(model: Model, gradients: tf.NamedTensorMap, _step: number, lr: number): void {
  for (const weight of Object.values(model.weights)) {
    const grad = gradients[weight.name];
    if (grad) weight.assign(tf.sub(weight, tf.mul(grad, lr)));
  }
}
