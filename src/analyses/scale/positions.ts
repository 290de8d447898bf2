/** Means over the positions that each one sees: attention, whose shares are nearly even at the start, and causal_mean. */
import type { AttentionOp } from '../../ops/attention.ts';
import type { CausalMeanOp } from '../../ops/causal-mean.ts';
import type { Value } from '../../ops/graph.ts';
import type { PositionOp } from '../../ops/position.ts';
import type { PrependOp } from '../../ops/prepend.ts';
import type { Rule, Setting } from './rule.ts';
import { affine, type Kernel, type Moments, mixed, one, plus, type Spread, squareOf } from './spread.ts';

/** How positions are seen. */
interface View {
  readonly positions: number;
  readonly causal: boolean;
  /** How many it looks back at the most, and ahead. */
  readonly window: number;
}

/**
 * Of n shares with logits of N(0, s²) the squares sum up to about 1 / (1 + (n - 1) exp(-s²)), as shares are exp of Gaussian
 * numbers. Queries and keys are products of their own, so s² is the mean square of the one times the variance of the other.
 */
export const attention: Rule<AttentionOp> = ({ op, output }, [packed], { size }) => {
  const positions = size(output.type.dims[1]);
  const window = op.window === undefined ? Number.POSITIVE_INFINITY : (size(op.window) ?? Number.POSITIVE_INFINITY);
  if (!packed || positions === undefined) return undefined;
  const logits = squareOf(packed) * Math.max(0, packed.cov.self - packed.cov.far);
  const view = { positions, causal: op.causal, window };
  const squares = meanOver(view, (n) => 1 / (1 + (n - 1) * Math.exp(-logits)));
  return seen(packed, view, squares / (1 - op.dropout));
};

export const causalMean: Rule<CausalMeanOp> = ({ output }, [x], { size }) => {
  const positions = size(output.type.dims[1]);
  return x && positions !== undefined ? { mean: x.mean, cov: causalMeans(x.cov, positions) } : undefined;
};

/** The covariances of means of the past; and what they have in common with the numbers that they are means of. */
export function causalMeans(cov: Kernel, positions: number): Kernel {
  const view = { positions, causal: true, window: Number.POSITIVE_INFINITY };
  return seen(
    { mean: 0, cov },
    view,
    meanOver(view, (n) => 1 / n),
  ).cov;
}

/** `squares` is what the squares of the shares of a position sum up to. */
function seen({ mean, cov }: Spread, view: View, squares: number): Spread {
  const even = meanOver(view, (n) => 1 / n);
  // Of two positions the one that sees more gives each of those that both see a smaller share.
  const both = view.causal ? meanOver(view, (_, at) => (2 * at) / Math.max(1, view.positions - 1) / (at + 1)) : even;
  const far = cov.far + (cov.self - cov.far) * both;
  return {
    mean,
    cov: {
      self: cov.far + (cov.self - cov.far) * squares,
      near: far,
      far,
      examples: cov.both + (cov.examples - cov.both) * even,
      both: cov.both + (cov.examples - cov.both) * both,
    },
  };
}

/** The mean over all positions of what follows from how many each one sees. */
function meanOver({ positions, causal, window }: View, of: (n: number, at: number) => number): number {
  let sum = 0;
  for (let at = 0; at < positions; at++) {
    const ahead = causal ? 0 : Math.min(window, positions - 1 - at);
    sum += of(Math.min(window, at) + ahead + 1, at);
  }
  return sum / positions;
}

/** Vectors of positions are the same in all examples. */
export const position: Rule<PositionOp> = ({ inputs: [, vectors], output }, [x], { size, weight }) => {
  if (!x) return undefined;
  if (!vectors) {
    const [positions, channels] = [size(output.type.dims[1]), size(output.type.dims[2])];
    return positions === undefined || channels === undefined ? undefined : withWaves(x, positions, channels);
  }
  const moments = weight(vectors);
  if (!moments) return undefined;
  const { mean, variance } = moments;
  return { mean: x.mean + mean, cov: plus(x.cov, { self: variance, near: 0, far: 0, examples: variance, both: 0 }) };
};

/** A vector of its own at each of the positions that are put first, the same in all examples. */
export function prepended(table: Value | undefined, { weight }: Setting): Spread | undefined {
  const moments = table && weight(table);
  return (
    moments && {
      mean: moments.mean,
      cov: { self: moments.variance, near: 0, far: 0, examples: moments.variance, both: 0 },
    }
  );
}

export const prepend: Rule<PrependOp> = ({ inputs, output }, [x], setting) => {
  const [own, positions] = [prepended(inputs[1], setting), setting.size(output.type.dims[1])];
  const rows = setting.size(inputs[1]?.type.dims[0]);
  if (!x || !own || positions === undefined || rows === undefined) return undefined;
  return mixed([
    [rows / positions, own],
    [1 - rows / positions, x],
  ]);
};

/** Sines and cosines of t / 10000^(2i/C): what two of them have in common is cos(angle of t - angle of t'). */
function withWaves(x: Spread, positions: number, channels: number): Spread {
  const angles = Array.from({ length: Math.ceil(channels / 2) }, (_, i) => 10000 ** ((-2 * i) / channels));
  const at = Array.from({ length: positions }, (_, t) => t);
  const meanBy = (of: (angle: number) => number) => angles.reduce((sum, angle) => sum + of(angle), 0) / angles.length;
  const sumOver = (of: (t: number) => number) => at.reduce((sum, t) => sum + of(t), 0) / positions;
  const cosines = (angle: number) => sumOver((t) => Math.cos(angle * t));
  const sines = (angle: number) => sumOver((t) => Math.sin(angle * t));
  const mean = meanBy((angle) => (cosines(angle) + sines(angle)) / 2);
  const self = 0.5 - mean ** 2;
  const near = meanBy((angle) => Math.cos(angle) / 2) - mean ** 2;
  const far = meanBy((angle) => (cosines(angle) ** 2 + sines(angle) ** 2) / 2) - mean ** 2;
  return { mean: x.mean + mean, cov: plus(x.cov, { self, near, far, examples: self, both: far }) };
}

export function channelwise(x: Spread, fn: 'scale' | 'shift', moments: Moments): Spread {
  return fn === 'scale' ? affine(x, moments, { mean: 0, variance: 0 }) : affine(x, one, moments);
}
