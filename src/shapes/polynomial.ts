/**
 * Polynomials with rational coefficients over atoms, whose exponents may be negative.
 * Terms stand in one fixed order, so two equal polynomials are the same list.
 */
import { gcd, inverse, lcm, ONE, plus, type Rational, rational, times } from './rational.ts';

/** A symbol of a shape: a whole number of at least `min`. Two symbols are one exactly when their `id` is. */
export interface Sym {
  readonly name: string;
  readonly id: string;
  readonly min: number;
}

/** What a polynomial multiplies: a symbol, a rounded-down value, or max(value, 0). Two atoms are one when their `key` is. */
export type Atom =
  | { readonly kind: 'symbol'; readonly key: string; readonly sym: Sym }
  | { readonly kind: 'floor'; readonly key: string; readonly of: Fraction }
  | { readonly kind: 'positive'; readonly key: string; readonly of: Fraction };

/** `atom ^ power`; the power is not 0. */
export interface Factor {
  readonly atom: Atom;
  readonly power: number;
}

/** A coefficient that is not 0, times factors in the order of their keys. */
export interface Term {
  readonly coefficient: Rational;
  readonly factors: readonly Factor[];
}

/** Terms from the greatest to the least; none is the polynomial 0. */
export type Polynomial = readonly Term[];

/** `over / under`; without `under` just `over`. `under` has two terms or more and shares no factor with `over`. */
export interface Fraction {
  readonly over: Polynomial;
  readonly under: Polynomial | undefined;
}

export const UNIT: Polynomial = [{ coefficient: ONE, factors: [] }];

export function constantPolynomial(value: Rational): Polynomial {
  return value.top === 0n ? [] : [{ coefficient: value, factors: [] }];
}

export function atomPolynomial(atom: Atom): Polynomial {
  return [{ coefficient: ONE, factors: [{ atom, power: 1 }] }];
}

/** The number that a polynomial without atoms is. */
export function constantOf(p: Polynomial): Rational | undefined {
  const [term] = p;
  if (term === undefined) return rational(0n);
  return p.length === 1 && term.factors.length === 0 ? term.coefficient : undefined;
}

export function sum(a: Polynomial, b: Polynomial): Polynomial {
  const terms: Term[] = [];
  let [i, j] = [0, 0];
  for (let left = a[i], right = b[j]; left !== undefined || right !== undefined; left = a[i], right = b[j]) {
    const order = right === undefined ? 1 : left === undefined ? -1 : compareFactors(left.factors, right.factors);
    if (order > 0) terms.push(left as Term);
    else if (order < 0) terms.push(right as Term);
    else {
      const coefficient = plus((left as Term).coefficient, (right as Term).coefficient);
      if (coefficient.top !== 0n) terms.push({ coefficient, factors: (left as Term).factors });
    }
    if (order >= 0) i++;
    if (order <= 0) j++;
  }
  return terms;
}

export function difference(a: Polynomial, b: Polynomial): Polynomial {
  return sum(a, scaled(b, rational(-1n)));
}

export function product(a: Polynomial, b: Polynomial): Polynomial {
  if (a.length > b.length) return product(b, a);
  return a.reduce<Polynomial>((total, term) => sum(total, multiplied(b, term)), []);
}

export function scaled(p: Polynomial, by: Rational): Polynomial {
  return p.map(({ coefficient, factors }) => ({ coefficient: times(coefficient, by), factors }));
}

/** `p` times one term. The order of terms is kept by multiplication, so nothing is sorted anew. */
export function multiplied(p: Polynomial, by: Term): Polynomial {
  return p.map((term) => timesTerm(term, by));
}

export function timesTerm(a: Term, b: Term): Term {
  return { coefficient: times(a.coefficient, b.coefficient), factors: joined(a.factors, b.factors) };
}

export function inverseTerm(term: Term): Term {
  return {
    coefficient: inverse(term.coefficient),
    factors: term.factors.map(({ atom, power }) => ({ atom, power: -power })),
  };
}

/**
 * `p = quotient * divisor + rest`, where no term of the rest is divisible by the divisor's first one.
 * The divisor is not 0, and neither has negative exponents.
 */
export function divided(p: Polynomial, divisor: Polynomial): { quotient: Polynomial; rest: Polynomial } {
  const lead = inverseTerm(divisor[0] as Term);
  const quotient: Term[] = [];
  const rest: Term[] = [];
  let left = p;
  for (let term = left[0]; term !== undefined; term = left[0]) {
    const ratio = timesTerm(term, lead);
    const fits = ratio.factors.every(({ power }) => power > 0);
    (fits ? quotient : rest).push(fits ? ratio : term);
    left = fits ? difference(left, multiplied(divisor, ratio)) : left.slice(1);
  }
  return { quotient, rest };
}

/** The greatest term that divides every term of `p` with a whole coefficient and no negative exponent left; `p` is not 0. */
export function content(p: Polynomial): Term {
  const powers = new Map<string, Factor>();
  const lowest = (factor: Factor): void => {
    const known = powers.get(factor.atom.key);
    if (known === undefined || factor.power < known.power) powers.set(factor.atom.key, factor);
  };
  for (const term of p) term.factors.forEach(lowest);
  const common = [...powers.values()].flatMap(({ atom, power }) => {
    const everywhere = p.every(({ factors }) => factors.some((factor) => factor.atom.key === atom.key));
    const shared = everywhere ? power : Math.min(power, 0);
    return shared === 0 ? [] : [{ atom, power: shared }];
  });
  const top = p.reduce((all, { coefficient }) => gcd(all, coefficient.top), 0n);
  const bottom = denominator(p);
  const sign = (p[0] as Term).coefficient.top < 0n ? -1n : 1n;
  return { coefficient: rational(sign * top, bottom), factors: common.sort(byKey) };
}

/** `p` without its content: whole coefficients without common factor, the first above 0, no negative exponents. */
export function primitive(p: Polynomial): Polynomial {
  return p.length === 0 ? p : multiplied(p, inverseTerm(content(p)));
}

/** The least term that leaves no denominators in `p` when it multiplies it. */
export function commonDenominator(p: Polynomial): Term {
  const powers = new Map<string, Factor>();
  for (const { atom, power } of p.flatMap(({ factors }) => factors)) {
    if (-power > (powers.get(atom.key)?.power ?? 0)) powers.set(atom.key, { atom, power: -power });
  }
  return { coefficient: rational(denominator(p)), factors: [...powers.values()].sort(byKey) };
}

/** The least number that makes every coefficient whole. */
export function denominator(p: Polynomial): bigint {
  return p.reduce((all, { coefficient }) => lcm(all, coefficient.bottom), 1n);
}

/** A text that two polynomials share exactly when they are equal. */
export function polynomialKey(p: Polynomial): string {
  return p.map(termKey).join('+');
}

/** A text that two fractions share exactly when they are equal. */
export function fractionKey({ over, under }: Fraction): string {
  return under === undefined ? polynomialKey(over) : `(${polynomialKey(over)})/(${polynomialKey(under)})`;
}

function termKey({ coefficient, factors }: Term): string {
  const number = coefficient.bottom === 1n ? `${coefficient.top}` : `${coefficient.top}/${coefficient.bottom}`;
  return [number, ...factors.map(({ atom, power }) => `${atom.key}^${power}`)].join('*');
}

/** Every atom of `p`, without those inside atoms, each once. */
export function atomsOf(p: Polynomial): Atom[] {
  const atoms = new Map<string, Atom>();
  for (const { factors } of p) for (const { atom } of factors) atoms.set(atom.key, atom);
  return [...atoms.values()];
}

/** How often `atom` is a factor of the term, 0 when it is not. */
export function powerOf({ factors }: Term, atom: Atom): number {
  return factors.find((factor) => factor.atom.key === atom.key)?.power ?? 0;
}

/** By degree, then by the exponents of the atoms in the order of their keys; multiplication keeps this order. */
function compareFactors(a: readonly Factor[], b: readonly Factor[]): number {
  if (a === b) return 0;
  const byDegree = degree(a) - degree(b);
  if (byDegree !== 0) return byDegree;
  for (let i = 0; i < a.length || i < b.length; i++) {
    const [left, right] = [a[i], b[i]];
    if (left === undefined) return -(right as Factor).power;
    if (right === undefined) return left.power;
    if (left.atom.key !== right.atom.key) return left.atom.key < right.atom.key ? left.power : -right.power;
    if (left.power !== right.power) return left.power - right.power;
  }
  return 0;
}

function degree(factors: readonly Factor[]): number {
  return factors.reduce((total, { power }) => total + power, 0);
}

function joined(a: readonly Factor[], b: readonly Factor[]): readonly Factor[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const powers = new Map(a.map((factor) => [factor.atom.key, factor]));
  for (const { atom, power } of b) {
    const total = power + (powers.get(atom.key)?.power ?? 0);
    if (total === 0) powers.delete(atom.key);
    else powers.set(atom.key, { atom, power: total });
  }
  return [...powers.values()].sort(byKey);
}

function byKey(a: Factor, b: Factor): number {
  return a.atom.key < b.atom.key ? -1 : 1;
}
