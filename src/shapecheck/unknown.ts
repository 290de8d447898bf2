/** Dims that nobody knows because of an earlier mistake: they satisfy everything, so that one mistake gives one report. */
import { type Dim, symbol } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/obligation.ts';
import { symbolsOf } from '../shapes/values.ts';

/** A dim that could not be worked out. It prints as `?`. */
export const UNKNOWN: Dim = symbol({ id: '?', name: '?', min: 1 });

export function isUnknown(dim: Dim): boolean {
  return dim.kind === 'none' || symbolsOf(dim).some(({ id }) => id === '?');
}

/** Whether an obligation hangs on a dim that could not be worked out. */
export function hangsOnUnknown(obligation: Obligation): boolean {
  switch (obligation.kind) {
    case 'divides':
      return isUnknown(obligation.divisor) || isUnknown(obligation.of);
    case 'at-least':
      return isUnknown(obligation.dim) || isUnknown(obligation.min);
    case 'equal':
      return isUnknown(obligation.left) || isUnknown(obligation.right);
  }
}
