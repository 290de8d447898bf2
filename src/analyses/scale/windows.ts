/** Windows that slide over positions: convolutions, and pools. */
import type { ConvolutionOp } from '../../ops/convolution.ts';
import type { ConvolutionTransposeOp } from '../../ops/convolution-transpose.ts';
import type { GlobalPoolOp } from '../../ops/global-pool.ts';
import type { Value } from '../../ops/graph.ts';
import type { PoolOp } from '../../ops/pool.ts';
import type { AxisReach } from '../../ops/reach.ts';
import type { NodeOf } from '../../ops/rule.ts';
import type { UpsampleOp } from '../../ops/upsample.ts';
import { slidOver, spreadFrom } from '../../ops/window.ts';
import type { Dim } from '../../shapes/dim.ts';
import { averaged, fallOff, spaced } from './alike.ts';
import { greatest, points } from './quadrature.ts';
import { lengthsOf, type Rule, type Setting } from './rule.ts';
import {
  affine,
  formOf,
  type Kernel,
  type Moments,
  type Places,
  type Spread,
  squareOf,
  summed,
  zero,
} from './spread.ts';
import { ofForm } from './unary.ts';

/** Padding adds zeros, which make sums of fewer numbers. */
export const convolution: Rule<ConvolutionOp> = (node, [x], setting) => {
  const { op, inputs } = node;
  const [input, matrix, offset] = inputs as readonly [Value, Value, Value?];
  const [weight, bias] = [setting.weight(matrix), setting.weight(offset)];
  const window = matrix.type.dims.slice(0, -2);
  const taps = tapsOf(node, window, slidOver(input.type.dims.slice(1, -1), window, op), setting, x?.places);
  const channels = setting.size(matrix.type.dims.at(-2));
  if (!x || !weight || !bias || channels === undefined || !taps) return undefined;
  const cov = spaced(x.cov, setting.size(op.stride[0]) ?? 1);
  const sums = summed({ mean: x.mean, cov }, countsOf(taps, channels), weight, bias);
  return { ...sums, ...placed(taps, bias, sums) };
};

/** Places of the output that come of the same place have weights of their own, unless a stride lies between them. */
export const convolutionTranspose: Rule<ConvolutionTransposeOp> = (node, [x], setting) => {
  const { op, inputs } = node;
  const [input, matrix, offset] = inputs as readonly [Value, Value, Value?];
  const [weight, bias] = [setting.weight(matrix), setting.weight(offset)];
  const window = matrix.type.dims.slice(0, -2);
  const taps = tapsOf(node, window, spreadFrom(input.type.dims.slice(1, -1), window, op), setting);
  const [channels, groups] = [setting.size(matrix.type.dims.at(-1)), setting.size(op.groups)];
  if (!x || !weight || !bias || channels === undefined || groups === undefined || !taps) return undefined;
  const counts = countsOf(taps, channels / groups);
  return summed(x, { ...counts, near: setting.size(op.stride[0]) === 1 ? counts.near : 0 }, weight, bias);
};

/** How many products are summed up, and how many of them two numbers have in common. */
function countsOf({ own, shared }: Taps, channels: number): Kernel {
  const [all, some] = [own * channels, shared * channels];
  return { self: all, near: all, far: some, examples: all, both: some };
}

/** More places of all windows together are not counted one by one. */
const MOST = 2 ** 24;

/** How many places of the input a place of the output sees, on average; a place counts by how large its numbers are. */
interface Taps {
  /** Not counting those that do not exist. */
  readonly own: number;
  /** Counting a place of the window by the share of the windows that have it, squared: what two windows both have. */
  readonly shared: number;
  /** What each place of the output sees, beside the mean of all, along each axis. */
  readonly places?: Places;
}

/** Where lengths are open or huge, padding does not count. */
function tapsOf(
  { inputs, output }: NodeOf<unknown>,
  window: readonly Dim[],
  reaches: readonly AxisReach[],
  setting: Setting,
  places?: Places,
): Taps | undefined {
  const sizes = window.map(setting.size);
  const size = productOf(sizes);
  const [from, to] = [lengthsOf(inputs[0] as Value, setting), lengthsOf(output, setting)];
  const axes = reaches.map((reach, axis) => {
    const isHuge = (to[axis] ?? 0) * (sizes[axis] ?? 0) > MOST;
    return isHuge ? undefined : tapsAlong(reach, from[axis], to[axis], places?.[axis]);
  });
  if (!axes.every((axis) => axis !== undefined)) return size === undefined ? undefined : { own: size, shared: size };
  return {
    own: axes.reduce((product, { own }) => product * own, 1),
    shared: axes.reduce((product, { shared }) => product * shared, 1),
    places: axes.map(({ places: along }) => along),
  };
}

interface TapsAlong {
  readonly own: number;
  readonly shared: number;
  readonly places: readonly number[];
}

function tapsAlong(
  reach: AxisReach,
  from: number | undefined,
  to: number | undefined,
  before: readonly number[] | undefined,
): TapsAlong | undefined {
  if (!reach || typeof reach.sees !== 'function' || from === undefined || !to) return undefined;
  const [seen, sums]: [number[], number[]] = [[], []];
  for (let at = 0; at < to; at++) {
    let sum = 0;
    for (const [tap, place] of reach.sees(at).entries()) {
      const exists = Number.isInteger(place) && place >= 0 && place < from;
      const square = exists ? (before?.[place] ?? 1) : 0;
      sum += square;
      seen[tap] = (seen[tap] ?? 0) + Math.sqrt(square) / to;
    }
    sums.push(sum);
  }
  const own = sums.reduce((all, sum) => all + sum, 0) / to;
  return {
    own,
    shared: seen.reduce((sum, share) => sum + share ** 2, 0),
    places: sums.map((sum) => (own > 0 ? sum / own : 1)),
  };
}

/** The mean squares along each axis of sums over windows; a bias is as large everywhere. */
function placed({ places }: Taps, bias: Moments, sums: Spread): { readonly places?: Places } {
  const even = (bias.variance + bias.mean ** 2) / squareOf(sums);
  return places && even < 1 ? { places: places.map((axis) => axis.map((p) => even + (1 - even) * p)) } : {};
}

function productOf(sizes: readonly (number | undefined)[]): number | undefined {
  return sizes.reduce<number | undefined>(
    (product, size) => (product === undefined || size === undefined ? undefined : product * size),
    1,
  );
}

/** Padding counts as zeros in a mean, and never as the greatest. */
export const pool: Rule<PoolOp> = (node, [x], setting) => {
  const { op, inputs } = node;
  const reaches = slidOver((inputs[0] as Value).type.dims.slice(1, -1), op.kernel, op);
  const taps = tapsOf(node, op.kernel, reaches, setting);
  const window = op.kernel.map(setting.size);
  const size = productOf(window);
  if (!x || !taps || size === undefined) return undefined;
  const steps = op.stride.map((stride) => setting.size(stride) ?? 1);
  const places = x.places && pooledPlaces(node, reaches, setting, x.places);
  if (op.fn === 'max')
    return { ...greatestOf(x, window as number[], taps.own, steps), ...(places && { places: evened(places) }) };
  const cov = averaged(x.cov, window as number[], steps);
  return {
    ...affine({ mean: x.mean, cov }, { mean: taps.own / size, variance: 0 }, zero),
    ...(places && { places }),
  };
};

/**
 * Neighbours at the edges, where windows see less, have less in common, so that the greatest of them stands out more. In
 * networks of convolutions, relu and pools of 2 x 2 it leaves between a third and nearly all of how places differ; half is
 * taken, which is measured and not derived.
 */
function evened(places: Places): Places {
  return places.map((axis) => normed(axis.map(Math.sqrt)));
}

function normed(axis: readonly number[]): number[] {
  const mean = axis.reduce((sum, p) => sum + p, 0) / axis.length;
  return axis.map((p) => (mean > 0 ? p / mean : 1));
}

/** What comes out at a place is as large as what its window takes in, on average over that. */
function pooledPlaces(
  { inputs, output }: NodeOf<unknown>,
  reaches: readonly AxisReach[],
  setting: Setting,
  before: Places,
): Places | undefined {
  const [from, to] = [lengthsOf(inputs[0] as Value, setting), lengthsOf(output, setting)];
  const axes = reaches.map((reach, axis) => {
    const [squares, counts] = [before[axis], undefined].map((each) => tapsAlong(reach, from[axis], to[axis], each));
    const means = squares?.places.map((p, at) => (p * squares.own) / ((counts?.places[at] ?? 1) * (counts?.own ?? 1)));
    return means && normed(means);
  });
  return axes.every((axis) => axis !== undefined) ? axes : undefined;
}

export const globalPool: Rule<GlobalPoolOp> = ({ op, inputs }, [x], setting) => {
  const lengths = lengthsOf(inputs[0] as Value, setting);
  const size = productOf(lengths);
  if (!x || size === undefined) return undefined;
  if (op.fn === 'max') return greatestOf(x, lengths as number[], size, lengths as number[]);
  // What positions have in common is known on average over all of them, whichever are neighbours.
  const { self, examples } = averaged({ ...x.cov, near: x.cov.far }, lengths as number[], lengths as number[]);
  return { mean: x.mean, cov: { self, near: self, far: self, examples, both: examples } };
};

/**
 * The greatest of a window. Of Gaussian numbers with a part in common that part stays, and the greatest of the rest is
 * taken for Gaussian again; a function of them, which is taken to grow, has its greatest number at the same place.
 */
function greatestOf(x: Spread, window: readonly number[], taps: number, steps: readonly number[]): Spread {
  const size = productOf(window) as number;
  const form = formOf(x);
  const { at, base } = form;
  const mean = averaged({ ...base, self: 1 }, window, window).self;
  const common = size > 1 ? Math.max(0, (mean * size - 1) / (size - 1)) : 0;
  const { mean: top, variance } = greatest(taps);
  const [offset, deviation] = [Math.sqrt(1 - common) * top, Math.sqrt(common + (1 - common) * variance)];
  const beside = steps.reduce((share, step, axis) => share * Math.max(0, 1 - step / (window[axis] as number)), 1);
  const kept = fallOff({ ...base, self: 1 });
  const near = Math.max(base.far, beside + (1 - beside) * kept ** (steps[0] ?? 1));
  return ofForm({ ...form, at: points.map((z) => between(at, offset + deviation * z)), base: { ...base, near } });
}

/** A function between the points at which it is known; beyond them it goes on in a straight line. */
function between(values: readonly number[], z: number): number {
  const first = points[0] as number;
  const step = (points[1] as number) - first;
  const place = (z - first) / step;
  const at = Math.max(0, Math.min(values.length - 2, Math.floor(place)));
  const [left, right] = [values[at] as number, values[at + 1] as number];
  return left + (place - at) * (right - left);
}

export const upsample: Rule<UpsampleOp> = ({ op, inputs }, [x], setting) => {
  const n = setting.size(op.n);
  if (!x || n === undefined) return undefined;
  const { self, far } = x.cov;
  const a = fallOff(x.cov);
  const axes = (inputs[0] as Value).type.dims.length - 2;
  const kept = op.mode === 'nearest' ? 1 : blended(n, a) ** axes;
  const own = (self - far) * kept;
  const near = far + own * (1 - (1 - a) / n);
  const examples = x.cov.both + (x.cov.examples - x.cov.both) * kept;
  return { ...(kept === 1 && x), mean: x.mean, cov: { self: far + own, near, far, examples, both: x.cov.both } };
};

/** More places between two neighbours make no difference. */
const FINEST = 1000;

/** What is left of the variance between the middles of neighbours: the mean of u² + v² + 2uva, u + v = 1, over the places. */
function blended(n: number, a: number): number {
  const some = Math.min(n, FINEST);
  const places = Array.from({ length: some }, (_, at) => Math.abs((at + 0.5) / some - 0.5));
  return places.reduce((sum, v) => sum + (1 - v) ** 2 + v ** 2 + 2 * v * (1 - v) * a, 0) / some;
}
