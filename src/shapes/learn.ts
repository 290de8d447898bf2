/** Takes an obligation for true: solves a symbol by it, raises a bound, or keeps it for the proofs that need it. */
import { add, constant, type Dim, divide, fromFraction, isWhole, mul, rationalOf, sub, symbol } from './arithmetic.ts';
import { boundOf, type Facts, isSizeAtom, NO_FACTS, type Obligation } from './facts.ts';
import { whole } from './fraction.ts';
import { inverseTerm, type Polynomial, type Sym, type Term } from './polynomial.ts';
import { ceil, gcd, lcm, rational } from './rational.ts';
import { provesPositive } from './signs.ts';
import { replaceAtoms, substitute, symbolsOf } from './values.ts';
import { provesWhole } from './wholeness.ts';

/** The facts that a list of assumptions amounts to. */
export function factsOf(assumptions: readonly Obligation[]): Facts {
  return assumptions.reduce(learn, NO_FACTS);
}

/** The facts, and `assumption` besides. Whoever collects many obligations learns them one by one. */
export function learn(facts: Facts, assumption: Obligation): Facts {
  switch (assumption.kind) {
    case 'divides':
      return learnWhole(facts, divide(rewritten(assumption.of, facts), rewritten(assumption.divisor, facts)));
    case 'at-least':
      return learnNonNegative(facts, sub(rewritten(assumption.dim, facts), rewritten(assumption.min, facts)));
    case 'equal':
      return learnZero(facts, sub(rewritten(assumption.left, facts), rewritten(assumption.right, facts)));
  }
}

/** The dim over free symbols alone; what is known to be whole needs no rounding. */
export function rewritten(dim: Dim, facts: Facts): Dim {
  const solved = substitute(dim, facts.solved);
  if (facts.whole.length === 0) return solved;
  return replaceAtoms(solved, (atom) => {
    if (atom.kind !== 'floor') return undefined;
    const inner = rewritten(fromFraction(atom.of), facts);
    return provesWhole(inner, facts) ? inner : undefined;
  });
}

function learnWhole(facts: Facts, quotient: Dim): Facts {
  if (isWhole(quotient) || provesWhole(quotient, facts)) return facts;
  if (quotient.kind === 'none' || rationalOf(quotient) !== undefined) return { ...facts, contradictory: true };
  return solvedMultiple(facts, quotient) ?? solvedRemainder(facts, quotient) ?? keptWhole(facts, quotient);
}

function keptWhole(facts: Facts, quotient: Dim): Facts {
  const known = { ...facts, whole: [...facts.whole, quotient] };
  return provesPositive(quotient, facts) ? learnNonNegative(known, sub(quotient, constant(1))) : known;
}

/** T/n is whole: T = n*k with a new symbol k. */
function solvedMultiple(facts: Facts, quotient: Dim): Facts | undefined {
  const [term, second] = plainTerms(quotient);
  if (term === undefined || second !== undefined || term.coefficient.top !== 1n) return undefined;
  const own = term.factors.find(({ atom, power }) => power === 1 && isSizeAtom(atom, facts))?.atom;
  if (own?.kind !== 'symbol') return undefined;
  const others = term.factors.filter(({ atom }) => atom !== own);
  if (!others.every(({ atom, power }) => power < 0 && isSizeAtom(atom, facts))) return undefined;
  const times = inverseTerm({ coefficient: term.coefficient, factors: others });
  const bound = boundOf(own.sym, facts);
  const least = others.length > 0 ? 1n : ceil(rational(BigInt(bound), times.coefficient.top));
  const solution = mul(termDim(times), freshSymbol(own.sym, Number(least)));
  const known = solve(facts, own.sym, solution);
  return others.length > 0 && bound > 1 ? learnNonNegative(known, sub(solution, constant(bound))) : known;
}

/** (3*T + 1)/2 is whole: T = 2*k - 1. */
function solvedRemainder(facts: Facts, quotient: Dim): Facts | undefined {
  const line = lineOf(quotient);
  if (line === undefined) return undefined;
  const { sym, slope, offset } = line;
  const modulus = lcm(slope.bottom, offset.bottom);
  const [a, b] = [(slope.top * modulus) / slope.bottom, (offset.top * modulus) / offset.bottom];
  const common = gcd(a, modulus);
  if (b % common !== 0n) return { ...facts, contradictory: true };
  const step = Number(modulus / common);
  const first = firstSolution(a, b, modulus, BigInt(boundOf(sym, facts)), step);
  if (first === undefined) return undefined;
  const left = first % step === 0 ? 0 : (((first % step) + step) % step) - step;
  const turns = freshSymbol(sym, (first - left) / step);
  return solve(facts, sym, add(mul(constant(step), turns), constant(left)));
}

const MOST_STEP = 100_000;

/** The least x from `from` on with a*x + b a multiple of the modulus. */
function firstSolution(a: bigint, b: bigint, modulus: bigint, from: bigint, step: number): number | undefined {
  if (step > MOST_STEP) return undefined;
  for (let i = 0; i < step; i++) {
    const x = from + BigInt(i);
    if ((a * x + b) % modulus === 0n) return Number(x);
  }
  return undefined;
}

function learnNonNegative(facts: Facts, dim: Dim): Facts {
  const value = rationalOf(dim);
  if (dim.kind === 'none' || (value !== undefined && value.top < 0n)) return { ...facts, contradictory: true };
  if (value !== undefined) return facts;
  const line = lineOf(dim);
  if (line === undefined || line.slope.top < 0n) return { ...facts, nonNegative: [...facts.nonNegative, dim] };
  const { sym, slope, offset } = line;
  const least = Number(ceil(rational(-offset.top * slope.bottom, offset.bottom * slope.top)));
  if (least <= boundOf(sym, facts)) return facts;
  if (!Number.isSafeInteger(least)) return { ...facts, nonNegative: [...facts.nonNegative, dim] };
  return { ...facts, bounds: new Map([...facts.bounds, [sym.id, least]]) };
}

function learnZero(facts: Facts, dim: Dim): Facts {
  const value = rationalOf(dim);
  if (value !== undefined) return value.top === 0n ? facts : { ...facts, contradictory: true };
  for (const term of plainTerms(dim)) {
    const [factor, second] = term.factors;
    if (factor?.atom.kind !== 'symbol' || second !== undefined || factor.power !== 1) continue;
    const { sym } = factor.atom;
    const own = termDim(term);
    const solution = divide(sub(own, dim), fromFraction(whole([{ ...term, factors: [] }])));
    if (!isWhole(solution) || symbolsOf(solution).some(({ id }) => id === sym.id)) continue;
    return learnNonNegative(solve(facts, sym, solution), sub(solution, constant(boundOf(sym, facts))));
  }
  return learnNonNegative(learnNonNegative(facts, dim), sub(constant(0), dim));
}

/** The facts with a free symbol written through others; what was kept is read anew. */
function solve(facts: Facts, sym: Sym, solution: Dim): Facts {
  const one = new Map([[sym.id, solution]]);
  const solved = new Map([...facts.solved].map(([id, dim]) => [id, substitute(dim, one)]));
  const start: Facts = { ...facts, solved: solved.set(sym.id, solution), nonNegative: [], whole: [] };
  const signs = facts.nonNegative.reduce((known, dim) => learnNonNegative(known, rewritten(dim, known)), start);
  return facts.whole.reduce((known, dim) => learnWhole(known, rewritten(dim, known)), signs);
}

/** `slope * sym + offset`, when a dim is that. */
function lineOf(dim: Dim): { sym: Sym; slope: Term['coefficient']; offset: Term['coefficient'] } | undefined {
  const [first, second, third] = plainTerms(dim);
  const [factor, another] = first?.factors ?? [];
  if (first === undefined || factor?.atom.kind !== 'symbol' || another !== undefined || factor.power !== 1)
    return undefined;
  if (third !== undefined || (second !== undefined && second.factors.length > 0)) return undefined;
  return { sym: factor.atom.sym, slope: first.coefficient, offset: second?.coefficient ?? rational(0n) };
}

function plainTerms(dim: Dim): Polynomial {
  return dim.kind === 'fraction' && dim.under === undefined ? dim.over : [];
}

function termDim(term: Term): Dim {
  return fromFraction(whole([term]));
}

/** A symbol of its own for each symbol that is solved. */
function freshSymbol({ name, id }: Sym, min: number): Dim {
  return symbol({ name: `${name}'`, id: `${id}'`, min });
}
