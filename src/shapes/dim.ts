/**
 * One dim of a shape: a polynomial over symbols with exact quotients, in normal form, so that `n*(T/n)` is `T`.
 * This file gathers what other folders use.
 */
export {
  add,
  constant,
  type Dim,
  divide,
  equals,
  floorDiv,
  isConstant,
  isWhole,
  keyOf,
  max,
  mod,
  mul,
  numberOf,
  power,
  sub,
  symbol,
} from './arithmetic.ts';
export type { Sym } from './polynomial.ts';
export { toText, toTight } from './print.ts';
export { evaluate, substitute, symbolsOf } from './values.ts';
