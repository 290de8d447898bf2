/**
 * Convolutions: the forward kernel of the backend does all of the work, and the ways back are convolutions too, since no
 * other kernel for them is there on every backend, fast, and right with strides and dilations
 */
import * as tf from '@tensorflow/tfjs';
import { addBias, withGradient } from './layers.ts';
import {
  asFilter,
  asImage,
  asRank,
  type ConvOptions,
  type ConvTransposeOptions,
  type Pair,
  type Sliding,
  sidesOf,
  slidingOver,
  transposedSize,
} from './sliding.ts';

/** Sums over a sliding window: [B, T, C] or [B, H, W, C] with weight [k..., C/groups, out]. */
export function conv(x: tf.Tensor, weight: tf.Tensor, bias?: tf.Tensor, options: ConvOptions = {}): tf.Tensor {
  const [image, filter] = [asImage(x), asFilter(weight)];
  const size = sidesOf(image);
  const at = slidingOver(size, sidesOf(filter, 0), x.rank - 2, options);
  const y = withGradient((input, save) => {
    (save as tf.GradSaveFunc)([filter]);
    return {
      value: correlate(input as tf.Tensor4D, filter, at),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => spread(dy as tf.Tensor4D, saved[0] as tf.Tensor4D, at, size),
    };
  })(image);
  return finished(
    learning(y, filter, image, (seen, dy) => filterGradient(seen, dy, sidesOf(filter, 0), at)),
    x.rank,
    bias,
  );
}

/** A convolution the other way round: [B, T, C] or [B, H, W, C] with weight [k..., out/groups, C]. */
export function convTranspose(
  x: tf.Tensor,
  weight: tf.Tensor,
  bias?: tf.Tensor,
  options: ConvTransposeOptions = {},
): tf.Tensor {
  const [image, filter] = [asImage(x), asFilter(weight)];
  const [size, at] = transposedSize(sidesOf(image), sidesOf(filter, 0), x.rank - 2, options);
  const y = withGradient((input, save) => {
    (save as tf.GradSaveFunc)([filter]);
    return {
      value: spread(input as tf.Tensor4D, filter, at, size),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        cut(correlate(dy as tf.Tensor4D, saved[0] as tf.Tensor4D, at), sidesOf(image)),
    };
  })(image);
  return finished(
    learning(y, filter, image, (seen, dy) => filterGradient(dy, seen, sidesOf(filter, 0), at)),
    x.rank,
    bias,
  );
}

/**
 * y, which was made of x and a filter, with the gradient of the filter. (Apart from that of x, which TensorFlow.js leaves
 * out where nobody asks for it: that of the data is as much work as the layer itself.)
 */
function learning(
  y: tf.Tensor,
  filter: tf.Tensor4D,
  x: tf.Tensor4D,
  gradient: (x: tf.Tensor4D, dy: tf.Tensor4D) => tf.Tensor4D,
): tf.Tensor {
  return withGradient((made, _, save) => {
    (save as tf.GradSaveFunc)([x]);
    return {
      value: tf.clone(made as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => [dy, gradient(saved[0] as tf.Tensor4D, dy as tf.Tensor4D)],
    };
  })(y, filter);
}

/** An image as the sequence that it was, and the bias. */
function finished(image: tf.Tensor, rank: number, bias: tf.Tensor | undefined): tf.Tensor {
  const y = asRank(image, rank);
  return bias === undefined ? y : addBias(y, bias);
}

/** Each output is a sum over a window of x, [B, H, W, C]; filter [rows, columns, C/groups, out]. No gradient. */
export function correlate(x: tf.Tensor4D, filter: tf.Tensor4D, at: Sliding): tf.Tensor4D {
  const { strides, dilations, groups } = at;
  const [rows, columns, share, out] = filter.shape;
  if (groups > 1 && share > 1) return inGroups(x, filter, at, correlate);
  const { image, pad } = padded(x, at.pads);
  if (groups === 1) return kernel('Conv2D', image, filter, { strides, dilations, pad });
  const each = tf.reshape(filter, [rows, columns, groups, out / groups]) as tf.Tensor4D;
  // The kernel for single channels takes strides or dilations, not both: then the filter itself is stretched.
  const isBoth = Math.max(...strides) > 1 && Math.max(...dilations) > 1;
  return kernel('DepthwiseConv2dNative', image, isBoth ? dilated(each, dilations) : each, {
    strides,
    dilations: isBoth ? [1, 1] : dilations,
    pad,
  });
}

/** What `correlate` does to gradients: each number of dy goes to the window that it came from, [H, W] in size. */
export function spread(dy: tf.Tensor4D, filter: tf.Tensor4D, at: Sliding, size: Pair): tf.Tensor4D {
  const { strides, dilations, groups } = at;
  const [, , share, out] = filter.shape;
  if (groups > 1 && share > 1) return inGroups(dy, filter, at, (d, f, one) => spread(d, f, one, size));
  const apart = withZeros(dy, strides);
  const pads = [0, 1].map((axis): Pair => {
    const reach = ((filter.shape[axis] as number) - 1) * (dilations[axis] as number);
    const before = reach - (at.pads[axis] as Pair)[0];
    return [before, (size[axis] as number) + reach - (apart.shape[axis + 1] as number) - before];
  });
  const back: Sliding = { strides: [1, 1], dilations, pads: pads as [Pair, Pair], groups: groups === 1 ? 1 : out };
  if (groups === 1) return correlate(apart, turnedFilter(filter), back);
  const each = correlate(apart, tf.reshape(turnedFilter(filter), filter.shape), back);
  if (out === groups) return each;
  return tf.reshape(tf.sum(tf.reshape(each, [-1, groups, out / groups]), 2), [-1, ...size, groups]);
}

/**
 * The gradient of a filter: x seen through dy, where channels are examples and examples are channels. What was a stride
 * is a dilation now, and the reverse.
 */
function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, [rows, columns]: Pair, at: Sliding): tf.Tensor4D {
  const { strides, dilations, pads, groups } = at;
  const [batch, , , channels] = x.shape;
  const out = dy.shape[3];
  const share = channels / groups;
  const across: Sliding = { strides: dilations, dilations: strides, pads, groups: 1 };
  if (groups > 1 && share > 1)
    return inGroups(x, dy, at, (one, d, alone) => filterGradient(one, d, [rows, columns], alone));
  if (groups === 1) {
    const seen = correlate(tf.transpose(x, [3, 1, 2, 0]), tf.transpose(dy, [1, 2, 0, 3]), across);
    return tf.transpose(cut(seen, [rows, columns]), [1, 2, 0, 3]);
  }
  const image = tf.reshape(tf.transpose(x, [1, 2, 0, 3]), [1, ...sidesOf(x), batch * channels]) as tf.Tensor4D;
  const filter = tf.reshape(tf.transpose(dy, [1, 2, 0, 3]), [...sidesOf(dy), 1, batch * out]) as tf.Tensor4D;
  const seen = correlate(image, filter, { ...across, groups: batch * channels });
  return tf.reshape(tf.sum(tf.reshape(cut(seen, [rows, columns]), [rows, columns, batch, out]), 2), [
    rows,
    columns,
    1,
    out,
  ]);
}

/** The same for each group, with its share of the last dims of both, and the results side by side. */
function inGroups(
  x: tf.Tensor4D,
  y: tf.Tensor4D,
  at: Sliding,
  run: (x: tf.Tensor4D, y: tf.Tensor4D, at: Sliding) => tf.Tensor4D,
): tf.Tensor4D {
  const [ours, theirs] = [x, y].map((each) => tf.split(each, at.groups, 3) as tf.Tensor4D[]) as [
    tf.Tensor4D[],
    tf.Tensor4D[],
  ];
  const alone: Sliding = { ...at, groups: 1 };
  const parts = ours.map((share, group) => run(share, theirs[group] as tf.Tensor4D, alone));
  return tf.concat(parts, 3);
}

interface KernelSettings {
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly pad: number[][];
}

/** A kernel of the backend; the op of TensorFlow.js over it refuses strides and dilations at once. */
function kernel(name: string, x: tf.Tensor4D, filter: tf.Tensor4D, settings: KernelSettings): tf.Tensor4D {
  const { strides, dilations, pad } = settings;
  const attributes = { strides: [...strides], dilations: [...dilations], pad, dataFormat: 'NHWC' };
  return tf.engine().runKernel(name, { x, filter }, attributes);
}

/** The pads as kernels take them; where one is negative, as much is cut off instead. */
function padded(x: tf.Tensor4D, pads: Sliding['pads']): { image: tf.Tensor4D; pad: number[][] } {
  const pad = [[0, 0], ...pads.map((pair) => pair.map((n) => Math.max(n, 0))), [0, 0]];
  if (pads.flat().every((n) => n >= 0)) return { image: x, pad };
  const begin = pads.map(([before]) => Math.max(-before, 0));
  const left = sidesOf(x).map((n, axis) => {
    const [, after] = pads[axis] as Pair;
    return n - (begin[axis] as number) - Math.max(-after, 0);
  });
  return { image: tf.slice(x, [0, ...begin, 0], [x.shape[0], ...left, x.shape[3]]), pad };
}

/** A filter for the way back: rows and columns in reverse, inputs and outputs changed over. (Loops are the fastest way.) */
function turnedFilter(filter: tf.Tensor4D): tf.Tensor4D {
  const [rows, columns, inputs, outputs] = filter.shape;
  const numbers = filter.dataSync();
  const turn = new Float32Array(filter.size);
  let next = 0;
  for (let tap = rows * columns - 1; tap >= 0; tap--)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++) turn[(tap * outputs + o) * inputs + i] = numbers[next++] as number;
  return tf.tensor(turn, [rows, columns, outputs, inputs]);
}

/** The first rows and columns: the last step of a window may have left more. */
function cut(x: tf.Tensor4D, size: Pair): tf.Tensor4D {
  return tf.slice(x, [0, 0, 0, 0], [x.shape[0], ...size, x.shape[3]]);
}

/** n - 1 rows (and columns) of zeros after each one: [B, H, W, C] to [B, n*H, m*W, C]. */
function withZeros(x: tf.Tensor4D, [n, m]: Pair): tf.Tensor4D {
  if (n === 1 && m === 1) return x;
  const [batch, rows, columns, channels] = x.shape;
  const wide = tf.concat([x, tf.zeros([batch, rows, columns, (m - 1) * channels])], 3);
  const lines = tf.reshape(wide, [batch, rows, m * columns * channels]);
  const high = tf.concat([lines, tf.zeros([batch, rows, (n - 1) * m * columns * channels])], 2);
  return tf.reshape(high, [batch, n * rows, m * columns, channels]);
}

/** A filter with zeros between its rows and columns, in place of a dilation. */
function dilated(filter: tf.Tensor4D, [n, m]: Pair): tf.Tensor4D {
  const [rows, columns, channels, out] = filter.shape;
  const image = tf.reshape(filter, [1, rows, columns, channels * out]) as tf.Tensor4D;
  const size = [(rows - 1) * n + 1, (columns - 1) * m + 1] as const;
  return tf.reshape(cut(withZeros(image, [n, m]), size), [...size, channels, out]);
}
