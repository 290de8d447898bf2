/** All rewrites of tensor programs. */
import type { Tensor } from '../../tensors/tensor.ts';
import { type Rewrite, rewritten } from './rewrite.ts';
import { tableProduct } from './table-product.ts';

const rewrites: readonly Rewrite[] = [tableProduct];

/** Tensors of a model, before gradients are taken, in forms that take less work. */
export function inFewerSteps(tensors: readonly Tensor[]): readonly Tensor[] {
  return rewritten(tensors, rewrites);
}
