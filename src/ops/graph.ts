/** The graph of a model: values and the ops between them, in running order; and what builds it. */
import type { TensorType } from '../shapes/shape.ts';
import type { Op } from './op.ts';

/** A tensor in the graph. */
export interface Value {
  readonly id: number;
  readonly type: TensorType;
}

/** One op at its place. */
export interface OpNode {
  readonly op: Op;
  readonly inputs: readonly Value[];
  readonly output: Value;
  /** Path of the stage that it belongs to. */
  readonly path: string;
}

/** What a layer's `lower` builds with. The types of results are derived from the ops. */
export interface Builder {
  /** Path of the stage being lowered. */
  readonly path: string;
  /** The site of its random numbers: the path, and the turn where turns share it. */
  readonly site: string;
  /** Adds an op and gives its result. An input that a layer does not have (a bias that was switched off) is left out. */
  op(op: Op, ...inputs: readonly (Value | undefined)[]): Value;
}
