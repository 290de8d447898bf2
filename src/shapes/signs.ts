/**
 * Proofs that a dim is never negative. A polynomial is not negative when no coefficient is, once every atom is
 * written as its lower bound plus something; facts, rounding and `max` give further tries.
 */
import { add, constant, type Dim, fromFraction, mul, sub } from './arithmetic.ts';
import { boundOf, type Facts } from './facts.ts';
import { isWholeApart, whole } from './fraction.ts';
import {
  type Atom,
  atomPolynomial,
  atomsOf,
  commonDenominator,
  constantOf,
  type Fraction,
  inverseTerm,
  multiplied,
  type Polynomial,
  type Term,
  timesTerm,
} from './polynomial.ts';
import { floor, ONE, rational } from './rational.ts';
import { replaceAtoms } from './values.ts';

/** One proof under way: what it may use, and how many facts and tries it has left. */
interface Proof {
  readonly facts: Facts;
  readonly depth: number;
  readonly effort: { left: number };
}

type Sign = 'not-negative' | 'positive';

const MOST_TRIES = 60;
const MOST_DEPTH = 3;
const MOST_TERMS = 60;
const MOST_DEGREE = 12;
const MOST_RATIOS = 6;

/** Whether `dim >= 0` for all values that the facts allow. */
export function provesNotNegative(dim: Dim, facts: Facts): boolean {
  return proves(dim, 'not-negative', startOf(facts));
}

/** Whether `dim > 0` for all values that the facts allow. */
export function provesPositive(dim: Dim, facts: Facts): boolean {
  return proves(dim, 'positive', startOf(facts));
}

function startOf(facts: Facts): Proof {
  return { facts, depth: MOST_DEPTH, effort: { left: MOST_TRIES } };
}

function proves(dim: Dim, sign: Sign, proof: Proof): boolean {
  if (dim.kind === 'none' || proof.effort.left-- <= 0) return false;
  if (dim.kind === 'number') return sign === 'positive' ? dim.value > 0 : dim.value >= 0;
  const cleared = withoutDivisors(dim, proof);
  if (cleared === undefined || isUnwieldy(cleared)) return false;
  const p = shifted(cleared, proof);
  if (p !== undefined && coefficientsProve(p, sign)) return true;
  if (byRounding(cleared, sign, proof) || byCases(cleared, sign, proof)) return true;
  return p !== undefined && byFacts(cleared, p, sign, proof);
}

/** The dim times all that stands below its lines, if that is surely above 0. */
function withoutDivisors({ over, under }: Fraction, proof: Proof): Polynomial | undefined {
  if (under !== undefined && !proves(fromFraction(whole(under)), 'positive', proof)) return undefined;
  const lowest = new Map<string, { atom: Atom; power: number }>();
  for (const factor of over.flatMap(({ factors }) => factors)) {
    if (factor.power < (lowest.get(factor.atom.key)?.power ?? 0)) lowest.set(factor.atom.key, factor);
  }
  let cleared = over;
  for (const { atom, power } of lowest.values()) {
    if ((boundIn(atom, proof) ?? 0n) < 1n) return undefined;
    cleared = multiplied(cleared, { coefficient: ONE, factors: [{ atom, power: -power }] });
  }
  return cleared;
}

function isUnwieldy(p: Polynomial): boolean {
  return p.length > MOST_TERMS || p.some(({ factors }) => factors.some(({ power }) => power > MOST_DEGREE));
}

/** The polynomial in what its atoms exceed their lower bounds by; undefined when an atom has none. */
function shifted(p: Polynomial, proof: Proof): Polynomial | undefined {
  const atoms = new Map<string, Dim>();
  for (const atom of atomsOf(p)) {
    const bound = boundIn(atom, proof);
    if (bound === undefined) return undefined;
    atoms.set(atom.key, add(atomDim(atom), constant(Number(bound))));
  }
  const result = replaceAtoms({ kind: 'fraction', ...whole(p) }, (atom) => atoms.get(atom.key));
  if (result.kind === 'none') return undefined;
  return result.kind === 'fraction' ? result.over : numberPolynomial(result.value);
}

function numberPolynomial(value: number): Polynomial {
  return value === 0 ? [] : [{ coefficient: rational(BigInt(value)), factors: [] }];
}

function coefficientsProve(p: Polynomial, sign: Sign): boolean {
  if (p.some(({ coefficient }) => coefficient.top < 0n)) return false;
  return sign === 'not-negative' || p.at(-1)?.factors.length === 0;
}

function boundIn(atom: Atom, proof: Proof): bigint | undefined {
  if (atom.kind === 'symbol') return BigInt(boundOf(atom.sym, proof.facts));
  if (atom.kind === 'positive') return 0n;
  const { over, under } = atom.of;
  const plain = under === undefined && over.every(isWholeApart) ? shifted(over, proof) : undefined;
  if (plain !== undefined) {
    const varying = plain.filter(({ factors }) => factors.length > 0);
    if (coefficientsProve(varying, 'not-negative')) {
      const least = constantOf(plain.slice(varying.length));
      return least === undefined ? undefined : floor(least);
    }
  }
  const value = fromFraction(atom.of);
  return [1, 0, -1].map(BigInt).find((least) => proves(sub(value, constant(Number(least))), 'not-negative', proof));
}

/** floor(x) is at most x, and above x - 1: at least x - 1 + 1/d when x counts in steps of 1/d. */
function byRounding(p: Polynomial, sign: Sign, proof: Proof): boolean {
  for (const term of p) {
    const [atom, share] = loneFloor(term);
    if (atom === undefined || !isNeverNegative(share, proof)) continue;
    const exact = fromFraction(atom.of);
    const low = sub(add(exact, stepOf(atom.of, proof)), constant(1));
    const replacement = share.coefficient.top < 0n ? exact : low;
    if (proves(withAtom(p, term, share, replacement), sign, proof)) return true;
  }
  return false;
}

/** 1/d when `x` is a whole number divided by d; 0 when no such d is seen. */
function stepOf({ over, under }: Fraction, proof: Proof): Dim {
  const divisor = commonDenominator(over);
  const counts = under === undefined && multiplied(over, divisor).every(isWholeApart);
  return counts && isNeverNegative(divisor, proof) ? fromFraction(whole([inverseTerm(divisor)])) : constant(0);
}

/** `p` with one term `share * atom` made `share * value`. */
function withAtom(p: Polynomial, term: Term, share: Term, value: Dim): Dim {
  const others = fromFraction(whole(p.filter((one) => one !== term)));
  return add(others, mul(fromFraction(whole([share])), value));
}

/** max(x, 0) is x where x >= 0, and 0 elsewhere. */
function byCases(p: Polynomial, sign: Sign, proof: Proof): boolean {
  const atom = atomsOf(p).find(({ kind }) => kind === 'positive');
  if (atom === undefined || atom.kind !== 'positive') return false;
  const value = fromFraction(atom.of);
  const cases = [
    { known: value, stands: value },
    { known: sub(constant(0), value), stands: constant(0) },
  ];
  return cases.every(({ known, stands }) => {
    const result = replaceAtoms({ kind: 'fraction', ...whole(p) }, (one) =>
      one.key === atom.key ? stands : undefined,
    );
    const facts = { ...proof.facts, nonNegative: [known, ...proof.facts.nonNegative] };
    return proves(result, sign, { ...proof, facts });
  });
}

/** If `p - m * known` is not negative for some m >= 0, then `p` is not. The m that cancel a negative term are tried. */
function byFacts(p: Polynomial, inShift: Polynomial, sign: Sign, proof: Proof): boolean {
  const { facts, depth } = proof;
  if (depth === 0) return false;
  for (const known of facts.nonNegative) {
    if (proof.effort.left <= 0) return false;
    const others = { ...proof, facts: { ...facts, nonNegative: facts.nonNegative.filter((one) => one !== known) } };
    const cleared = known.kind === 'fraction' ? withoutDivisors(known, others) : undefined;
    const shiftedKnown = cleared === undefined ? undefined : shifted(cleared, others);
    if (cleared === undefined || shiftedKnown === undefined) continue;
    for (const ratio of cancellingRatios(inShift, shiftedKnown)) {
      const rest = sub(fromFraction(whole(p)), fromFraction(whole(multiplied(cleared, ratio))));
      if (proves(rest, sign, { ...proof, depth: depth - 1 })) return true;
    }
  }
  return false;
}

/** Terms above 0 by which a negative term of `known` becomes one of `p`, or the first term of it the first one of `p`. */
function cancellingRatios(p: Polynomial, known: Polynomial): Term[] {
  const isNegative = ({ coefficient }: Term): boolean => coefficient.top < 0n;
  const pairs = p.filter(isNegative).flatMap((term) => known.filter(isNegative).map((other) => [term, other] as const));
  const leads = p[0] === undefined || known[0] === undefined ? [] : [[p[0], known[0]] as const];
  const ratios = [...pairs, ...leads].map(([term, other]) => timesTerm(term, inverseTerm(other)));
  const isUsable = ({ coefficient, factors }: Term): boolean =>
    coefficient.top > 0n && factors.every(({ power }) => power > 0);
  return ratios.filter(isUsable).slice(0, MOST_RATIOS);
}

function isNeverNegative({ factors }: Term, proof: Proof): boolean {
  return factors.every(({ atom, power }) => power > 0 && (boundIn(atom, proof) ?? -1n) >= 0n);
}

/** A rounded part of a term, when its power is 1, and the rest of the term. */
function loneFloor(term: Term): [Extract<Atom, { kind: 'floor' }> | undefined, Term] {
  const found = term.factors.find(({ atom, power }) => atom.kind === 'floor' && power === 1)?.atom;
  const share = { ...term, factors: term.factors.filter(({ atom }) => atom !== found) };
  return [found?.kind === 'floor' ? found : undefined, share];
}

function atomDim(atom: Atom): Dim {
  return fromFraction(whole(atomPolynomial(atom)));
}
