/** attention as tensors. */
import type { AttentionOp } from '../../ops/attention.ts';
import {
  add,
  concat,
  contract,
  div,
  iota,
  less,
  mul,
  permute,
  reshape,
  select,
  slice,
  sub,
  sumKept,
  table,
  withGradient,
} from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { dropoutMask } from './dropout.ts';
import { input, type Lower } from './lowering.ts';
import { exponentials } from './softmax.ts';

/**
 * Heads of queries that share a head of keys stand one below the other, as rows [group, T] of one product, and nothing
 * is repeated. Heads are cut out of [B, T, heads, width], so that their gradients stand there beside each other.
 */
export const attention: Lower<AttentionOp> = ({ op }, inputs, { training, size }) => {
  const [heads, shared, width] = [op.heads, op.kvHeads, op.width].map(size) as [number, number, number];
  const [batch, positions] = input(inputs, 0).shape as readonly [number, number, number];
  const packed = reshape(input(inputs, 0), [batch, positions, heads + 2 * shared, width]);
  const turned = op.rope === undefined ? packed : turn(slice(packed, 2, 0, heads + shared), op.rope);
  const queries = reshape(slice(turned, 2, 0, heads), [batch, positions, shared, heads / shared, width]);
  const q = permute(queries, 0, 2, 3, 1, 4);
  const k = permute(slice(turned, 2, heads, heads + shared), 0, 2, 1, 3);
  const v = permute(slice(packed, 2, heads + shared, heads + 2 * shared), 0, 2, 1, 3);
  const reach = Math.min(op.window === undefined ? positions : size(op.window), positions);
  const shares = softmax(scores(q, k), 1 / Math.sqrt(width), { reach, causal: op.causal });
  const isDropped = training && op.dropout > 0;
  const kept = isDropped ? mul(shares, dropoutMask(shares.shape, op.dropout, op.site)) : shares;
  const seen = permute(contract(kept, v, { batch: 2 }), 0, 3, 1, 2, 4);
  return reshape(seen, [batch, positions, heads * width]);
};

/** q kᵀ: [B, shared, group, T, width] and [B, shared, T, width] to [B, shared, group, T, T]. */
function scores(q: Tensor, k: Tensor): Tensor {
  return withGradient(contract(q, permute(k, 0, 1, 3, 2), { batch: 2 }), [q, k], (d) => [
    contract(d, k, { batch: 2 }),
    contract(permute(d, 0, 1, 4, 2, 3), q, { batch: 2, summed: 2 }),
  ]);
}

/** Which positions see each other: those that are at most `reach` apart, and no later one where `causal`. */
interface Sight {
  readonly reach: number;
  readonly causal: boolean;
}

/** The softmax of scaled scores [..., T, T] over what each position sees. What it does not see has a share of zero. */
function softmax(raw: Tensor, scale: number, sight: Sight): Tensor {
  const { exps, sums } = exponentials(masked(mul(raw, scale), sight));
  const y = div(exps, sums);
  return withGradient(y, [raw], (dy) => [mul(mul(y, sub(dy, sumKept(mul(dy, y), -1))), scale)]);
}

function masked(x: Tensor, { reach, causal }: Sight): Tensor {
  const positions = x.shape.at(-1) as number;
  const past = reach < positions - 1 ? hide(x, reach, 1) : x;
  if (causal) return hide(past, 0, 0);
  return reach < positions - 1 ? hide(past, reach, 0) : past;
}

/** -1e9, which exp makes 0 of, where the index along one of the last two axes is more than `reach` above the other's. */
function hide(x: Tensor, reach: number, lower: 0 | 1): Tensor {
  const positions = x.shape.at(-1) as number;
  const square = [positions, positions];
  const least = slice(iota(square.with(lower, positions + reach), lower), lower, reach, positions + reach);
  return select(less(least, iota(square, 1 - lower)), -1e9, x);
}

/**
 * Rotary positions: at position t the pair (a, b) number i of a head becomes (a cos - b sin, a sin + b cos) of the angle
 * t * 10000^(-2i/width). x is [B, T, heads, width]; pairs are neighbours, or number i of both halves.
 */
function turn(x: Tensor, pairs: 'half' | 'interleaved'): Tensor {
  const [positions, half] = [x.shape[1] as number, (x.shape[3] as number) / 2];
  const [axis, dims, each] = pairs === 'half' ? [3, [2, half], [1, half]] : [4, [half, 2], [half, 1]];
  const inPairs = reshape(x, [...x.shape.slice(0, 3), ...dims]);
  const [a, b] = [slice(inPairs, axis, 0, 1), slice(inPairs, axis, 1, 2)];
  const [cosines, sines] = [Math.cos, Math.sin].map((fn) => {
    const values = Float32Array.from({ length: positions * half }, (_, at) =>
      fn(Math.floor(at / half) * 10000 ** (-(at % half) / half)),
    );
    return table(values, [positions, 1, ...each]);
  }) as [Tensor, Tensor];
  const turned = [sub(mul(a, cosines), mul(b, sines)), add(mul(a, sines), mul(b, cosines))];
  return reshape(concat(turned, axis), x.shape);
}
