/** How the inputs of an op come to its output: which numbers of one hang on which of another, axis by axis. */
import { type Dim, numberOf } from '../shapes/dim.ts';
import type { Value } from './graph.ts';
import type { NodeOf } from './rule.ts';

/** What one input is to the output. */
export type Reach =
  | Numbers
  /** The same numbers in the same order, under other dims. */
  | { readonly kind: 'reshaped' }
  /** Something that is owned. */
  | Owned
  /** What no gradient goes to and nothing hangs on: running statistics. */
  | { readonly kind: 'statistics' };

/** An input with a batch. Axes are those after the batch, in order. */
export interface Numbers {
  readonly kind: 'numbers';
  readonly axes: readonly AxisReach[];
  /** The input by which it is multiplied: where that is zero, it does not count. */
  readonly times?: number;
}

export interface Owned {
  readonly kind: 'weight';
  /** The input that it multiplies: where that is zero, it does not count. */
  readonly times?: number;
  /** It makes the numbers differ along all axes, and not along the last alone. */
  readonly everywhere?: true;
  /** The positions of the output, along axis 1, that it has a part in; left out, all. */
  readonly from?: number;
  readonly to?: number;
}

/** How an axis of an input is seen along the axis `of` of the output; undefined where all of it is seen from everywhere. */
export type AxisReach = { readonly of: number; readonly sees: Sees } | undefined;

/**
 * What a place of the output sees: so many places before and after its own, or those of a list, of which the ones
 * outside, and those between two, do not exist (padding). A list is for axes whose lengths are known.
 */
export type Sees = Band | ((at: number) => readonly number[]);

export interface Band {
  readonly before: number;
  readonly after: number;
}

export const itself: Band = { before: 0, after: 0 };
export const past: Band = { before: Number.POSITIVE_INFINITY, after: 0 };
export const future: Band = { before: 0, after: Number.POSITIVE_INFINITY };
export const statistics: Reach = { kind: 'statistics' };

/** Each number sees the one at its place; a dim of 1 is seen from all along a longer one. */
export function inPlace({ inputs, output }: NodeOf<unknown>, at: number): Numbers {
  const dims = (inputs[at] as Value).type.dims.slice(1);
  const axes = dims.map((dim, axis): AxisReach => {
    const isShort = numberOf(dim) === 1 && numberOf(output.type.dims[axis + 1] as Dim) !== 1;
    return isShort ? undefined : { of: axis + 1, sees: itself };
  });
  return { kind: 'numbers', axes };
}

/** As in place, but for these axes of the input, counted with the batch. */
export function inPlaceBut(node: NodeOf<unknown>, at: number, others: Readonly<Record<number, AxisReach>>): Numbers {
  const { axes } = inPlace(node, at);
  return { kind: 'numbers', axes: axes.map((axis, place) => (place + 1 in others ? others[place + 1] : axis)) };
}

/** As in place, but that all along the last axis are seen by all. */
export function overChannels(node: NodeOf<unknown>, at: number): Numbers {
  return inPlaceBut(node, at, { [(node.inputs[at] as Value).type.dims.length - 1]: undefined });
}

/** x, and a matrix or filter that multiplies it, and a bias unless there is none. */
export function weighted({ inputs }: NodeOf<unknown>, x: Numbers): readonly Reach[] {
  const reaches: readonly Reach[] = [x, { kind: 'weight', times: 0 }, { kind: 'weight' }];
  return reaches.slice(0, inputs.length);
}
