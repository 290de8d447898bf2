/** Resizing: images and sequences made larger, of slices and concatenations alone, whose gradients are right everywhere */
import * as tf from '@tensorflow/tfjs';

/** n positions for each one, or n rows and columns: [B, T, C] to [B, n*T, C], [B, H, W, C] to [B, n*H, n*W, C]. */
export function upsample(x: tf.Tensor, n: number, mode: 'nearest' | 'bilinear' = 'nearest'): tf.Tensor {
  const [batch, ...rest] = x.shape as [number, ...number[]];
  const channels = rest.pop() as number;
  const lengths = [...rest];
  let y = x;
  // From the last dim to the first: what stands before it are examples, what stands after it are channels.
  for (let axis = lengths.length - 1; axis >= 0; axis--) {
    const before = lengths.slice(0, axis).reduce((product, length) => product * length, batch);
    const length = lengths[axis] as number;
    y = tf.reshape(y, [before, length, -1]);
    const width = y.shape[2] as number;
    y = tf.reshape(tf.concat(mode === 'nearest' ? repeated(y, n) : between(y as tf.Tensor3D, n), 2), [
      before,
      length * n,
      width,
    ]);
    lengths[axis] = length * n;
  }
  return tf.reshape(y, [batch, ...lengths, channels]);
}

function repeated(x: tf.Tensor, n: number): tf.Tensor[] {
  return Array.from({ length: n }, () => x);
}

/** For each of n places in a position: the number on the line to the neighbour that is nearer, level at the ends. */
function between(x: tf.Tensor3D, n: number): tf.Tensor[] {
  const [batch, length, width] = x.shape;
  const first = tf.slice(x, [0, 0, 0], [batch, 1, width]);
  const last = tf.slice(x, [0, length - 1, 0], [batch, 1, width]);
  const inner = length - 1;
  const earlier = inner === 0 ? x : tf.concat([first, tf.slice(x, [0, 0, 0], [batch, inner, width])], 1);
  const later = inner === 0 ? x : tf.concat([tf.slice(x, [0, 1, 0], [batch, inner, width]), last], 1);
  return Array.from({ length: n }, (_, place) => {
    const offset = (place + 0.5) / n - 0.5; // from the middle of the position
    const neighbour = offset < 0 ? earlier : later;
    return tf.add(tf.mul(x, 1 - Math.abs(offset)), tf.mul(neighbour, Math.abs(offset)));
  });
}

/** Channels as rows and columns: [B, H, W, n*n*C] to [B, n*H, n*W, C]. */
export function pixelShuffle(x: tf.Tensor, n: number): tf.Tensor {
  const [batch, rows, columns, all] = x.shape as [number, number, number, number];
  const channels = all / (n * n);
  const parts = tf.reshape(x, [batch, rows, columns, channels, n, n]);
  return tf.reshape(tf.transpose(parts, [0, 1, 4, 2, 5, 3]), [batch, rows * n, columns * n, channels]);
}
