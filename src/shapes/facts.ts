/** What is taken for true while an obligation is decided. */
import type { Dim } from './arithmetic.ts';
import type { Atom, Sym } from './polynomial.ts';

/** A condition on dims. `divides` holds where `of / divisor` is a whole number. */
export type Obligation =
  | { readonly kind: 'divides'; readonly divisor: Dim; readonly of: Dim }
  | { readonly kind: 'at-least'; readonly dim: Dim; readonly min: Dim }
  | { readonly kind: 'equal'; readonly left: Dim; readonly right: Dim };

/**
 * Assumptions, worked into a form that proofs can use; together they say exactly what the assumptions say.
 * `2 | T` becomes T = 2*k in `solved`, `T >= 5` a bound; what fits neither stays in a list.
 */
export interface Facts {
  /** Symbols by id, written through others that are free. */
  readonly solved: ReadonlyMap<string, Dim>;
  /** Raised lower bounds of free symbols, by id. */
  readonly bounds: ReadonlyMap<string, number>;
  /** Dims over free symbols that are at least 0. */
  readonly nonNegative: readonly Dim[];
  /** Quotients over free symbols that are whole. */
  readonly whole: readonly Dim[];
  /** Assumptions that no values meet. */
  readonly contradictory: boolean;
}

/** Nothing but the symbols' own bounds. */
export const NO_FACTS: Facts = {
  solved: new Map(),
  bounds: new Map(),
  nonNegative: [],
  whole: [],
  contradictory: false,
};

/** The least value that a free symbol has. */
export function boundOf(sym: Sym, facts: Facts): number {
  return Math.max(sym.min, facts.bounds.get(sym.id) ?? sym.min);
}

/** Whether an atom is a symbol of 1 or more. */
export function isSizeAtom(atom: Atom, facts: Facts): boolean {
  return atom.kind === 'symbol' && boundOf(atom.sym, facts) >= 1;
}
