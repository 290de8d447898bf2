/** Exact fractions of whole numbers of any size, in lowest terms. */

/** `top / bottom`, with `bottom` > 0 and no common factor. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const ZERO: Rational = { top: 0n, bottom: 1n };
export const ONE: Rational = { top: 1n, bottom: 1n };

/** `top / bottom` in lowest terms; `bottom` is not 0. */
export function rational(top: bigint, bottom = 1n): Rational {
  if (bottom === 1n) return { top, bottom };
  const common = gcd(top, bottom);
  const sign = bottom < 0n ? -1n : 1n;
  return { top: (sign * top) / common, bottom: (sign * bottom) / common };
}

export function plus(a: Rational, b: Rational): Rational {
  if (a.bottom === 1n && b.bottom === 1n) return { top: a.top + b.top, bottom: 1n };
  return rational(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

export function times(a: Rational, b: Rational): Rational {
  if (a.bottom === 1n && b.bottom === 1n) return { top: a.top * b.top, bottom: 1n };
  return rational(a.top * b.top, a.bottom * b.bottom);
}

/** `1 / a`; `a` is not 0. */
export function inverse(a: Rational): Rational {
  return a.top < 0n ? { top: -a.bottom, bottom: -a.top } : { top: a.bottom, bottom: a.top };
}

/** The greatest whole number that is not above `a`. */
export function floor(a: Rational): bigint {
  const towardsZero = a.top / a.bottom;
  return a.top < 0n && towardsZero * a.bottom !== a.top ? towardsZero - 1n : towardsZero;
}

/** The least whole number that is not below `a`. */
export function ceil(a: Rational): bigint {
  return -floor({ top: -a.top, bottom: a.bottom });
}

/** The greatest common divisor, never negative. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The least common multiple of two numbers above 0. */
export function lcm(a: bigint, b: bigint): bigint {
  return a === 1n ? b : b === 1n ? a : (a / gcd(a, b)) * b;
}
