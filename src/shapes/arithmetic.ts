/** The arithmetic of dims. Whole numbers take a short path; everything else is exact at any size. */
import {
  fractionDifference,
  fractionFloor,
  fractionPositive,
  fractionProduct,
  fractionQuotient,
  fractionSum,
  isPlainlyWhole,
  whole,
} from './fraction.ts';
import {
  atomPolynomial,
  constantOf,
  constantPolynomial,
  type Fraction,
  fractionKey,
  type Polynomial,
  type Sym,
} from './polynomial.ts';
import { type Rational, rational } from './rational.ts';

/** A size or a count. Compare with `equals`, never with `===`. */
export type Dim = NumberDim | FractionDim | NoDim;

/** A whole number that JavaScript holds exactly. */
export interface NumberDim {
  readonly kind: 'number';
  readonly value: number;
}

/** Everything else that has a value: symbols, quotients, numbers beyond 2^53. */
export interface FractionDim extends Fraction {
  readonly kind: 'fraction';
}

/** No value: something was divided by 0, or the expression grew beyond all use. It swallows what it meets. */
export interface NoDim {
  readonly kind: 'none';
  readonly why: 'zero-divisor' | 'too-large';
}

const MOST_TERMS = 500;
const MOST_LETTERS = 20_000;
const MOST_LETTERS_OF_ATOM = 2_000;
const MOST_PRODUCTS = 10_000;
const MOST_POWER = 1_000;
const GREATEST = 2n ** 2048n;

const ZERO_DIVISOR: NoDim = { kind: 'none', why: 'zero-divisor' };
const TOO_LARGE: NoDim = { kind: 'none', why: 'too-large' };

/** The whole number `n`. */
export function constant(n: number): Dim {
  if (Number.isSafeInteger(n)) return { kind: 'number', value: n };
  if (!Number.isInteger(n)) throw new RangeError(`a dim is a whole number, not ${n}`);
  return fromFraction(whole(constantPolynomial(rational(BigInt(n)))));
}

/** The dim that is one symbol. */
export function symbol(sym: Sym): Dim {
  return fromFraction(whole(atomPolynomial({ kind: 'symbol', key: JSON.stringify(sym.id), sym })));
}

/** `a + b`. */
export function add(a: Dim, b: Dim): Dim {
  if (a.kind === 'number' && b.kind === 'number') {
    const value = a.value + b.value;
    if (Number.isSafeInteger(value)) return { kind: 'number', value };
  }
  return combined(a, b, fractionSum);
}

/** `a - b`. */
export function sub(a: Dim, b: Dim): Dim {
  if (a.kind === 'number' && b.kind === 'number') {
    const value = a.value - b.value;
    if (Number.isSafeInteger(value)) return { kind: 'number', value };
  }
  return combined(a, b, fractionDifference);
}

/** `a * b`. */
export function mul(a: Dim, b: Dim): Dim {
  if (a.kind === 'number' && b.kind === 'number') {
    const value = a.value * b.value;
    if (Number.isSafeInteger(value)) return { kind: 'number', value: value + 0 };
  }
  return combined(a, b, fractionProduct);
}

/** The exact quotient `a / b`. Whoever asks for it also owes the obligation `b | a`, which makes it whole. */
export function divide(a: Dim, b: Dim): Dim {
  if (isZero(b)) return ZERO_DIVISOR;
  if (a.kind === 'number' && b.kind === 'number' && a.value % b.value === 0) {
    return { kind: 'number', value: a.value / b.value + 0 };
  }
  return combined(a, b, fractionQuotient);
}

/** `a // b`, rounded down. */
export function floorDiv(a: Dim, b: Dim): Dim {
  if (a.kind === 'number' && b.kind === 'number' && b.value !== 0) {
    const left = a.value % b.value;
    const towardsZero = (a.value - left) / b.value + 0;
    return { kind: 'number', value: left !== 0 && left < 0 !== b.value < 0 ? towardsZero - 1 : towardsZero };
  }
  const exact = divide(a, b);
  return exact.kind === 'fraction' ? fromFraction(fractionFloor(exact)) : exact;
}

/** `a % b`, with the sign of `b`: what `a // b` leaves of `a`. */
export function mod(a: Dim, b: Dim): Dim {
  return sub(a, mul(b, floorDiv(a, b)));
}

/** The greater of the two. */
export function max(a: Dim, b: Dim): Dim {
  const gap = sub(a, b);
  if (gap.kind === 'none') return gap;
  if (gap.kind === 'number') return gap.value >= 0 ? a : b;
  const leads = (gap.over[0]?.coefficient.top ?? 0n) > 0n;
  const atom = fractionPositive(leads ? gap : fractionDifference(whole([]), gap));
  return add(leads ? b : a, fromFraction(atom));
}

/** `dim ^ n` for a whole `n`; a negative one owes its obligation as `divide` does. */
export function power(dim: Dim, n: number): Dim {
  if (n < 0) return divide(constant(1), power(dim, -n));
  if (isConstant(dim, 1) || (isZero(dim) && n > 0)) return dim;
  if (!Number.isSafeInteger(n) || n > MOST_POWER) return TOO_LARGE;
  if (n === 0) return constant(1);
  const half = power(dim, Math.floor(n / 2));
  const square = mul(half, half);
  return n % 2 === 0 ? square : mul(square, dim);
}

/** The whole number that `dim` is, if it is one and JavaScript holds it exactly. */
export function numberOf(dim: Dim): number | undefined {
  return dim.kind === 'number' ? dim.value : undefined;
}

/** Whether `dim` has no symbols; with `value`, whether it is that number. A constant may still be no whole number. */
export function isConstant(dim: Dim, value?: number): boolean {
  if (value !== undefined) return dim.kind === 'number' && dim.value === value;
  return dim.kind === 'number' || (dim.kind === 'fraction' && rationalOf(dim) !== undefined);
}

/** Whether the form alone shows that `dim` is whole, without any obligation. */
export function isWhole(dim: Dim): boolean {
  return dim.kind === 'number' || (dim.kind === 'fraction' && isPlainlyWhole(dim));
}

/** Whether the two are the same for all values of their symbols (rounded parts are compared by their form). */
export function equals(a: Dim, b: Dim): boolean {
  if (a === b) return true;
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value;
  if (a.kind === 'none' || b.kind === 'none') return a.kind === 'none' && b.kind === 'none' && a.why === b.why;
  return keyOf(a) === keyOf(b) || isZero(sub(a, b));
}

/** A text that equal dims share: a key for maps. */
export function keyOf(dim: Dim): string {
  if (dim.kind === 'number') return `${dim.value}`;
  return dim.kind === 'none' ? dim.why : fractionKey(dim);
}

/** The exact number that `dim` is, if it has no symbols. */
export function rationalOf(dim: Dim): Rational | undefined {
  if (dim.kind === 'number') return rational(BigInt(dim.value));
  return dim.kind === 'fraction' && dim.under === undefined ? constantOf(dim.over) : undefined;
}

/** A dim as the fraction behind it. */
export function toFraction(dim: NumberDim | FractionDim): Fraction {
  return dim.kind === 'fraction' ? dim : whole(constantPolynomial(rational(BigInt(dim.value))));
}

/** The dim that a fraction is. */
export function fromFraction({ over, under }: Fraction): Dim {
  const value = under === undefined ? constantOf(over) : undefined;
  if (value?.bottom === 1n && Number.isSafeInteger(Number(value.top))) {
    return { kind: 'number', value: Number(value.top) };
  }
  return isTooLarge(over) || isTooLarge(under ?? []) ? TOO_LARGE : { kind: 'fraction', over, under };
}

/** Whether `dim` is 0. */
export function isZero(dim: Dim): boolean {
  return dim.kind === 'number' && dim.value === 0;
}

function combined(a: Dim, b: Dim, operation: (a: Fraction, b: Fraction) => Fraction): Dim {
  if (a.kind === 'none') return a;
  if (b.kind === 'none') return b;
  const [left, right] = [toFraction(a), toFraction(b)];
  return size(left) * size(right) > MOST_PRODUCTS ? TOO_LARGE : fromFraction(operation(left, right));
}

function size({ over, under }: Fraction): number {
  return Math.max(1, over.length) * (under?.length ?? 1);
}

/** Too many terms, numbers too long, or roundings nested too deep: their keys hold all that stands inside. */
function isTooLarge(p: Polynomial): boolean {
  let letters = 0;
  for (const { coefficient, factors } of p) {
    for (const { atom } of factors) {
      if (atom.key.length > MOST_LETTERS_OF_ATOM) return true;
      letters += atom.key.length;
    }
    const { top, bottom } = coefficient;
    if (top > GREATEST || top < -GREATEST || bottom > GREATEST) return true;
  }
  return p.length > MOST_TERMS || letters > MOST_LETTERS;
}
