/** The settings that items have whatever entry they name. */
import type { Params } from './param.ts';

export const trainSettings = {
  lr: { kind: 'schedule', optional: true, description: "a learning rate or a schedule; the optimiser's own default" },
  batch: { kind: 'value', type: 'integer', minimum: 1, default: 32, description: 'examples in a minibatch' },
  steps: { kind: 'value', type: 'integer', minimum: 1, default: 10_000, description: 'updates of the weights in all' },
  seed: {
    kind: 'value',
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    default: 42,
    description: 'decides the initial weights, the minibatches, dropout and samples',
  },
  loss: { kind: 'loss', optional: true, description: 'what is made small; by default what suits the target' },
  clip: {
    kind: 'value',
    type: 'number',
    exclusiveMinimum: 0,
    optional: true,
    description: 'the greatest length of all gradients together; longer ones are shortened to it',
  },
  accumulate: {
    kind: 'value',
    type: 'integer',
    minimum: 1,
    default: 1,
    description: 'minibatches behind each step, worked out one after the other',
  },
  ema: {
    kind: 'value',
    type: 'number',
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
    usual: 0.999,
    optional: true,
    description: 'how much of a running mean of the weights is kept at each step; it is what is evaluated and sampled',
  },
  eval_every: {
    kind: 'value',
    type: 'integer',
    minimum: 1,
    optional: true,
    description: 'steps between measurements of the validation loss; without it only at the end',
  },
  patience: {
    kind: 'value',
    type: 'integer',
    minimum: 1,
    optional: true,
    description: 'measurements without a lower validation loss before training stops and goes back to the best',
  },
} as const satisfies Params;

export const budgetSettings = {
  params: { kind: 'value', type: 'number', minimum: 0, optional: true, description: 'trained numbers at the most' },
  memory: {
    kind: 'value',
    type: 'number',
    minimum: 0,
    optional: true,
    description: 'bytes that a training step takes at least',
  },
  macs: {
    kind: 'value',
    type: 'number',
    minimum: 0,
    optional: true,
    description: 'multiply-adds of one example, forwards',
  },
} as const satisfies Params;

/** Every item with settings of its own, by the name of its validator. */
export const itemSettings = { train: trainSettings, budget: budgetSettings };
