/** How an op of a model becomes tensors, once the batch is known: one file for each op, which has the shape `Lower`. */
import type { NodeOf } from '../../ops/rule.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { TensorType } from '../../shapes/shape.ts';
import type { Tensor } from '../../tensors/tensor.ts';

/** Where an op is lowered. */
export interface LoweringContext {
  /** In training it drops numbers at random and moves running statistics; else it is in evaluation mode. */
  readonly training: boolean;
  /** The number that a dim is. */
  size(dim: Dim): number;
  shapeOf(type: TensorType): readonly number[];
  /** Has a buffer hold a value after the step. */
  assign(buffer: Tensor, value: Tensor): void;
}

/** The tensor that an op gives for its inputs, which are in the order of the op. */
export type Lower<O> = (node: NodeOf<O>, inputs: readonly Tensor[], context: LoweringContext) => Tensor;

/** An input that must be there. */
export function input(inputs: readonly Tensor[], at: number): Tensor {
  const found = inputs[at];
  if (!found) throw new Error(`an op has no input ${at}`);
  return found;
}
