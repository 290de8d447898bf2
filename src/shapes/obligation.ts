/** What must hold of dims, and what can be said of it: proved, refuted, or open. */
import { constant, type Dim, equals, isZero, sub } from './arithmetic.ts';
import { boundOf, type Facts, type Obligation } from './facts.ts';
import { isWholeApart } from './fraction.ts';
import { factsOf, rewritten } from './learn.ts';
import type { Sym } from './polynomial.ts';
import { gcd, lcm } from './rational.ts';
import { conditionOf, findBreaking, findMeeting, type Point } from './search.ts';
import { provesNotNegative, provesPositive } from './signs.ts';
import { evaluate, symbolsOf } from './values.ts';
import { provesWhole, refutesWhole } from './wholeness.ts';

export type { Facts, Obligation } from './facts.ts';
export { factsOf, learn } from './learn.ts';

/** Values of symbols that show something: T = 7, n = 2. */
export type Witness = readonly { readonly sym: Sym; readonly value: number }[];

/**
 * The three answers. Proved: it holds for all values that the assumptions allow. Refuted: for none of them (the
 * witness is one that the assumptions allow). Open: neither was shown; the witness, if there is one, meets it.
 */
export type Decision =
  | { readonly verdict: 'proved' }
  | { readonly verdict: 'refuted'; readonly witness?: Witness }
  | { readonly verdict: 'open'; readonly possible: boolean; readonly witness?: Witness };

const PROVED: Decision = { verdict: 'proved' };

/** `divisor | of`: the quotient is whole. */
export function divides(divisor: Dim, of: Dim): Obligation {
  return { kind: 'divides', divisor, of };
}

/** `dim >= min`. */
export function atLeast(dim: Dim, min: Dim): Obligation {
  return { kind: 'at-least', dim, min };
}

/** `dim <= max`. */
export function atMost(dim: Dim, max: Dim): Obligation {
  return { kind: 'at-least', dim: max, min: dim };
}

/** `left = right`. */
export function equal(left: Dim, right: Dim): Obligation {
  return { kind: 'equal', left, right };
}

/** Decides an obligation under assumptions: a list of obligations, or what was learnt from them (`factsOf`, `learn`). */
export function decide(obligation: Obligation, given: readonly Obligation[] | Facts = []): Decision {
  const plain = decideNumbers(obligation);
  if (plain !== undefined) return plain;
  const facts = toFacts(given);
  if (facts.contradictory) return PROVED;
  const free = overFreeSymbols(obligation, facts);
  if (isProved(free, facts)) return PROVED;
  if (isRefuted(free, facts)) {
    const broken = witness(obligation, facts, findBreaking(conditionOf(free), facts, solutionsFor(obligation, facts)));
    return broken === undefined ? { verdict: 'refuted' } : { verdict: 'refuted', witness: broken };
  }
  const met = witness(obligation, facts, findMeeting(conditionOf(free), facts, solutionsFor(obligation, facts)));
  return met === undefined ? { verdict: 'open', possible: false } : { verdict: 'open', possible: true, witness: met };
}

/** Values that the assumptions allow and that break the obligation, if any are found: for what must hold for all values. */
export function failsForSome(obligation: Obligation, given: readonly Obligation[] | Facts = []): Witness | undefined {
  const facts = toFacts(given);
  if (facts.contradictory) return undefined;
  const free = overFreeSymbols(obligation, facts);
  if (isProved(free, facts)) return undefined;
  return witness(obligation, facts, findBreaking(conditionOf(free), facts, solutionsFor(obligation, facts)));
}

function toFacts(given: readonly Obligation[] | Facts): Facts {
  return 'solved' in given ? given : factsOf(given);
}

/** The short path, which most stages take. */
function decideNumbers(obligation: Obligation): Decision | undefined {
  const [a, b] = dimsOf(obligation);
  if (a.kind === 'none' || b.kind === 'none') return decideNone(a.kind === 'none' ? a : b);
  if (a.kind !== 'number' || b.kind !== 'number') return undefined;
  switch (obligation.kind) {
    case 'divides':
      return a.value !== 0 && b.value % a.value === 0 ? PROVED : { verdict: 'refuted' };
    case 'at-least':
      return a.value >= b.value ? PROVED : { verdict: 'refuted' };
    case 'equal':
      return a.value === b.value ? PROVED : { verdict: 'refuted' };
  }
}

/** A division by 0 breaks whatever is asked of it; of what is too large nothing is known. */
function decideNone(dim: Dim): Decision {
  const isBroken = dim.kind === 'none' && dim.why === 'zero-divisor';
  return isBroken ? { verdict: 'refuted' } : { verdict: 'open', possible: false };
}

function dimsOf(obligation: Obligation): readonly [Dim, Dim] {
  switch (obligation.kind) {
    case 'divides':
      return [obligation.divisor, obligation.of];
    case 'at-least':
      return [obligation.dim, obligation.min];
    case 'equal':
      return [obligation.left, obligation.right];
  }
}

function overFreeSymbols(obligation: Obligation, facts: Facts): Obligation {
  const [a, b] = dimsOf(obligation).map((dim) => rewritten(dim, facts)) as [Dim, Dim];
  switch (obligation.kind) {
    case 'divides':
      return divides(a, b);
    case 'at-least':
      return atLeast(a, b);
    case 'equal':
      return equal(a, b);
  }
}

function isProved(obligation: Obligation, facts: Facts): boolean {
  const { value } = conditionOf(obligation);
  switch (obligation.kind) {
    case 'divides':
      return isNeverZero(obligation.divisor, facts) && provesWhole(value, facts);
    case 'at-least':
      return provesNotNegative(value, facts);
    case 'equal':
      return equals(obligation.left, obligation.right) || staysZero(value, facts);
  }
}

function isRefuted(obligation: Obligation, facts: Facts): boolean {
  const { value } = conditionOf(obligation);
  switch (obligation.kind) {
    case 'divides':
      return isZero(obligation.divisor) || refutesWhole(value, facts);
    case 'at-least':
      return provesPositive(sub(constant(0), value), facts);
    case 'equal':
      return isNeverZero(value, facts) || hasOddRemainder(value);
  }
}

function isNeverZero(dim: Dim, facts: Facts): boolean {
  return provesPositive(dim, facts) || provesPositive(sub(constant(0), dim), facts);
}

function staysZero(dim: Dim, facts: Facts): boolean {
  return provesNotNegative(dim, facts) && provesNotNegative(sub(constant(0), dim), facts);
}

/** 2*C - 2*T + 1 is never 0: the coefficients have a common divisor that the constant lacks. */
function hasOddRemainder(dim: Dim): boolean {
  if (dim.kind !== 'fraction' || dim.under !== undefined || !dim.over.every(isWholeApart)) return false;
  const constantTerm = dim.over.find(({ factors }) => factors.length === 0);
  if (constantTerm === undefined) return false;
  const bottom = dim.over.reduce((all, { coefficient }) => lcm(all, coefficient.bottom), 1n);
  const varying = dim.over.filter((term) => term !== constantTerm);
  const scaledTop = ({ coefficient }: (typeof varying)[number]): bigint =>
    (coefficient.top * bottom) / coefficient.bottom;
  return scaledTop(constantTerm) % varying.reduce((all, term) => gcd(all, scaledTop(term)), 0n) !== 0n;
}

/** What the obligation's own symbols are in terms of free ones. */
function solutionsFor(obligation: Obligation, facts: Facts): Dim[] {
  return dimsOf(obligation)
    .flatMap(symbolsOf)
    .flatMap(({ id }) => facts.solved.get(id) ?? []);
}

/** A point over free symbols, told in the obligation's own. */
function witness(obligation: Obligation, facts: Facts, point: Point | undefined): Witness | undefined {
  if (point === undefined) return undefined;
  const own = new Map(
    dimsOf(obligation)
      .flatMap(symbolsOf)
      .map((sym) => [sym.id, sym]),
  );
  return [...own.values()].flatMap((sym) => {
    const solution = facts.solved.get(sym.id);
    const value = solution === undefined ? (point.get(sym.id) ?? boundOf(sym, facts)) : evaluate(solution, point);
    return value === undefined ? [] : [{ sym, value }];
  });
}
