/** What goes along the positions of a sequence. */
import type { TensorType } from '../shapes/shape.ts';

/** Whether it is [B, T, C] or int[B, T]. */
export function hasPositions({ dtype, dims }: TensorType): boolean {
  return dims.length === (dtype === 'int' ? 2 : 3);
}
