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
  return tf.customGrad((weight, save) => {
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
  const product = tf.customGrad((input, matrix, save) => {
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

function addBias(x: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  return tf.customGrad((input, b) => ({
    value: tf.add(input as tf.Tensor, b as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => [dy, columnSums(asRows(dy))],
  }))(x, bias);
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
  return tf.customGrad((input, gamma, beta, save) => {
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
  if (training === undefined) return x;
  const key = keyOf(training.seed, 'dropout', site, training.step);
  const mask = Float32Array.from({ length: x.size }, (_, i) => (uniformAt(key, i) < p ? 0 : 1 / (1 - p)));
  return tf.mul(x, tf.tensor(mask, x.shape));
}

/** The mean of -log softmax(logits)[target] over the targets that are not negative. */
export function crossEntropy(logits: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  const answers = oneHot(targets, channels(logits)); // a row of zeros where the target is -1
  const counted = tf.sum(answers, 1, true);
  const share = tf.div(1, tf.sum(counted));
  return tf.customGrad((input, save) => {
    const rows = asRows(input as tf.Tensor);
    const shifted = tf.sub(rows, tf.max(rows, 1, true));
    const exps = tf.exp(shifted);
    const sums = tf.sum(exps, 1, true);
    const surprise = tf.mul(tf.sub(tf.log(sums), tf.sum(tf.mul(shifted, answers), 1, true)), counted);
    (save as tf.GradSaveFunc)([tf.div(exps, sums), answers, counted, share]);
    return {
      value: tf.mul(tf.sum(surprise), share),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [p, right, counts, each] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        return tf.reshape(tf.mul(tf.sub(tf.mul(p, counts), right), tf.mul(dy, each)), logits.shape);
      },
    };
  })(logits) as tf.Scalar;
}

/** Rows of zeros with a one at each id: int[...] to [rows, n]. (Made as int: the float kernel of wasm is wrong.) */
function oneHot(ids: tf.Tensor, n: number): tf.Tensor {
  return tf.cast(tf.oneHot(tf.reshape(tf.cast(ids, 'int32'), [-1]), n), 'float32');
}

/** [..., C] as [rows, C]. */
function asRows(x: tf.Tensor): tf.Tensor2D {
  return x.rank === 2 ? (x as tf.Tensor2D) : tf.reshape(x, [-1, channels(x)]);
}

/** The last dim. */
function channels(x: tf.Tensor): number {
  return x.shape.at(-1) as number;
}

/** The sum of each column: [rows, C] to [C]. */
function columnSums(rows: tf.Tensor): tf.Tensor {
  return tf.reshape(tf.matMul(tf.ones([1, rows.shape[0] as number]), rows), [-1]);
}
