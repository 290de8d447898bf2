/**
 * Attention: positions that look at each other, and what tells them apart. Products never carry a transpose flag, which
 * costs ten times as much on wasm; masks, angles and sinusoids are made once for each length
 */
import * as tf from '@tensorflow/tfjs';
import { dropoutMask, withGradient } from './layers.ts';
import type { Training } from './types.ts';

/** How attention works where it does not work as usual. */
export interface AttentionOptions {
  /** Heads of keys and values, where heads of queries share them. */
  readonly kvHeads?: number;
  /** No position looks at a later one. */
  readonly causal?: boolean;
  /** q and k are turned by their positions. */
  readonly rope?: Pairs;
  /** How many positions back a position looks, and as many ahead unless it is causal. */
  readonly window?: number;
  /** The share of the weights that is dropped in training. */
  readonly dropout?: number;
  /** What tells these random numbers from those of other places. */
  readonly site?: string;
  readonly training?: Training | undefined;
}

/** Which numbers rope turns together: i and i + half of them, or neighbours. */
type Pairs = 'half' | 'interleaved';

/** What the gradient of attention looks at: tensors of [B * kvHeads, rows, columns]. */
type Saved = readonly [q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, shares: tf.Tensor, mask?: tf.Tensor];

/**
 * Attention (Vaswani et al., 2017), for each head softmax(q kᵀ / sqrt(width)) v, over packed heads: those of q, then
 * those of k, then those of v, [B, T, (heads + 2 * kvHeads) * width] to [B, T, heads * width]. Heads of q that share a
 * head of k and v stand one below the other, so that nothing is repeated.
 */
export function attention(packed: tf.Tensor, heads: number, options: AttentionOptions = {}): tf.Tensor {
  const { kvHeads = heads, rope, dropout = 0, site = '', training } = options;
  const [batch, positions, size] = packed.shape as [number, number, number];
  const all = heads + 2 * kvHeads;
  const width = size / all;
  const dims = [batch * kvHeads, -1, width];
  const isDropped = dropout > 0 && training !== undefined;
  return withGradient((input, save) => {
    const apart = byHead(tf.reshape(input as tf.Tensor, [batch, positions, all, width]));
    const turning = headsOf(apart, 0, heads + kvHeads);
    const turned = rope === undefined ? turning : turn(turning, rope);
    const q = tf.reshape(tf.mul(headsOf(turned, 0, heads), 1 / Math.sqrt(width)), dims);
    const k = tf.reshape(headsOf(turned, heads, kvHeads), dims);
    const v = tf.reshape(headsOf(apart, heads + kvHeads, kvHeads), dims);
    const shares = softmaxOf(tf.matMul(q, turnedRows(k)), positions, options);
    const mask = isDropped ? dropoutMask(shares.shape, dropout, site, training) : undefined;
    (save as tf.GradSaveFunc)(mask === undefined ? [q, k, v, shares] : [q, k, v, shares, mask]);
    const seen = tf.matMul(mask === undefined ? shares : tf.mul(shares, mask), v);
    const value = byHead(tf.reshape(seen, [batch, heads, positions, width]));
    return {
      value: tf.reshape(value, [batch, positions, heads * width]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const d = tf.reshape(byHead(tf.reshape(dy, [batch, positions, heads, width])), dims);
        const [dq, dk, dv] = attentionGradients(d, saved as unknown as Saved);
        const apart = [tf.mul(dq, 1 / Math.sqrt(width)), dk, dv].map((x) =>
          tf.reshape(x, [batch, -1, positions, width]),
        );
        const turned = tf.concat(apart.slice(0, 2), 1);
        const back = rope === undefined ? turned : turn(turned, rope, -1);
        return tf.reshape(byHead(tf.concat([back, apart[2] as tf.Tensor], 1)), packed.shape);
      },
    };
  })(packed);
}

/** Gradients of dropout(softmax(q kᵀ)) v. */
function attentionGradients(dy: tf.Tensor, [q, k, v, shares, mask]: Saved): [tf.Tensor, tf.Tensor, tf.Tensor] {
  const kept = mask === undefined ? shares : tf.mul(shares, mask);
  const dv = tf.matMul(turnedRows(kept), dy);
  const direct = tf.matMul(dy, turnedRows(v));
  const dShares = mask === undefined ? direct : tf.mul(direct, mask);
  const common = tf.sum(tf.mul(dShares, shares), -1, true);
  const dScores = tf.mul(shares, tf.sub(dShares, common));
  return [tf.matMul(dScores, k), tf.matMul(turnedRows(dScores), q), dv];
}

/** The softmax of each row of scores, over the positions that it may look at. */
function softmaxOf(scores: tf.Tensor, positions: number, { causal = false, window }: AttentionOptions): tf.Tensor {
  if (!causal && (window === undefined || window >= positions - 1)) return tf.softmax(scores);
  const rows = tf.reshape(scores, [-1, positions, positions]);
  return tf.reshape(tf.softmax(tf.add(rows, hidden(positions, causal, window))), scores.shape);
}

/** -1e9 where a position may not look, else 0: [T, T]. */
function hidden(positions: number, causal: boolean, window = positions): tf.Tensor {
  const reach = Math.min(window, positions);
  return constantFor(`hidden ${positions} ${causal} ${reach}`, [positions, positions], (i) => {
    const back = Math.floor(i / positions) - (i % positions);
    const isSeen = back <= reach && back >= (causal ? 0 : -reach);
    return isSeen ? 0 : -1e9;
  });
}

/**
 * Rotary positions (Su et al., 2021): at position t the pair (a, b) number i of a head is turned by the angle
 * t * 10000^(-2i/width), to (a cos - b sin, a sin + b cos); with `sign` -1 it is turned back. x is [..., T, width].
 */
export function turn(x: tf.Tensor, pairs: Pairs, sign: 1 | -1 = 1): tf.Tensor {
  const [positions, width] = x.shape.slice(-2) as [number, number];
  const isHalf = pairs === 'half';
  const numberOf = (i: number) => (isHalf ? i % (width / 2) : Math.floor((i % width) / 2));
  const isFirst = (i: number) => (isHalf ? i % width < width / 2 : i % 2 === 0);
  const angle = (i: number) => angleAt(Math.floor(i / width), numberOf(i), width);
  const dims = [positions, width];
  const cos = constantFor(`cos ${pairs} ${dims}`, dims, (i) => Math.cos(angle(i)));
  const sin = constantFor(`sin ${pairs} ${dims}`, dims, (i) => Math.sin(angle(i)) * (isFirst(i) ? -1 : 1));
  const inPairs = tf.reshape(x, isHalf ? [-1, 2, width / 2] : [-1, width / 2, 2]);
  const swapped = tf.reshape(tf.reverse(inPairs, isHalf ? 1 : 2), x.shape);
  const sine = tf.mul(swapped, sin);
  return sign === 1 ? tf.add(tf.mul(x, cos), sine) : tf.sub(tf.mul(x, cos), sine);
}

/** x plus a vector for each position: [B, T, C] and [T, C]. */
export function addPositions(x: tf.Tensor, table: tf.Tensor): tf.Tensor {
  return withGradient((input, rows) => ({
    value: tf.add(input as tf.Tensor, rows as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => [dy, tf.sum(dy, 0)],
  }))(x, table);
}

/** x plus sines and cosines of t * 10000^(-2i/C): interleaved, sin on even channels, or all sines in the first half. */
export function addSinusoids(x: tf.Tensor, order: 'interleaved' | 'halves' = 'interleaved'): tf.Tensor {
  const dims = x.shape.slice(1) as [number, number];
  const [, channels] = dims;
  const half = Math.ceil(channels / 2);
  const waves = constantFor(`waves ${order} ${dims}`, dims, (i) => {
    const channel = i % channels;
    const [pair, isSine] = order === 'halves' ? [channel % half, channel < half] : [channel >> 1, channel % 2 === 0];
    const angle = angleAt(Math.floor(i / channels), pair, channels);
    return isSine ? Math.sin(angle) : Math.cos(angle);
  });
  return tf.add(x, waves);
}

/** The angle of the pair i at position t: t * 10000^(-2i/width). */
function angleAt(position: number, pair: number, width: number): number {
  return position * 10000 ** ((-2 * pair) / width);
}

/** The rows of a table before the positions of each example: [B, T, C] and [n, C] to [B, n + T, C]. */
export function prepend(x: tf.Tensor, table: tf.Tensor): tf.Tensor {
  const [batch, , width] = x.shape as [number, number, number];
  const [rows] = table.shape as [number, number];
  return withGradient((input, first) => ({
    value: tf.concat([tf.tile(tf.expandDims(first as tf.Tensor, 0), [batch, 1, 1]), input as tf.Tensor], 1),
    gradFunc: (dy: tf.Tensor) => [
      tf.slice(dy, [0, rows, 0], [-1, -1, -1]),
      tf.sum(tf.slice(dy, [0, 0, 0], [-1, rows, width]), 0),
    ],
  }))(x, table);
}

/** Constants by what they are, made once and kept. */
const constants = new Map<string, tf.Tensor>();

/** A constant tensor of a function of the index. */
function constantFor(key: string, dims: number[], valueAt: (index: number) => number): tf.Tensor {
  const known = constants.get(key);
  if (known !== undefined) return known;
  const size = dims.reduce((product, dim) => product * dim, 1);
  const made = tf.keep(
    tf.tensor(
      Float32Array.from({ length: size }, (_, i) => valueAt(i)),
      dims,
    ),
  );
  constants.set(key, made);
  return made;
}

/** [B, T, heads, width] as [B, heads, T, width], and the reverse. */
function byHead(x: tf.Tensor): tf.Tensor {
  return tf.transpose(x, [0, 2, 1, 3]);
}

/** Some heads of [B, heads, T, width]. */
function headsOf(x: tf.Tensor, from: number, count: number): tf.Tensor {
  return tf.slice(x, [0, from, 0, 0], [-1, count, -1, -1]);
}

/** Rows and columns changed over: [n, rows, columns] to [n, columns, rows]. */
function turnedRows(x: tf.Tensor): tf.Tensor {
  return tf.transpose(x, [0, 2, 1]);
}
