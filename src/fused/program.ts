/** What is compiled: tensors that are kept in memory after a step, and where. */
import type { Tensor } from '../tensors/tensor.ts';

/** A value that lies in a place of its own at the end: in a leaf, whose old value every other reader sees, or apart. */
export interface Result {
  readonly value: Tensor;
  /** A leaf, or the name of a result of its own. */
  readonly into: Tensor | string;
  /** A number without which the rest is not worth it: where it is not finite, the kernels after its own do not run. */
  readonly mustBeFinite?: boolean;
}

/** All that one exported function computes. */
export type TensorProgram = readonly Result[];
