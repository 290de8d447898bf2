/** unary: a function of Gaussian numbers, by quadrature. */
import type { UnaryOp } from '../../ops/unary.ts';
import { covarianceOf, meanOf, shares, varianceOf } from './quadrature.ts';
import { type Form, formOf, kernel, type Spread } from './spread.ts';

/** The spread of f(x). */
export function mapped(spread: Spread, f: (x: number) => number): Spread {
  const form = formOf(spread);
  return ofForm({ ...form, at: form.at.map(f) });
}

/** The spread of numbers that are a function of Gaussian ones. */
export function ofForm(form: Form): Spread {
  const mean = meanOf(form.at);
  const self = varianceOf(form.at, mean);
  const covariance = covarianceOf(form.at, self);
  const cov = kernel((entry) => (entry === 'self' ? self : covariance(form.base[entry])));
  return { mean, cov, form };
}

/** The function of an op. */
export function functionOf(op: UnaryOp): (x: number) => number {
  switch (op.fn) {
    case 'tanh':
      return Math.tanh;
    case 'sigmoid':
      return sigmoid;
    case 'relu':
      return (x) => Math.max(0, x);
    case 'silu':
      return (x) => x * sigmoid(x);
    case 'softplus':
      return softplus;
    case 'gelu':
      return (x) => (x * (1 + erf(x / Math.SQRT2))) / 2;
    case 'gelu_tanh':
      return (x) => (x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))) / 2;
    case 'leaky_relu':
      return (x) => (x < 0 ? op.by * x : x);
    case 'elu':
      return (x) => (x < 0 ? op.by * Math.expm1(x) : x);
    case 'relu_up_to':
      return (x) => Math.min(op.by, Math.max(0, x));
  }
}

/** Whether of numbers that are twice as large twice as much comes out. */
export function isHomogeneous({ fn }: UnaryOp): boolean {
  return fn === 'relu' || fn === 'leaky_relu';
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Abramowitz and Stegun 7.1.26: right to 1.5e-7. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}

/**
 * The share of the numbers at which tanh or sigmoid is flat: beyond ±0.97 of the way to its ends, as the makemore lectures
 * count it (Karpathy, "Building makemore part 3: activations & gradients, BatchNorm", 2022); undefined for other functions.
 */
export function saturationOf({ fn }: UnaryOp, spread: Spread): number | undefined {
  if (fn !== 'tanh' && fn !== 'sigmoid') return undefined;
  return fn === 'tanh' ? flatTanh(spread) : shareBeyond(spread, 2 * FLAT);
}

/** The share of the numbers at which tanh of them is flat. */
export function flatTanh(spread: Spread): number {
  return shareBeyond(spread, FLAT);
}

/** Where tanh is 0.97. */
const FLAT = Math.atanh(0.97);

function shareBeyond(spread: Spread, limit: number): number {
  const { at } = formOf(spread);
  return at.reduce((sum, value, place) => sum + (Math.abs(value) > limit ? (shares[place] as number) : 0), 0);
}
