/** attention: each position looks at others and takes a weighted mean of what they hold. */
import { constant, type Dim, mul, numberOf } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import { inPlaceBut } from './reach.ts';
import { float, input, type NodeOf, type OpRule } from './rule.ts';

/**
 * Scaled dot-product attention (Vaswani et al., 2017) over packed queries, keys and values, for each head softmax(q kᵀ /
 * sqrt(width)) v. Input: [B, T, (heads + 2*kvHeads) * width], the heads of q first, then those of k, then those of v.
 * Output: [B, T, heads * width].
 */
export interface AttentionOp {
  readonly kind: 'attention';
  readonly heads: Dim;
  /** Heads of keys and of values; heads / kvHeads neighbouring heads of queries share one (Ainslie et al., 2023). */
  readonly kvHeads: Dim;
  /** Numbers in each head. */
  readonly width: Dim;
  /** No position looks at a later one. */
  readonly causal: boolean;
  /** How q and k are turned by their positions (Su et al., 2021): which numbers of a head make a pair. */
  readonly rope: 'half' | 'interleaved' | undefined;
  /** How many positions back it looks at the most, and, unless causal, as many ahead. */
  readonly window: Dim | undefined;
  /** In training each share of attention is dropped with this probability and the rest divided by 1 - dropout. */
  readonly dropout: number;
  /** What tells this place's random numbers from others'. */
  readonly site: string;
}

export const attention: OpRule<AttentionOp> = {
  result({ heads, width }, inputs) {
    const [batch, positions] = input(inputs, 0).dims as readonly [Dim, Dim];
    return float(batch, positions, mul(heads, width));
  },
  /** The two products over all T x T pairs, whatever is masked. */
  macs: ({ op, output }) => product([constant(2), positionsOf(output), positionsOf(output), op.heads, op.width]),
  /** q, k and v as they are multiplied, and a share for each pair of positions in each head. */
  kept(node) {
    const { op, inputs, output } = node;
    const shares = product([op.heads, positionsOf(output), positionsOf(output)]);
    return { own: inputs, numbers: op.dropout > 0 ? mul(constant(2), shares) : shares };
  },
  reach(node) {
    const { causal, window } = node.op;
    const back = window === undefined ? Number.POSITIVE_INFINITY : (numberOf(window) ?? Number.POSITIVE_INFINITY);
    const sees = { before: back, after: causal ? 0 : back };
    return [inPlaceBut(node, 0, { 1: { of: 1, sees }, 2: undefined })];
  },
  modes: ({ dropout }) => dropout > 0,
};

function positionsOf({ type }: NodeOf<AttentionOp>['output']): Dim {
  return type.dims[1] as Dim;
}
