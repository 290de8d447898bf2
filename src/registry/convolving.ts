/** What convolutions share: their parameters, and what must hold of the groups of channels. */
import { type Dim, isConstant, numberOf } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import { fanInUniform } from './fan-in-uniform.ts';
import type { State } from './layer.ts';
import type { EntryCall } from './param.ts';
import type { Need } from './rule.ts';
import { paddingOrCausal, sizeForEach } from './window.ts';

export const outParam = {
  kind: 'size',
  type: 'integer',
  minimum: 1,
  positional: true,
  description: 'channels that come out',
} as const;

export const kernelParam = {
  kind: 'window',
  ...sizeForEach,
  positional: true,
  description: 'positions in the window, or rows and columns: a number for both, or a list',
} as const;

export const strideParam = {
  kind: 'window',
  ...sizeForEach,
  default: 1,
  description: 'how far the window moves: a number for all dims, or a list',
} as const;

export const paddingParam = {
  kind: 'window',
  ...paddingOrCausal,
  default: 0,
  description: 'zeros before and after each dim: a number, a list with an entry (or a pair) for each, same, or causal',
} as const;

export const dilationParam = {
  kind: 'window',
  ...sizeForEach,
  default: 1,
  description: 'the distance between neighbours in the window: a number for all dims, or a list',
} as const;

export const groupsParam = {
  kind: 'size',
  type: 'integer',
  minimum: 1,
  default: 1,
  description: 'groups of channels that do not see each other',
} as const;

export const biasParams = {
  bias: { kind: 'switch', type: 'boolean', default: true, description: 'whether a learned offset is added' },
  init: { kind: 'initialiser', default: fanInUniform, description: 'how the weights start' },
  bias_init: { kind: 'initialiser', default: fanInUniform, description: 'how the bias starts' },
} as const;

/** That the groups share the channels that go in and those that come out. */
export function sharedOut(groups: Dim, channels: Dim, out: Dim, axis: number): Need[] {
  if (isConstant(groups, 1)) return [];
  const help = groupsFor(channels, out);
  return [
    { obligation: { kind: 'divides', divisor: groups, of: channels }, what: 'channels', axis, param: 'groups', help },
    {
      obligation: { kind: 'divides', divisor: groups, of: out },
      what: 'output channels',
      param: 'groups',
      help,
    },
  ];
}

/** How many groups share out both the channels that go in and those that come out; of many the largest. */
function groupsFor(channels: Dim, out: Dim): string[] {
  const [from, to] = [numberOf(channels), numberOf(out)];
  if (from === undefined || to === undefined) return [];
  const all = Array.from({ length: Math.min(from, to, 1e5) }, (_, at) => at + 1);
  const legal = all.filter((n) => from % n === 0 && to % n === 0);
  const more = legal.length > 8 ? ', for example' : '';
  return [`groups that divide ${from} and ${to} channels: ${legal.slice(-8).join(', ')}${more}`];
}

interface Convolving {
  readonly bias: boolean;
  readonly init: EntryCall;
  readonly bias_init: EntryCall;
}

/** A kernel [k…, rows, columns] and its bias; fans are counted as PyTorch counts them. */
export function convolutionState(
  kernel: readonly Dim[],
  [rows, columns]: readonly [rows: Dim, columns: Dim],
  { out, fanIn, fanOut }: { readonly out: Dim; readonly fanIn: Dim; readonly fanOut: Dim },
  { bias, init, bias_init }: Convolving,
): State {
  const fans = { fanIn: product([...kernel, fanIn]), fanOut: product([...kernel, fanOut]) };
  const weight = { name: 'weight', shape: [...kernel, rows, columns], init, ...fans };
  return { weights: bias ? [weight, { name: 'bias', shape: [out], init: bias_init, ...fans }] : [weight] };
}
