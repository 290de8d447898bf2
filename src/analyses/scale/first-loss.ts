/** The loss of the first step, from how the output of a model is spread. */
import type { LossGraph } from '../../ir/lower.ts';
import type { CrossEntropyOp } from '../../ops/cross-entropy.ts';
import type { PointwiseLossOp } from '../../ops/pointwise-loss.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import { logSumExp } from './quadrature.ts';
import { deviationOf, independent, type Moments, type Spread } from './spread.ts';
import { mapped, softplus } from './unary.ts';

export interface FirstLoss {
  readonly expected: number;
  /** What it would be if the model knew nothing: all classes as likely, or the mean of the targets for each. */
  readonly even: number;
  /** The classes, or 2 for numbers that are a yes or no; none for values. */
  readonly choices?: number;
}

/** Undefined where the spread of the output is not known, or the loss hangs on targets of which nothing is known. */
export function firstLoss(
  { nodes, output }: LossGraph,
  spread: Spread | undefined,
  targets?: Moments,
): FirstLoss | undefined {
  const op = nodes.find(({ inputs }) => inputs.some(({ id }) => id === output.id))?.op;
  if (!spread || !op) return undefined;
  if (op.kind === 'cross_entropy') return ofClasses(op, spread, numberOf(output.type.dims.at(-1) as Dim));
  return op.kind === 'pointwise_loss' ? ofValues(op, spread, targets) : undefined;
}

/** Scores hang on no answer, so the one of the answer is on average as large as all others. */
function ofClasses(_: CrossEntropyOp, spread: Spread, classes: number | undefined): FirstLoss | undefined {
  if (classes === undefined) return undefined;
  const { deviation, by } = spread.ahead ?? { deviation: deviationOf(spread), by: 0 };
  const expected = logSumExp(classes, deviation, by) - by / classes;
  return { expected, even: Math.log(classes), choices: classes };
}

function ofValues(op: PointwiseLossOp, spread: Spread, targets: Moments | undefined): FirstLoss | undefined {
  if (op.fn === 'binary_cross_entropy') return ofYesOrNo(spread, targets);
  if (!targets) return undefined;
  const loss = losses[op.fn];
  const delta = op.fn === 'huber' ? op.delta : 1;
  const apart = independent(spread.mean - targets.mean, spread.cov.self + targets.variance);
  return {
    expected: mapped(apart, (e) => loss(e, delta)).mean,
    even: mapped(independent(0, targets.variance), (e) => loss(e, delta)).mean,
  };
}

/** E[log(1 + e^x) - y x]; what is even is said of as many yes as no, and with a mean of 0 the targets do not count. */
function ofYesOrNo(spread: Spread, targets: Moments | undefined): FirstLoss | undefined {
  if (!targets && Math.abs(spread.mean) > 0.01) return undefined;
  const expected = mapped(spread, softplus).mean - (targets?.mean ?? 0) * spread.mean;
  return { expected, even: Math.log(2), choices: 2 };
}

/** Of a difference, with the delta of huber. */
const losses = {
  squared: (e: number) => e * e,
  absolute: Math.abs,
  huber: (e: number, delta: number) => (Math.abs(e) <= delta ? (e * e) / 2 : delta * (Math.abs(e) - delta / 2)),
} as const;
