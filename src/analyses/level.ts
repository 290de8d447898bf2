/** Along which axes all numbers of a tensor are the same, example by example, as follows from the ops that it is made of. */
import type { OpNode, Value } from '../ops/graph.ts';
import type { AxisReach, Reach } from '../ops/reach.ts';
import type { Compared } from '../ops/rule.ts';
import { type Dim, equals, numberOf } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';

/** Axes after the batch, in order. */
export type Level = readonly boolean[];

/** An input of an op: how it comes to the output, what is known of it, and whether it counts at all. */
export interface LevelInput {
  readonly value: Value;
  readonly reach: Reach;
  readonly level: Level;
  readonly counts: boolean;
}

/** Dims of 1 are level; that is all that is known of what comes from outside. */
export function levelOf({ dims }: TensorType): Level {
  return dims.slice(1).map((dim) => numberOf(dim) === 1);
}

/** Along which axes the output of an op is level, where it does nothing at random or unevenly. */
export function levelAfter({ output }: OpNode, inputs: readonly LevelInput[]): Level {
  const counting = inputs.filter(({ counts }) => counts);
  const last = output.type.dims.length - 1;
  return levelOf(output.type).map(
    (isShort, at) => isShort || counting.every((input) => keepsLevel(input, at + 1, at + 1 === last, output.type)),
  );
}

function keepsLevel({ value, reach, level }: LevelInput, axis: number, isLast: boolean, { dims }: TensorType): boolean {
  switch (reach.kind) {
    case 'statistics':
      return true;
    case 'weight':
      return !isLast && !reach.everywhere;
    case 'reshaped':
      return level.every((is) => is);
    case 'numbers': {
      const from = reach.axes.findIndex((one) => one?.of === axis);
      // A dim of 1 that is stretched is seen from all along the axis.
      if (from < 0) return reach.axes[axis - 1] === undefined && numberOf(value.type.dims[axis] as Dim) === 1;
      return level[from] === true && seesAlike(reach.axes[from], value.type.dims[from + 1] as Dim, dims[axis] as Dim);
    }
  }
}

/** Whether all places see as many numbers: none that would stand outside. */
function seesAlike(axis: AxisReach, length: Dim, output: Dim): boolean {
  if (typeof axis?.sees !== 'function') return true;
  const { sees } = axis;
  const [n, m] = [numberOf(length), numberOf(output)];
  if (n === undefined || m === undefined) return false;
  const isInside = (at: number) => Number.isInteger(at) && at >= 0 && at < n;
  return Array.from({ length: m }, (_, at) => at).every((at) => sees(at).every(isInside));
}

/** Whether the numbers that an op compares are all alike: each stands alone, or is one of many that are the same. */
export function isAlike({ axes, groups }: Compared, { dims }: TensorType, level: Level): boolean {
  return axes.every((axis) => {
    const isAlone = groups !== undefined && axis === dims.length - 1 && equals(groups, dims[axis] as Dim);
    return isAlone || level[axis - 1] === true;
  });
}
