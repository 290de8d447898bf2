/** The rule that joins share: all branches have the same dims. */
import type { Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { gives, misfit, type Need, type Rule } from './rule.ts';

/**
 * All branches have the dtype and the dims of the first, `except` for one axis. Nothing is broadcast. The result has
 * the first branch's type; equalities that are not plain are needs.
 */
export function sameDims(branches: readonly TensorType[], dtype: 'float', except?: number): Rule {
  const [first, ...others] = branches as readonly [TensorType, ...TensorType[]];
  const needs: Need[] = [];
  for (const [index, other] of others.entries()) {
    if (other.dims.length !== first.dims.length)
      return { ...misfit({ kind: 'different-rank' }, first), branch: index + 1 };
    for (const [axis, dim] of other.dims.entries())
      if (axis !== except) needs.push(same(first.dims[axis] as Dim, dim, axis, index + 1));
  }
  const ints = branches.findIndex((branch) => branch.dtype !== dtype);
  return ints < 0 ? gives(first, needs) : { ...misfit({ kind: 'needs-float' }, first), branch: ints };
}

function same(left: Dim, right: Dim, axis: number, branch: number): Need {
  return { obligation: { kind: 'equal', left, right }, what: 'dim', axis, branch };
}
