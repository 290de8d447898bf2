/**
 * What is added to a tensor, the same along some axes, told apart from it: a norm over these axes does not see it. So a
 * bias before batch norm is no work; the running mean alone is moved by it, and its gradient is zero.
 */
import { expand, reshape } from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';

export interface Shifted {
  readonly x: Tensor;
  /** What was added for each place of the other axes, in their shape. */
  readonly shift: Tensor;
  /** What it is made of: by this the gradient is zero. */
  readonly root: Tensor;
}

/** x without what is added to it, or undefined where nothing is that is the same along all of the axes. */
export function withoutShift({ of, shape }: Tensor, axes: readonly number[]): Shifted | undefined {
  if (of.kind !== 'map' || of.fn !== 'add') return undefined;
  const [a, b] = of.inputs as readonly [Tensor, Tensor];
  const kept = shape.filter((_, axis) => !axes.includes(axis));
  const found = constantAlong(b, axes) ?? constantAlong(a, axes);
  if (!found) return undefined;
  const single = found.shape.filter((_, axis) => !axes.includes(axis));
  const shift = expand(reshape(found, single), kept);
  return { x: constantAlong(b, axes) ? a : b, shift, root: rootOf(found) };
}

/** What a tensor repeats along all of the axes. */
function constantAlong({ of }: Tensor, axes: readonly number[]): Tensor | undefined {
  if (of.kind !== 'move' || of.move.kind !== 'expand') return undefined;
  const { input } = of;
  return axes.every((axis) => input.shape[axis] === 1) ? input : undefined;
}

function rootOf(tensor: Tensor): Tensor {
  const { of } = tensor;
  return of.kind === 'move' && of.move.kind === 'reshape' ? rootOf(of.input) : tensor;
}
