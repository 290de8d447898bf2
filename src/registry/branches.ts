/** The rule that joins share: all branches have the same dims, but for those that `keep=true` made 1. */
import { constant, type Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { gives, misfit, type Need, type Rule } from './rule.ts';

/** One axis of a join: its length, whether it is 1 on purpose on all sides, and what must be equal. */
interface Axis {
  readonly dim: Dim;
  readonly isKept: boolean;
  readonly needs: readonly Need[];
}

/**
 * All branches have the dtype and the dims of the first, `except` for one axis. Nothing is broadcast, but a dim that
 * `keep=true` made 1 is stretched to the length on the other sides. Equalities that are not plain are needs.
 */
export function sameDims(branches: readonly TensorType[], dtype: 'float', except?: number): Rule {
  const [first] = branches as readonly [TensorType, ...TensorType[]];
  const other = branches.findIndex(({ dims }) => dims.length !== first.dims.length);
  if (other > 0) return { ...misfit({ kind: 'different-rank' }, first), branch: other };
  const axes = first.dims.map((dim, axis) =>
    axis === except ? { dim, isKept: false, needs: [] } : joinedAxis(branches, axis),
  );
  const output: TensorType = { ...first, dims: axes.map(({ dim }) => dim) };
  const wrong = branches.findIndex((branch) => branch.dtype !== dtype);
  if (wrong >= 0) return { ...misfit({ kind: 'needs-float' }, output), branch: wrong };
  const needs = axes.flatMap((axis) => axis.needs).sort((a, b) => (a.branch ?? 0) - (b.branch ?? 0));
  const kept = axes.flatMap(({ isKept }, axis) => (isKept ? [axis] : []));
  return gives(output, needs, kept);
}

/** The first branch that is not stretched decides, and the others that are not must agree with it. */
function joinedAxis(branches: readonly TensorType[], axis: number): Axis {
  const against = branches.findIndex((branch) => !isKept(branch, axis));
  if (against < 0) return { dim: constant(1), isKept: true, needs: [] };
  const left = branches[against]?.dims[axis] as Dim;
  const needs = branches.flatMap((other, branch): Need[] => {
    if (branch <= against || isKept(other, axis)) return [];
    const right = other.dims[axis] as Dim;
    return [{ obligation: { kind: 'equal', left, right }, what: 'dim', axis, branch, against }];
  });
  return { dim: left, isKept: false, needs };
}

function isKept({ kept = [] }: TensorType, axis: number): boolean {
  return kept.includes(axis);
}
