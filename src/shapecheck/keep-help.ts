/** The way out where sides differ because one of them has a single vector for all positions. */
import { type Dim, equals, numberOf } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';

const help =
  'only a dim that keep=true left at 1 is stretched to the length on the other sides: write global_avgpool keep=true';

/** `axis` is the dim that differs; undefined where the ranks do. */
export function keepHelp(left: TensorType | undefined, right: TensorType | undefined, axis: number | undefined) {
  if (!left || !right) return [];
  const isMeant = axis === undefined ? isVectorBeside(left, right) : isOne(left, axis) !== isOne(right, axis);
  return isMeant ? [help] : [];
}

function isOne({ dims }: TensorType, axis: number): boolean {
  const dim = dims[axis];
  return dim !== undefined && numberOf(dim) === 1;
}

/** `[B, C]` beside `[B, …, C]`. */
function isVectorBeside({ dims: one }: TensorType, { dims: other }: TensorType): boolean {
  return Math.min(one.length, other.length) === 2 && equals(one.at(-1) as Dim, other.at(-1) as Dim);
}
