/** Quotients of polynomials in lowest terms, and the rounding of them: the arithmetic behind `Dim`. */
import { commonFactor } from './gcd.ts';
import {
  type Atom,
  atomPolynomial,
  commonDenominator,
  constantOf,
  constantPolynomial,
  content,
  denominator,
  difference,
  divided,
  type Fraction,
  fractionKey,
  inverseTerm,
  multiplied,
  type Polynomial,
  powerOf,
  product,
  scaled,
  sum,
  type Term,
  UNIT,
} from './polynomial.ts';
import { floor, type Rational, rational } from './rational.ts';

/** A polynomial as a fraction. */
export function whole(over: Polynomial): Fraction {
  return { over, under: undefined };
}

export function fractionSum(a: Fraction, b: Fraction): Fraction {
  if (a.under === undefined && b.under === undefined) return whole(sum(a.over, b.over));
  const [left, right] = [a.under ?? UNIT, b.under ?? UNIT];
  return quotient(sum(product(a.over, right), product(b.over, left)), product(left, right));
}

export function fractionDifference(a: Fraction, b: Fraction): Fraction {
  return fractionSum(a, { over: scaled(b.over, rational(-1n)), under: b.under });
}

export function fractionProduct(a: Fraction, b: Fraction): Fraction {
  const over = product(a.over, b.over);
  if (a.under === undefined && b.under === undefined) return whole(over);
  return quotient(over, product(a.under ?? UNIT, b.under ?? UNIT));
}

/** `a / b`; `b` is not 0. */
export function fractionQuotient(a: Fraction, b: Fraction): Fraction {
  return quotient(product(a.over, b.under ?? UNIT), product(a.under ?? UNIT, b.over));
}

/** `over / under` in lowest terms; a single term below the line becomes negative exponents above it. */
function quotient(over: Polynomial, under: Polynomial): Fraction {
  if (over.length === 0) return whole([]);
  const unit = inverseTerm(content(under));
  const [top, bottom] = [multiplied(over, unit), multiplied(under, unit)];
  if (bottom.length === 1) return whole(top);
  const monomial = content(top);
  const plain = multiplied(top, inverseTerm(monomial));
  const common = commonFactor(plain, bottom);
  if (common.length === 1) return { over: top, under: bottom };
  const reduced = multiplied(divided(plain, common).quotient, monomial);
  const left = divided(bottom, common).quotient;
  return left.length === 1 ? whole(multiplied(reduced, inverseTerm(left[0] as Term))) : { over: reduced, under: left };
}

/** The greatest whole value not above `f`. What is surely whole leaves the rounding: floor(T/2 + 1) is floor(T/2) + 1. */
export function fractionFloor(f: Fraction): Fraction {
  const { taken, rest } = splitWhole(f);
  const left = rest.under === undefined ? whole(roundedConstant(rest.over)) : rest;
  if (left.over.length === 0) return whole(taken);
  const inner = withoutInnerFloor(left);
  if (inner !== undefined) return fractionSum(whole(taken), fractionFloor(inner));
  return whole(sum(taken, atomPolynomial({ kind: 'floor', key: `floor(${fractionKey(left)})`, of: left })));
}

/** max(f, 0). */
export function fractionPositive(f: Fraction): Fraction {
  const value = f.under === undefined ? constantOf(f.over) : undefined;
  if (value !== undefined) return whole(value.top < 0n ? [] : f.over);
  return whole(atomPolynomial({ kind: 'positive', key: `positive(${fractionKey(f)})`, of: f }));
}

/** Whether a term is whole whatever its symbols are, its coefficient aside. */
export function isWholeApart({ factors }: Term): boolean {
  return factors.every(({ atom, power }) => power > 0 && isWholeAtom(atom));
}

/** Whether a fraction is whole for its form alone: whole coefficients and no negative exponents. */
export function isPlainlyWhole({ over, under }: Fraction): boolean {
  return under === undefined && over.every((term) => term.coefficient.bottom === 1n && isWholeApart(term));
}

function isWholeAtom(atom: Atom): boolean {
  return atom.kind !== 'positive' || isPlainlyWhole(atom.of);
}

/** Takes from `f` what is surely whole: of 3*T/2 that is T, and T/2 is left. */
export function splitWhole({ over, under }: Fraction): { taken: Polynomial; rest: Fraction } {
  if (under === undefined) {
    const { taken, rest } = splitTerms(over);
    return { taken, rest: whole(rest) };
  }
  const clearing = commonDenominator(over);
  const divisor = multiplied(under, clearing);
  const parts = divided(multiplied(over, clearing), divisor);
  const { taken, rest } = splitTerms(parts.quotient);
  return { taken, rest: fractionSum(whole(rest), quotient(parts.rest, divisor)) };
}

function splitTerms(p: Polynomial): { taken: Polynomial; rest: Polynomial } {
  const taken = p.flatMap((term) =>
    withCoefficient(term, isWholeApart(term) ? rational(floor(term.coefficient)) : rational(0n)),
  );
  return { taken, rest: difference(p, taken) };
}

function withCoefficient(term: Term, coefficient: Rational): Term[] {
  return coefficient.top === 0n ? [] : [{ coefficient, factors: term.factors }];
}

/** floor(T/2 + 1/4) is floor(T/2): the constant counts only in steps of the other terms' denominator. */
function roundedConstant(p: Polynomial): Polynomial {
  const others = p.filter(({ factors }) => factors.length > 0);
  const constant = p.at(-1);
  if (others.length === p.length || constant === undefined || !others.every(isWholeApart)) return p;
  const step = denominator(others);
  const { top, bottom } = constant.coefficient;
  return sum(others, constantPolynomial(rational(floor(rational(top * step, bottom)), step)));
}

/** floor((floor(x) + k) / n) is floor((x + k) / n) for whole k and whole n > 0; undefined when `f` is not of that form. */
function withoutInnerFloor(f: Fraction): Fraction | undefined {
  if (f.under !== undefined) return undefined;
  for (const term of f.over) {
    const inner = term.factors.find(({ atom, power }) => atom.kind === 'floor' && power === 1)?.atom;
    if (inner === undefined || inner.kind !== 'floor') continue;
    const share: Term = { ...term, factors: term.factors.filter(({ atom }) => atom !== inner) };
    const others = difference(f.over, [term]);
    const steps = inverseTerm(share);
    const divisorIsWhole = steps.coefficient.top > 0n && steps.coefficient.bottom === 1n && steps.factors.every(isSize);
    if (!divisorIsWhole || others.some((other) => powerOf(other, inner) !== 0)) continue;
    if (!isPlainlyWhole(whole(multiplied(others, steps)))) continue;
    return fractionSum(whole(others), fractionProduct(inner.of, whole([share])));
  }
  return undefined;
}

function isSize({ atom, power }: { readonly atom: Atom; readonly power: number }): boolean {
  return power > 0 && atom.kind === 'symbol' && atom.sym.min >= 1;
}
