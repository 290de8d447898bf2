/** Norms: numbers less a mean of theirs, divided by the deviation that is left. */
import type { BatchNormOp } from '../../ops/batch-norm.ts';
import type { Value } from '../../ops/graph.ts';
import type { NormaliseOp } from '../../ops/normalise.ts';
import { positionsOf, type Rule, type Setting } from './rule.ts';
import { affine, independent, type Kernel, kernel, type Moments, one, type Spread, squareOf, zero } from './spread.ts';

/** With the statistics of a batch, as in training. */
export const batchNorm: Rule<BatchNormOp> = ({ op, inputs, output }, [x], setting) => {
  const [, scale, shift] = inputs as readonly Value[];
  const [weight, bias] = [setting.weight(scale), setting.weight(shift)];
  const batch = setting.size(output.type.dims[0]);
  if (!weight || !bias || batch === undefined) return undefined;
  const positions = op.axes.length > 1 ? (positionsOf(output, setting) ?? Number.POSITIVE_INFINITY) : 1;
  // Channels that differ are brought to the same mean and deviation, of which no form is known.
  const taken = x?.form?.mixed ? { mean: x.mean, cov: x.cov } : (x ?? unknown);
  const { cov } = taken;
  const within = mean(cov.self, cov.far, positions);
  const means = mean(within, mean(cov.examples, cov.both, positions), batch);
  // Of statistics for each position, what the means of two positions have in common.
  const others = op.axes.length > 1 ? means : mean(cov.far, cov.both, batch);
  const drop: Kernel = { self: means, near: others, far: others, examples: means, both: others };
  const count = batch * positions;
  const divisor = op.variance === 'unbiased' && count > 1 ? count / (count - 1) : 1;
  return rescaled(taken, { drop, eps: op.eps, divisor, centre: true }, weight, bias);
};

export const normalise: Rule<NormaliseOp> = ({ op, inputs, output }, [x = unknown], setting) => {
  const [weight, bias] = weightsOf(inputs, setting);
  if (!weight || !bias) return undefined;
  const { cov } = x;
  const scaling = { eps: op.eps, divisor: 1, centre: op.by !== 'rms' };
  if (op.by !== 'group') return rescaled(x, { ...scaling, drop: kernel(() => 0) }, weight, bias);
  const positions = positionsOf(output, setting) ?? Number.POSITIVE_INFINITY;
  const channels = (setting.size(output.type.dims.at(-1)) ?? Number.POSITIVE_INFINITY) / (setting.size(op.groups) ?? 1);
  const own = mean(cov.self, cov.far, positions) / channels;
  const others = mean(cov.examples, cov.both, positions) / channels;
  const drop: Kernel = { self: own, near: own, far: own, examples: others, both: others };
  return rescaled(x, { ...scaling, drop }, weight, bias);
};

function weightsOf([, scale, shift]: readonly Value[], setting: Setting): readonly (Moments | undefined)[] {
  return [scale ? setting.weight(scale) : one, shift ? setting.weight(shift) : zero];
}

/** What comes out of a norm hangs little on what goes in. */
const unknown: Spread = independent(0, 1);

interface Scaling {
  /** What the mean that is taken away takes of each covariance. */
  readonly drop: Kernel;
  readonly eps: number;
  /** The variance that it is divided by is so many times the true one. */
  readonly divisor: number;
  /** Whether the mean is taken away. */
  readonly centre: boolean;
}

function rescaled(x: Spread, { drop, eps, divisor, centre }: Scaling, weight: Moments, bias: Moments): Spread {
  const left = kernel((entry) => x.cov[entry] - drop[entry]);
  const square = centre ? Math.max(0, left.self) : squareOf(x);
  const factor = 1 / Math.sqrt(square * divisor + eps);
  // Without what the means took away, what is left is taken for numbers of the same form.
  const shape = centre && x.cov.self > 0 ? factor * Math.sqrt(Math.max(0, left.self) / x.cov.self) : factor;
  const scaled: Spread = {
    mean: centre ? 0 : factor * x.mean,
    cov: kernel((entry) => factor ** 2 * left[entry]),
    ...(x.form && {
      form: { ...x.form, at: x.form.at.map((value) => shape * (value - (centre ? x.mean : 0))) },
    }),
  };
  return affine(scaled, weight, bias);
}

/** The mean over pairs of `count` things: each with itself, and with all others. */
function mean(same: number, different: number, count: number): number {
  return count === Number.POSITIVE_INFINITY ? different : different + (same - different) / count;
}
