/** What a rule of scale is: from the spread of what goes into an op to that of what comes out. */
import type { Value } from '../../ops/graph.ts';
import type { NodeOf } from '../../ops/rule.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { Kernel, Moments, Spread } from './spread.ts';

/** The spread of an input; undefined for weights, and where it is not known. */
export type Given = readonly (Spread | undefined)[];

export interface Setting {
  /** A size as a number, the batch among them; undefined where it is open. */
  size(dim: Dim | undefined): number | undefined;
  /** How a weight of an op starts; undefined where that hangs on a size that is open. A weight that is left out is 0. */
  weight(value: Value | undefined): Moments | undefined;
  /** What two values have in common, number by number. */
  shared(a: Value, b: Value): Kernel;
  /** What an embedding reads from a table; undefined for other weights. */
  vectors(table: Value): Value | undefined;
}

/** Undefined where something that counts is not known. */
export type Rule<O> = (node: NodeOf<O>, given: Given, setting: Setting) => Spread | undefined;

/** Sizes of the positions of a value: its dims but the batch and the channels. */
export function lengthsOf(value: Value, { size }: Setting): readonly (number | undefined)[] {
  return value.type.dims.slice(1, -1).map(size);
}

/** How many positions a value has; undefined where a length is open. */
export function positionsOf(value: Value, setting: Setting): number | undefined {
  return lengthsOf(value, setting).reduce<number | undefined>(
    (product, length) => (product === undefined || length === undefined ? undefined : product * length),
    1,
  );
}
