/** How the spread of numbers goes through each op; the table is typed over all of them. */
import type { ConcatOp } from '../../ops/concat.ts';
import type { Value } from '../../ops/graph.ts';
import type { OpKind, OpOf } from '../../ops/op.ts';
import type { PadOp } from '../../ops/pad.ts';
import type { NodeOf } from '../../ops/rule.ts';
import type { SoftmaxOp } from '../../ops/softmax.ts';
import { dropped } from './dropped.ts';
import { formOfMix, formWith, growing } from './forms.ts';
import { linear } from './linear.ts';
import { batchNorm, normalise } from './norms.ts';
import { attention, causalMean, channelwise, position, prepend } from './positions.ts';
import { binary, gated, stretched } from './products.ts';
import { logSumExp } from './quadrature.ts';
import { recurrent } from './recurrent.ts';
import type { Given, Rule, Setting } from './rule.ts';
import { correlations, deviationOf, kernel, mixed, placesOf, type Spread } from './spread.ts';
import { functionOf, isHomogeneous, mapped } from './unary.ts';
import { convolution, convolutionTranspose, globalPool, pool, upsample } from './windows.ts';

/** Of ids a kernel says how likely two are the same. */
export function evenIds(count: number): Spread {
  const same = 1 / count;
  return { mean: 0, cov: { self: 1, near: same, far: same, examples: same, both: same } };
}

/** Where they stand changes. */
function moves(_: unknown, [x]: Given): Spread | undefined {
  if (!x?.places) return x;
  const { places, ...rest } = x;
  return rest;
}

export const rules: { readonly [K in OpKind]: Rule<OpOf<K>> } = {
  attention,
  batch_norm: batchNorm,
  binary,
  causal_mean: causalMean,
  channelwise: ({ op, inputs }, [x], { weight }) => {
    const moments = weight(inputs[1]);
    return x && moments && channelwise(x, op.fn, moments);
  },
  concat,
  convolution,
  convolution_transpose: convolutionTranspose,
  cross_entropy: () => undefined,
  drop_path: ({ op }, [x]) => x && dropped(x, op.p, true),
  dropout: ({ op }, [x]) => x && { ...dropped(x, op.p, false), ...placesOf(x) },
  embedding: ({ inputs }, [, ids], { weight }) => {
    const table = weight(inputs[0]);
    return ids && table && { mean: table.mean, cov: kernel((entry) => table.variance * ids.cov[entry]) };
  },
  gated,
  global_pool: globalPool,
  linear,
  noise: ({ op }, [x]) => x && { mean: x.mean, cov: { ...x.cov, self: x.cov.self + op.std ** 2 } },
  normalise,
  one_hot: ({ op }, [ids], { size }) => {
    const classes = size(op.classes);
    if (!ids || classes === undefined) return undefined;
    const cov = kernel((entry) => ids.cov[entry] / classes - 1 / classes ** 2);
    const values = [
      [0, 1 - 1 / classes],
      [1, 1 / classes],
    ] as const;
    return { mean: 1 / classes, cov, form: formWith(growing(values), cov) };
  },
  pad,
  pixel_shuffle: moves,
  pointwise_loss: () => undefined,
  pool,
  position,
  prepend,
  recurrent,
  reshape: moves,
  slice: moves,
  softmax,
  stretch: ({ inputs, output }, [x]) => x && stretched(x, inputs[0] as Value, output),
  transpose: (_, [x]) => x && { ...x, cov: { ...x.cov, near: 0, far: 0, both: 0 } },
  unary: ({ op }, [x]) => x && { ...mapped(x, functionOf(op)), ...(isHomogeneous(op) && placesOf(x)) },
  upsample,
};

function concat({ op, inputs, output }: NodeOf<ConcatOp>, given: Given, { size }: Setting): Spread | undefined {
  const total = size(output.type.dims[op.axis]);
  const parts = inputs.map((input, at) => [size(input.type.dims[op.axis]), given[at]] as const);
  if (total === undefined || parts.some(([length, spread]) => length === undefined || !spread)) return undefined;
  const all = parts.map(([length, spread]) => [(length as number) / total, spread as Spread] as const);
  const whole = mixed(all);
  return { ...whole, ...formOfMix(all, whole.cov) };
}

/** Zeros, or a token of its own, at some of the positions. */
function pad({ inputs, output }: NodeOf<PadOp>, [x]: Given, { size }: Setting): Spread | undefined {
  const [before, after] = [size(inputs[0]?.type.dims[1]), size(output.type.dims[1])];
  if (!x || before === undefined || after === undefined) return undefined;
  const kept = before / after;
  const { cov } = x;
  if (output.type.dtype === 'int') {
    const beside = (1 - kept) ** 2;
    const [near, far, both] = [cov.near, cov.far, cov.both].map((c) => beside + kept ** 2 * c) as [
      number,
      number,
      number,
    ];
    return { mean: 0, cov: { self: 1, near, far, examples: 1 - kept + kept * cov.examples, both } };
  }
  const mean = kept * x.mean;
  const at = (c: number, share: number) => share * (c + x.mean ** 2) - mean ** 2;
  const apart = kept ** 2;
  const [near, far, both] = [cov.near, cov.far, cov.both].map((c) => at(c, apart)) as [number, number, number];
  return { mean, cov: { self: at(cov.self, kept), near, far, examples: at(cov.examples, kept), both } };
}

/**
 * Shares of Gaussian numbers x of N(m, s²). As d/ds of the mean of log sum exp is s (1 - mean of the sum of squared shares),
 * the squares follow from the first loss.
 */
function softmax({ op, output }: NodeOf<SoftmaxOp>, [x]: Given, { size }: Setting): Spread | undefined {
  const count = size(output.type.dims.at(-1));
  if (!x || count === undefined) return undefined;
  const deviation = deviationOf(x);
  if (op.log) return { mean: -logSumExp(count, deviation), cov: x.cov };
  const step = 0.01 * deviation;
  const slope =
    deviation === 0 ? 0 : (logSumExp(count, deviation + step) - logSumExp(count, deviation - step)) / (2 * step);
  const squares = deviation === 0 ? 1 / count : Math.min(1, 1 - slope / deviation);
  const self = Math.max(0, squares / count - 1 / count ** 2);
  const alike = correlations(x.cov);
  return { mean: 1 / count, cov: kernel((entry) => (entry === 'self' ? self : self * alike[entry])) };
}
