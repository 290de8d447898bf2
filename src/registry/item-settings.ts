/** The settings that items have whatever entry they name. */
import type { Params } from './param.ts';

export const trainSettings = {
  lr: { kind: 'schedule', optional: true, description: "a learning rate or a schedule; the optimiser's own default" },
  batch: { kind: 'value', type: 'integer', minimum: 1, default: 32, description: 'examples in a minibatch' },
  steps: { kind: 'value', type: 'integer', minimum: 1, default: 10_000, description: 'minibatches in all' },
  seed: {
    kind: 'value',
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    default: 42,
    description: 'decides the initial weights, the minibatches, dropout and samples',
  },
  loss: {
    kind: 'value',
    type: 'string',
    optional: true,
    description: 'what is made small; by default what suits the target',
  },
  eval_every: {
    kind: 'value',
    type: 'integer',
    minimum: 1,
    optional: true,
    description: 'steps between measurements of the validation loss; without it only at the end',
  },
} as const satisfies Params;

export const budgetSettings = {
  params: { kind: 'value', type: 'number', minimum: 0, optional: true, description: 'trained numbers at the most' },
  memory: { kind: 'value', type: 'number', minimum: 0, optional: true, description: 'bytes of a training step' },
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
