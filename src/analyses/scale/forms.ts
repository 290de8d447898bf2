/** Numbers that are no Gaussian ones as functions of Gaussian numbers: by what lies below each point. */
import { below, covarianceOf, meanOf, points, shares, varianceOf } from './quadrature.ts';
import { deviationOf, type Form, formOf, type Kernel, kernel, type Spread } from './spread.ts';

/** Values, and how much of the distribution each stands for; together 1. */
export type Weighed = readonly (readonly [value: number, share: number])[];

/** The function of a Gaussian number that grows and gives these values as often. */
export function growing(values: Weighed): number[] {
  const sorted = values.toSorted(([a], [b]) => a - b);
  let [place, sum] = [0, sorted[0]?.[1] ?? 0];
  return points.map((_, at) => {
    while (sum < (below[at] as number) && place < sorted.length - 1) sum += sorted[++place]?.[1] ?? 0;
    return sorted[place]?.[0] as number;
  });
}

/** The form whose numbers have these covariances: for each the correlation of Gaussian numbers that leads to it. */
export function formWith(at: readonly number[], cov: Kernel): Form {
  const mean = meanOf(at);
  const covariance = covarianceOf(at, varianceOf(at, mean));
  return { at, base: kernel((entry) => (entry === 'self' ? 1 : correlationFor(cov[entry], cov.self, covariance))) };
}

function correlationFor(wanted: number, self: number, covariance: (correlation: number) => number): number {
  const share = self > 0 ? wanted / self : 0;
  const whole = covariance(1);
  if (share <= 0 || share >= 1 || whole <= 0) return Math.max(-1, Math.min(1, share));
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 30; halving++) {
    const middle = (low + high) / 2;
    if (covariance(middle) < share * whole) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Every fifth point of the quadrature up to 5 deviations: sums of two take all pairs of them. */
const SPARSE = 5;
const FAR = 5;

/** The form of a sum of numbers that have nothing in common, where one of them is no Gaussian. */
export function formOfSum(a: Spread, b: Spread, cov: Kernel): Form | undefined {
  if ((!a.form && !b.form) || cov.self <= 0) return undefined;
  const [some, others] = [sparse(a), sparse(b)];
  const at = growing(some.flatMap(([x, p]) => others.map(([y, q]) => [x + y, p * q] as const)));
  // The ends and the gaps between points take a little away, which is put back.
  const mean = meanOf(at);
  const deviation = Math.sqrt(varianceOf(at, mean));
  const factor = deviation > 0 ? deviationOf({ mean, cov }) / deviation : 1;
  return formWith(
    at.map((value) => a.mean + b.mean + factor * (value - mean)),
    cov,
  );
}

/** The form of numbers some of which, by these shares, are spread in one way and the rest in others; none if all are Gaussian. */
export function formOfMix(parts: readonly (readonly [share: number, spread: Spread])[], cov: Kernel): { form?: Form } {
  if (cov.self <= 0 || parts.every(([, { form }]) => !form)) return {};
  const values = parts.flatMap(([share, spread]) =>
    formOf(spread).at.map((value, place) => [value, share * (shares[place] as number)] as const),
  );
  return { form: { ...formWith(growing(values), cov), mixed: true } };
}

function sparse(spread: Spread): Weighed {
  const { at } = formOf(spread);
  const some = at.flatMap((value, place) => {
    const isOne = place % SPARSE === 0 && Math.abs(points[place] as number) <= FAR;
    return isOne ? [[value, SPARSE * (shares[place] as number)] as const] : [];
  });
  return some;
}
