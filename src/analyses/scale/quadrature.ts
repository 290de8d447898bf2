/** Means over the standard normal distribution, as sums over evenly spaced points (the trapezoidal rule). */

const STEP = 0.05;
const REACH = 8;

/** Points from -8 to 8; beyond them lie 1e-15 of the distribution. */
export const points: readonly number[] = Array.from({ length: (2 * REACH) / STEP + 1 }, (_, at) => at * STEP - REACH);

/** How much of the distribution each point stands for; together 1. */
export const shares: readonly number[] = points.map((z) => (STEP * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI));

/** How much of it lies below each point. */
export const below: readonly number[] = shares.reduce<{ sums: number[]; sum: number }>(
  ({ sums, sum }, share) => ({ sums: [...sums, sum + share / 2], sum: sum + share }),
  { sums: [], sum: 0 },
).sums;

/** The mean of numbers that stand at the points. */
export function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < shares.length; at++) sum += (shares[at] as number) * (values[at] as number);
  return sum;
}

export function varianceOf(values: readonly number[], mean: number): number {
  return meanOf(values.map((value) => (value - mean) ** 2));
}

/** How many of Hermite's polynomials a function is taken apart into, besides the constant one. */
const TERMS = 24;

/** The polynomials at the points, with a mean square of 1 and each times the point's share: h1 = z, then by their recurrence. */
const polynomials: readonly Float64Array[] = weighed();

function weighed(): Float64Array[] {
  const known = [points.map(() => 1), points.slice()];
  for (let k = 1; k < TERMS; k++) {
    const [before, last] = known.slice(-2) as [number[], number[]];
    const at = (z: number, place: number) =>
      (z * (last[place] as number) - Math.sqrt(k) * (before[place] as number)) / Math.sqrt(k + 1);
    known.push(points.map(at));
  }
  return known.slice(1).map((values) => Float64Array.from(values, (value, at) => value * (shares[at] as number)));
}

/**
 * The covariance of f(z) and f(z') by the correlation of z and z', from the values of f at the points and their variance:
 * the sum of a_k² ρ^k over Hermite's coefficients a_k of f (Mehler's formula), what is left of the variance counted as one
 * more term.
 */
export function covarianceOf(values: readonly number[], variance: number): (correlation: number) => number {
  const parts = polynomials.map((polynomial) => {
    let sum = 0;
    for (let at = 0; at < polynomial.length; at++) sum += (polynomial[at] as number) * (values[at] as number);
    return sum * sum;
  });
  const left = Math.max(0, variance - parts.reduce((sum, part) => sum + part, 0));
  // From the highest power down (Horner).
  return (correlation) => [...parts, left].reduceRight((sum, part) => (sum + part) * correlation, 0);
}

/** Mean and variance of the greatest of n independent standard normal numbers. */
export function greatest(n: number): { readonly mean: number; readonly variance: number } {
  if (n <= 1) return { mean: 0, variance: 1 };
  const density = below.map((p) => n * Math.min(1, p) ** (n - 1));
  const mean = meanOf(density.map((d, at) => d * (points[at] as number)));
  return { mean, variance: meanOf(density.map((d, at) => d * ((points[at] as number) - mean) ** 2)) };
}

/**
 * The mean of log(e^x1 + … + e^xn) for independent x of N(0, deviation²). With independent Gumbel numbers g it is the
 * mean of max(x + g) less Euler's constant (the Gumbel-max identity), and x + g lies below u with the probability of the
 * mean of exp(-e^(x - u)). One of them may lie ahead of the others.
 */
export function logSumExp(n: number, deviation: number, ahead = 0): number {
  if (deviation === 0 && ahead === 0) return Math.log(n);
  const most = Math.log(n) + 9 * deviation + 40 + Math.abs(ahead);
  const oneBelow = (u: number) => meanOf(points.map((z) => Math.exp(-Math.exp(deviation * z - u))));
  const chanceBelow = (u: number) => oneBelow(u) ** (n - 1) * oneBelow(u - ahead);
  if (!Number.isFinite(most)) return most;
  const slice = Math.max(SLICE, most / MOST_SLICES);
  let sum = 0;
  for (let u = slice / 2; u < most; u += slice) sum += slice * (1 - chanceBelow(u) - chanceBelow(-u));
  return sum - EULER;
}

/** The integral is over a function as smooth as Gumbel's distribution, so wide slices do. */
const SLICE = 0.25;
/** Scores that are spread wider take wider slices, so that their number does not grow with what stands in a spec. */
const MOST_SLICES = 4000;
const EULER = 0.5772156649015329;
