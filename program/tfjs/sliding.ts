/** Windows: how they slide over an image; a sequence is an image of one row */
import * as tf from '@tensorflow/tfjs';

/** One number for all dims, or one for each. */
type EachDim = number | readonly number[];

/** How a window moves, where it does not move as usual. */
export interface WindowOptions {
  readonly stride?: EachDim;
  /** What is put before and after each dim; 'same' is TensorFlow's rule, in which the odd one goes after. */
  readonly padding?: 'same' | number | readonly (number | readonly [before: number, after: number])[];
  readonly dilation?: EachDim;
}

export interface ConvOptions extends WindowOptions {
  /** Groups of channels that do not see each other. */
  readonly groups?: number;
}

export interface ConvTransposeOptions extends ConvOptions {
  readonly outputPadding?: EachDim;
}

/** [rows, columns]. */
export type Pair = readonly [number, number];

/** How a window slides over an image, with an entry for rows and one for columns. */
export interface Sliding {
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly pads: readonly [Pair, Pair];
  readonly groups: number;
}

/** How a window slides over rows and columns of this size. */
export function slidingOver(size: Pair, window: Pair, rank: number, options: ConvOptions): Sliding {
  const strides = pairOf(options.stride ?? 1, rank, 1);
  const dilations = pairOf(options.dilation ?? 1, rank, 1);
  const { padding = 0, groups = 1 } = options;
  const given = typeof padding === 'number' ? Array.from({ length: rank }, () => padding) : padding;
  const each = given === 'same' ? given : [...Array.from({ length: 2 - rank }, () => 0), ...given];
  const pads = [0, 1].map((axis): Pair => {
    if (each !== 'same') {
      const pad = each[axis] ?? 0;
      return typeof pad === 'number' ? [pad, pad] : pad;
    }
    const [n, stride, dilation] = [size[axis], strides[axis], dilations[axis]] as [number, number, number];
    const reach = ((window[axis] as number) - 1) * dilation;
    const total = Math.max((Math.ceil(n / stride) - 1) * stride + reach + 1 - n, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
  return { strides, dilations, pads: pads as [Pair, Pair], groups };
}

/** The size that a convolution would bring back to this one, and how it would slide over it. */
export function transposedSize(
  size: Pair,
  window: Pair,
  rank: number,
  options: ConvTransposeOptions,
): readonly [Pair, Sliding] {
  const strides = pairOf(options.stride ?? 1, rank, 1);
  const extra = pairOf(options.outputPadding ?? 0, rank, 0);
  const same = size.map((n, axis) => n * (strides[axis] as number)) as unknown as Pair;
  const at = slidingOver(same, window, rank, options);
  const grown = size.map((n, axis) => {
    if (options.padding === 'same') return (same[axis] as number) + (extra[axis] as number);
    const [before, after] = at.pads[axis] as Pair;
    const reach = ((window[axis] as number) - 1) * (at.dilations[axis] as number);
    return (n - 1) * (strides[axis] as number) - before - after + reach + (extra[axis] as number) + 1;
  });
  return [grown as unknown as Pair, at];
}

/** A setting for rows and columns; a sequence is an image of one row, for which `alone` holds. */
export function pairOf(value: EachDim, rank: number, alone: number): Pair {
  const each = typeof value === 'number' ? Array.from({ length: rank }, () => value) : value;
  return [...Array.from({ length: 2 - rank }, () => alone), ...each] as unknown as Pair;
}

/** A sequence [B, T, C] as an image of one row. */
export function asImage(x: tf.Tensor): tf.Tensor4D {
  const [batch, positions, channels] = x.shape as [number, number, number];
  return x.rank === 4 ? (x as tf.Tensor4D) : tf.reshape(x, [batch, 1, positions, channels]);
}

/** An image of one row as the sequence that it is, where the rank says so. */
export function asRank(image: tf.Tensor, rank: number): tf.Tensor {
  const [batch, , positions, channels] = image.shape as [number, number, number, number];
  return rank === 4 ? image : tf.reshape(image, [batch, positions, channels]);
}

/** A kernel [k, C, out] as a filter of one row. */
export function asFilter(weight: tf.Tensor): tf.Tensor4D {
  return weight.rank === 4
    ? (weight as tf.Tensor4D)
    : tf.reshape(weight, [1, ...weight.shape] as [1, number, number, number]);
}

/** Rows and columns of an image, or from `axis` on. */
export function sidesOf(x: tf.Tensor, axis = 1): Pair {
  return x.shape.slice(axis, axis + 2) as unknown as Pair;
}
