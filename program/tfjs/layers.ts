/**
 * Layers, with gradients that are fast on every backend: products never carry a transpose flag, which costs ten times
 * as much on wasm, sums over rows are products with ones, and an embedding is a product with one-hot rows
 */
import * as tf from '@tensorflow/tfjs';
import { keyOf, uniformAt } from './chance.ts';
import { Problem } from './problem.ts';
import type { Model, Training } from './types.ts';

/** Row `id` of the table for each id: int[...] to [..., d]. */
export function embed(ids: tf.Tensor, table: tf.Tensor): tf.Tensor {
  const [rows, width] = table.shape as [number, number];
  const picks = oneHot(ids, rows);
  return withGradient((weight, save) => {
    (save as tf.GradSaveFunc)([picks]);
    return {
      value: tf.reshape(tf.matMul(picks, weight as tf.Tensor), [...ids.shape, width]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.matMul(tf.transpose(saved[0] as tf.Tensor), asRows(dy)),
    };
  })(table);
}

/**
 * n neighbouring positions as one: [B, T, C] to [B, T/n, n*C], without the middle dim when one position is left.
 * Without n everything of an example becomes one vector.
 */
export function flatten(x: tf.Tensor, n?: number): tf.Tensor {
  const [, positions, width] = x.shape as [number, number, number];
  if (n === undefined || n === positions) return tf.reshape(x, [x.shape[0] as number, -1]);
  return tf.reshape(x, [-1, positions / n, n * width]);
}

/** x W + b over the last dim. */
export function linear(x: tf.Tensor, weight: tf.Tensor, bias?: tf.Tensor): tf.Tensor {
  const product = withGradient((input, matrix, save) => {
    const rows = asRows(input as tf.Tensor);
    (save as tf.GradSaveFunc)([rows, matrix as tf.Tensor]);
    return {
      value: tf.reshape(tf.matMul(rows, matrix as tf.Tensor), [...x.shape.slice(0, -1), channels(weight)]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [left, right] = saved as [tf.Tensor, tf.Tensor];
        const d = asRows(dy);
        return [tf.reshape(tf.matMul(d, tf.transpose(right)), x.shape), tf.matMul(tf.transpose(left), d)];
      },
    };
  })(x, weight);
  return bias === undefined ? product : addBias(product, bias);
}

/** x plus a number for each channel. */
export function addBias(x: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  return withGradient((input, b) => ({
    value: tf.add(input as tf.Tensor, b as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => [dy, columnSums(asRows(dy))],
  }))(x, bias);
}

/** x times a number for each channel. */
export function scaleChannels(x: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  return withGradient((input, factor, save) => {
    (save as tf.GradSaveFunc)([input as tf.Tensor, factor as tf.Tensor]);
    return {
      value: tf.mul(input as tf.Tensor, factor as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [given, slope] = saved as [tf.Tensor, tf.Tensor];
        return [tf.mul(dy, slope), columnSums(asRows(tf.mul(dy, given)))];
      },
    };
  })(x, weight);
}

/** How batch norm works where it does not work as usual. */
export interface BatchNormOptions {
  readonly eps?: number;
  readonly momentum?: number;
  /** 'biased' divides by N to normalise and by N - 1 for the running variance, as PyTorch does; 'unbiased' by N - 1 in both. */
  readonly variance?: 'biased' | 'unbiased';
  /** 'all' takes the statistics over every dim but the channel, 'batch' over the first alone. */
  readonly over?: 'all' | 'batch';
}

/** Batch norm (Ioffe and Szegedy, 2015). Evaluation takes the running statistics; training moves them as well. */
export function batchNorm(
  x: tf.Tensor,
  model: Model,
  path: string,
  training: Training | undefined,
  { eps = 1e-5, momentum = 0.1, variance = 'biased', over = 'all' }: BatchNormOptions = {},
): tf.Tensor {
  const weight = model.weights[`${path}.weight`] as tf.Variable;
  const bias = model.weights[`${path}.bias`] as tf.Variable;
  const runningMean = model.buffers[`${path}.running_mean`] as tf.Variable;
  const runningVar = model.buffers[`${path}.running_var`] as tf.Variable;
  if (training === undefined) {
    const scale = tf.mul(weight, tf.rsqrt(tf.add(runningVar, eps)));
    return tf.add(tf.mul(tf.sub(x, runningMean), scale), bias);
  }
  const n = over === 'all' ? x.size / channels(x) : (x.shape[0] as number); // numbers behind each statistic
  if (n < 2) throw new Problem('batch norm needs at least two numbers in each channel: use a larger --batch');
  const divisor = variance === 'biased' ? n : n - 1;
  return normalise(x, weight, bias, { n, divisor, eps }, (mean, squares) => {
    moveTowards(runningMean, mean, momentum);
    moveTowards(runningVar, tf.div(squares, n - 1), momentum);
  });
}

interface Normalising {
  readonly n: number;
  readonly divisor: number;
  readonly eps: number;
}

/**
 * (x - mean) / sqrt(squares / divisor + eps) * weight + bias, where x is seen as n rows with a mean and a sum of
 * squares for each column. The columns are the channels, or as many times the channels as there are positions.
 */
function normalise(
  x: tf.Tensor,
  weight: tf.Tensor,
  bias: tf.Tensor,
  { n, divisor, eps }: Normalising,
  note: (mean: tf.Tensor, squares: tf.Tensor) => void,
): tf.Tensor {
  const perChannel = (sums: tf.Tensor) =>
    sums.size === bias.size ? sums : columnSums(tf.reshape(sums, [-1, bias.size]));
  return withGradient((input, gamma, beta, save) => {
    const rows = tf.reshape(input as tf.Tensor, [n, -1]);
    const mean = tf.div(columnSums(rows), n);
    const centred = tf.sub(rows, mean);
    const squares = columnSums(tf.square(centred));
    note(mean, squares);
    const inverse = tf.rsqrt(tf.add(tf.div(squares, divisor), eps));
    const h = tf.mul(centred, inverse);
    const slope = tf.mul(tf.reshape(inverse, [-1, bias.size]), gamma as tf.Tensor);
    (save as tf.GradSaveFunc)([h, tf.reshape(slope, [-1])]);
    const y = tf.add(tf.mul(tf.reshape(h, [-1, bias.size]), gamma as tf.Tensor), beta as tf.Tensor);
    return {
      value: tf.reshape(y, x.shape),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [normed, scale] = saved as [tf.Tensor, tf.Tensor];
        const d = tf.reshape(dy, normed.shape);
        const sums = columnSums(d);
        const products = columnSums(tf.mul(d, normed));
        const common = tf.add(tf.mul(normed, tf.div(products, divisor)), tf.div(sums, n));
        const dx = tf.reshape(tf.mul(tf.sub(d, common), scale), x.shape);
        return [dx, perChannel(products), perChannel(sums)];
      },
    };
  })(x, weight, bias);
}

function moveTowards(running: tf.Variable, now: tf.Tensor, momentum: number): void {
  running.assign(tf.add(tf.mul(running, 1 - momentum), tf.mul(tf.reshape(now, running.shape), momentum)));
}

/** In training each number is dropped with probability p and the rest divided by 1 - p. */
export function dropout(x: tf.Tensor, p: number, site: string, training: Training | undefined): tf.Tensor {
  return training === undefined ? x : tf.mul(x, dropoutMask(x.shape, p, site, training));
}

/** 0 with probability p, else 1 / (1 - p). */
export function dropoutMask(shape: number[], p: number, site: string, { seed, step }: Training): tf.Tensor {
  const key = keyOf(seed, 'dropout', site, step);
  const size = shape.reduce((product, dim) => product * dim, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => (uniformAt(key, i) < p ? 0 : 1 / (1 - p))),
    shape,
  );
}

/** Rows of zeros with a one at each id: int[...] to [rows, n]. (Made as int: the float kernel of wasm is wrong.) */
export function oneHot(ids: tf.Tensor, n: number): tf.Tensor {
  return tf.cast(tf.oneHot(tf.reshape(tf.cast(ids, 'int32'), [-1]), n), 'float32');
}

/** [..., C] as [rows, C]. */
export function asRows(x: tf.Tensor): tf.Tensor2D {
  return x.rank === 2 ? (x as tf.Tensor2D) : tf.reshape(x, [-1, channels(x)]);
}

/** The last dim. */
export function channels(x: tf.Tensor): number {
  return x.shape.at(-1) as number;
}

/** The sum of each column: [rows, C] to [C]. */
export function columnSums(rows: tf.Tensor): tf.Tensor {
  return tf.reshape(tf.matMul(tf.ones([1, rows.shape[0] as number]), rows), [-1]);
}

/**
 * An op with a gradient of its own, as tf.customGrad takes it. What the gradient makes on its way is freed when it is
 * done; TensorFlow.js would keep it to the end of the step, which takes twice the memory.
 */
export function withGradient(op: Parameters<typeof tf.customGrad>[0]): ReturnType<typeof tf.customGrad> {
  return tf.customGrad((...inputs) => {
    const { value, gradFunc } = op(...inputs);
    return { value, gradFunc: (dy, saved) => tf.tidy(() => gradFunc(dy, saved)) };
  });
}
