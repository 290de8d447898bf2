/** Norms: the numbers of each example, with mean 0 and variance 1 by statistics of their own */
import * as tf from '@tensorflow/tfjs';
import { asRows, channels, columnSums, withGradient } from './layers.ts';

/** Layer norm (Ba, Kiros and Hinton, 2016): each position over its channels, then a scale and an offset. */
export function layerNorm(x: tf.Tensor, weight?: tf.Tensor, bias?: tf.Tensor, eps = 1e-5): tf.Tensor {
  return standardise(x, weight, bias, { shape: [-1, channels(x)], mean: rowMeans, isCentred: true, eps });
}

/** Layer norm without the mean (Zhang and Sennrich, 2019): divided by the root of the mean square. */
export function rmsNorm(x: tf.Tensor, weight: tf.Tensor, eps = 1e-6): tf.Tensor {
  return standardise(x, weight, undefined, { shape: [-1, channels(x)], mean: rowMeans, isCentred: false, eps });
}

/** Group norm (Wu and He, 2018): over all positions of an example and the channels of one group. */
export function groupNorm(x: tf.Tensor, groups: number, weight: tf.Tensor, bias: tf.Tensor, eps = 1e-5): tf.Tensor {
  const shape = [x.shape[0] as number, x.size / (x.shape[0] as number) / channels(x), channels(x)];
  const mean = (seen: tf.Tensor) => groupMeans(seen as tf.Tensor3D, groups);
  return standardise(x, weight, bias, { shape, mean, isCentred: true, eps });
}

interface Statistics {
  /** How x is seen by `mean`; the last dim are the channels. */
  readonly shape: number[];
  /** Means that fit beside what they are of. */
  readonly mean: (seen: tf.Tensor) => tf.Tensor;
  /** Whether the mean is taken off. */
  readonly isCentred: boolean;
  readonly eps: number;
}

/** (x - mean) / sqrt(variance + eps) * weight + bias. */
function standardise(
  x: tf.Tensor,
  weight: tf.Tensor | undefined,
  bias: tf.Tensor | undefined,
  { shape, mean, isCentred, eps }: Statistics,
): tf.Tensor {
  const given = [x, weight, bias].filter((tensor) => tensor !== undefined);
  return withGradient((...inputs) => {
    const save = inputs.pop() as tf.GradSaveFunc;
    const [input, gamma, beta] = inputs as tf.Tensor[];
    const seen = tf.reshape(input as tf.Tensor, shape);
    const centred = isCentred ? tf.sub(seen, mean(seen)) : seen;
    const inverse = tf.rsqrt(tf.add(mean(tf.square(centred)), eps));
    const normed = tf.mul(centred, inverse);
    save([normed, inverse, ...(gamma ? [gamma] : [])]);
    const scaled = gamma ? tf.mul(normed, gamma) : normed;
    return {
      value: tf.reshape(beta ? tf.add(scaled, beta) : scaled, x.shape),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [h, scale, slope] = saved as [tf.Tensor, tf.Tensor, tf.Tensor?];
        const d = tf.reshape(dy, shape);
        const towards = slope ? tf.mul(d, slope) : d;
        const along = tf.mul(h, mean(tf.mul(towards, h)));
        const common = isCentred ? tf.add(along, mean(towards)) : along;
        const dx = tf.reshape(tf.mul(tf.sub(towards, common), scale), x.shape);
        return [dx, columnSums(asRows(tf.mul(d, h))), columnSums(asRows(d))].slice(0, given.length);
      },
    };
  })(...given);
}

/** The mean of each row: [rows, C] to [rows, 1]. */
function rowMeans(rows: tf.Tensor): tf.Tensor {
  return tf.matMul(rows, tf.fill([channels(rows), 1], 1 / channels(rows)));
}

/** The mean over the positions and the channels of a group, for each channel of it: [B, T, C] to [B, 1, C]. */
function groupMeans(x: tf.Tensor3D, groups: number): tf.Tensor {
  const [examples, positions, width] = x.shape;
  const size = width / groups;
  const sums = tf.reshape(tf.matMul(tf.ones([examples, 1, positions]), x), [-1, size]);
  return tf.reshape(tf.matMul(sums, tf.fill([size, size], 1 / (positions * size))), [examples, 1, width]);
}
