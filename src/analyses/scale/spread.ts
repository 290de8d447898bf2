/**
 * How the numbers of a tensor are spread when training starts: over all draws of the weights, all examples, positions and
 * channels. What two numbers of the same channel have in common is told apart by where they stand, as in the kernels of
 * wide networks (Poole et al., "Exponential expressivity in deep neural networks through transient chaos", 2016; Lee et
 * al., "Deep neural networks as Gaussian processes", 2018); channels differ by nothing but the draw of their weights.
 */
import { points } from './quadrature.ts';

export interface Spread {
  readonly mean: number;
  readonly cov: Kernel;
  /** Where the numbers are no Gaussian ones: the function of Gaussian numbers that they are. */
  readonly form?: Form;
  /** Of positions that lie in a grid, where some are larger than others: their mean squares along each axis, 1 on average. */
  readonly places?: Places;
  /** Of scores, where that of the token that is read stands out: by how much, and the deviation of all others. */
  readonly ahead?: { readonly by: number; readonly deviation: number };
}

/** Covariances of two numbers of a channel. */
export interface Kernel {
  /** Of a number with itself: the variance. */
  readonly self: number;
  /** Of neighbouring positions of an example. */
  readonly near: number;
  /** Of positions of an example that lie apart. */
  readonly far: number;
  /** Of the same position in different examples. */
  readonly examples: number;
  /** Of different positions in different examples. */
  readonly both: number;
}

export type Places = readonly (readonly number[])[];

export interface Form {
  /** The function at the points of the quadrature. */
  readonly at: readonly number[];
  /** Correlations of the Gaussian numbers. */
  readonly base: Kernel;
  /** Of channels that differ: each for itself has another form. */
  readonly mixed?: true;
}

/** For what changes the numbers of all places alike. */
export function placesOf({ places }: Spread): { readonly places?: Places } {
  return places ? { places } : {};
}

export function kernel(of: (entry: keyof Kernel) => number): Kernel {
  return { self: of('self'), near: of('near'), far: of('far'), examples: of('examples'), both: of('both') };
}

export const none: Kernel = kernel(() => 0);

/** The same number everywhere. */
export function level(mean: number): Spread {
  return { mean, cov: none };
}

/** Numbers that have nothing to do with each other. */
export function independent(mean: number, self: number): Spread {
  return { mean, cov: { ...none, self } };
}

export function plus(a: Kernel, b: Kernel, times = 1): Kernel {
  return kernel((entry) => a[entry] + times * b[entry]);
}

export function times(a: Kernel, factor: number): Kernel {
  return kernel((entry) => a[entry] * factor);
}

/** The mean of the squares. */
export function squareOf({ mean, cov: { self } }: Spread): number {
  return mean ** 2 + self;
}

export function deviationOf({ cov: { self } }: Spread): number {
  return Math.sqrt(Math.max(0, self));
}

/** Numbers as a function of Gaussian ones: of those themselves, where nothing else is known. */
export function formOf({ mean, cov, form }: Spread): Form {
  if (form) return form;
  const deviation = Math.sqrt(Math.max(0, cov.self));
  return { at: points.map((z) => mean + deviation * z), base: correlations(cov) };
}

/** Covariances as shares of the variance, kept within -1 and 1. */
export function correlations(cov: Kernel): Kernel {
  return kernel((entry) => (cov.self > 0 ? Math.max(-1, Math.min(1, cov[entry] / cov.self)) : 0));
}

/** A factor and an offset of their own for each channel, drawn independently: given are their means and variances. */
export function affine(spread: Spread, factor: Moments, offset: Moments): Spread {
  const { mean, cov, form } = spread;
  const square = factor.mean ** 2 + factor.variance;
  const around = factor.variance * mean ** 2 + offset.variance;
  const moved = form && { ...form, at: form.at.map((value) => factor.mean * value + offset.mean) };
  return {
    mean: factor.mean * mean + offset.mean,
    cov: kernel((entry) => square * cov[entry] + around),
    ...(moved && factor.variance === 0 && offset.variance === 0 && { form: moved }),
  };
}

export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

export const zero: Moments = { mean: 0, variance: 0 };
export const one: Moments = { mean: 1, variance: 0 };

/**
 * Weighted sums of so many numbers, each with a weight of its own: sum w x + b. Two sums may have fewer of the weights in
 * common than there are; the kernel counts them.
 */
export function summed({ mean, cov }: Spread, count: number | Kernel, weight: Moments, bias: Moments = zero): Spread {
  const counts = typeof count === 'number' ? kernel(() => count) : count;
  const of = (c: number) => weight.variance * (c + mean ** 2) + weight.mean ** 2 * c;
  return {
    mean: counts.self * weight.mean * mean + bias.mean,
    cov: kernel((entry) => counts[entry] * of(cov[entry]) + bias.variance),
  };
}

/** Numbers some of which, by these shares, are spread in one way and the rest in others. */
export function mixed(parts: readonly (readonly [share: number, spread: Spread])[]): Spread {
  const mean = parts.reduce((sum, [share, spread]) => sum + share * spread.mean, 0);
  const cov = kernel((entry) =>
    parts.reduce((sum, [share, spread]) => sum + share * (spread.cov[entry] + (spread.mean - mean) ** 2), 0),
  );
  return { mean, cov };
}
