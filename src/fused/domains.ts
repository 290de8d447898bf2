/** Domains of kernels: the dims that are gone through, without those of 1, and what index a tensor has at their loops. */
import type { Tensor } from '../tensors/tensor.ts';
import { counter, type Loop, type Place, ZERO } from './places.ts';

/** A tensor's index at the loops of a domain, or of what is kept of it. */
export function indexOf(
  { shape }: Tensor,
  domain: readonly number[],
  axes: readonly number[],
  loops: readonly Loop[],
): readonly Place[] {
  const left = domain.flatMap((_, axis) => (axes.includes(axis) ? [] : [loops[axis] as Loop]));
  let next = 0;
  return shape.map((dim) => (dim === 1 ? ZERO : counter(left[next++] as Loop)));
}

/**
 * A tensor in memory that is asked for its definition: the same tensor as another object, which has no memory, so that
 * it is computed rather than read.
 */
export function definitionOf(tensor: Tensor, index: readonly Place[]): readonly [Tensor, readonly Place[]] {
  return [{ ...tensor }, index];
}

/** Loops over a domain. */
export function loopsOf(domain: readonly number[]): readonly Loop[] {
  return domain.map((size, id) => ({ id, size }));
}

export function withoutOnes(shape: readonly number[]): readonly number[] {
  return shape.filter((dim) => dim !== 1);
}

/** Axes of a shape as those of the shape without dims of 1. */
export function axesWithoutOnes(shape: readonly number[], axes: readonly number[]): readonly number[] {
  return axes.filter((axis) => shape[axis] !== 1).map((axis) => withoutOnes(shape.slice(0, axis)).length);
}
