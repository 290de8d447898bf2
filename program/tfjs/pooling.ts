/**
 * Pooling: of equal numbers the first one, row by row, takes the gradient of the greatest, as in PyTorch
 */
import * as tf from '@tensorflow/tfjs';
import { correlate, spread } from './convolution.ts';
import { withGradient } from './layers.ts';
import {
  asImage,
  asRank,
  type Pair,
  pairOf,
  type Sliding,
  sidesOf,
  slidingOver,
  type WindowOptions,
} from './sliding.ts';

/** The greatest number of each window: [B, T, C] or [B, H, W, C]. Padding is never the greatest. */
export function maxPool(x: tf.Tensor, window: number | readonly number[], options: WindowOptions = {}): tf.Tensor {
  const image = asImage(x);
  const size = pairOf(window, x.rank - 2, 1);
  const at = slidingOver(sidesOf(image), size, x.rank - 2, { stride: window, ...options });
  const pooled = withGradient((input, save) => {
    (save as tf.GradSaveFunc)([input as tf.Tensor]);
    return {
      value: greatest(input as tf.Tensor4D, size, at),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => toGreatest(saved[0] as tf.Tensor4D, dy as tf.Tensor4D, size, at),
    };
  })(image);
  return asRank(pooled, x.rank);
}

/** The mean of each window: [B, T, C] or [B, H, W, C]. Padding counts as zeros. */
export function avgPool(x: tf.Tensor, window: number | readonly number[], options: WindowOptions = {}): tf.Tensor {
  const image = asImage(x);
  const [rows, columns] = pairOf(window, x.rank - 2, 1);
  const at = slidingOver(sidesOf(image), [rows, columns], x.rank - 2, { stride: window, ...options });
  const pooled = withGradient((input) => ({
    value: means(input as tf.Tensor4D, [rows, columns], at),
    gradFunc: (dy: tf.Tensor) => {
      const channels = image.shape[3];
      const shares: tf.Tensor4D = tf.fill([rows, columns, 1, channels], 1 / (rows * columns));
      return spread(dy as tf.Tensor4D, shares, { ...at, groups: channels }, sidesOf(image));
    },
  }))(image);
  return asRank(pooled, x.rank);
}

/** The mean of each channel, over all dims but the first and the last; with `keep` these become 1. */
export function globalAvgPool(x: tf.Tensor, keep = false): tf.Tensor {
  return tf.mean(x, x.rank === 4 ? [1, 2] : [1], keep);
}

/** The greatest number of each channel, over all dims but the first and the last; with `keep` these become 1. */
export function globalMaxPool(x: tf.Tensor, keep = false): tf.Tensor {
  const pooled = maxPool(x, x.shape.slice(1, -1));
  return keep ? pooled : tf.reshape(pooled, [x.shape[0] as number, x.shape.at(-1) as number]);
}

function greatest(x: tf.Tensor4D, window: Pair, at: Sliding): tf.Tensor4D {
  const pad = [[0, 0], ...at.pads.map((pair) => [...pair]), [0, 0]];
  return tf.engine().runKernel('MaxPool', { x }, { filterSize: [...window], strides: [...at.strides], pad });
}

function means(x: tf.Tensor4D, [rows, columns]: Pair, at: Sliding): tf.Tensor4D {
  const channels = x.shape[3];
  const shares: tf.Tensor4D = tf.fill([rows, columns, 1, channels], 1 / (rows * columns));
  return correlate(x, shares, { ...at, groups: channels });
}

/** Each number of dy at the place of the first greatest number of its window. Plain loops, which are fast enough. */
function toGreatest(x: tf.Tensor4D, dy: tf.Tensor4D, [rows, columns]: Pair, { strides, pads }: Sliding): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const [, high, wide] = dy.shape;
  const [numbers, given] = [x.dataSync(), dy.dataSync()];
  const dx = new Float32Array(x.size);
  let next = 0;
  for (let b = 0; b < batch; b++)
    for (let i = 0; i < high; i++)
      for (let j = 0; j < wide; j++) {
        const [top, left] = [i * strides[0] - pads[0][0], j * strides[1] - pads[1][0]];
        const [fromRow, toRow] = [Math.max(top, 0), Math.min(top + rows, height)];
        const [fromColumn, toColumn] = [Math.max(left, 0), Math.min(left + columns, width)];
        for (let c = 0; c < channels; c++) {
          let best = ((b * height + fromRow) * width + fromColumn) * channels + c;
          for (let row = fromRow; row < toRow; row++)
            for (let column = fromColumn; column < toColumn; column++) {
              const here = ((b * height + row) * width + column) * channels + c;
              if ((numbers[here] as number) > (numbers[best] as number)) best = here;
            }
          dx[best] = (dx[best] as number) + (given[next++] as number);
        }
      }
  return tf.tensor(dx, x.shape);
}
