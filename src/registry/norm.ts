/** What the norms share: a number added to the variance, and a scale and an offset for each channel. */
import type { TensorType } from '../shapes/shape.ts';
import type { WeightSpec } from './layer.ts';
import type { EntryCall } from './param.ts';
import { gives, misfit, type Rule } from './rule.ts';

export const eps = {
  kind: 'value',
  type: 'number',
  exclusiveMinimum: 0,
  description: 'added to the variance, against division by zero',
} as const;

export const affine = {
  kind: 'switch',
  type: 'boolean',
  default: true,
  description: 'whether there are a learned scale and offset; without it there is no bias either',
} as const;

export const channelWeightInit = {
  kind: 'initialiser',
  default: { name: 'ones', args: {} },
  description: 'how the scale starts',
} as const;

export const channelBiasInit = {
  kind: 'initialiser',
  default: { name: 'zeros', args: {} },
  description: 'how the offset starts',
} as const;

/** Floats with a batch and channels, which stay as they are. */
export function normType(input: TensorType, takes: string): Rule {
  if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
  return input.dims.length < 2 ? misfit({ kind: 'rank', takes }, input) : gives(input);
}

/** A scale for each channel. */
export function channelWeight(input: TensorType, init: EntryCall): WeightSpec {
  return { name: 'weight', shape: input.dims.slice(-1), init };
}

/** An offset for each channel. */
export function channelBias(input: TensorType, init: EntryCall): WeightSpec {
  return { name: 'bias', shape: input.dims.slice(-1), init };
}
