/** Habits that cost something or mean something else than was meant; each is a file here. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import type { Lowered } from '../lowered.ts';
import { acrossFeatures } from './across-features.ts';
import { batchSize } from './batch-size.ts';
import { beforeLoss } from './before-loss.ts';
import { biasBeforeNorm } from './bias-before-norm.ts';
import { channelPlace } from './channel-place.ts';
import { classToken } from './class-token.ts';
import { dropPath } from './drop-path.ts';
import { dropoutBeforeBn } from './dropout-before-bn.ts';
import { dropoutRate } from './dropout-rate.ts';
import { fewSteps } from './few-steps.ts';
import { hiddenSoftmax } from './hidden-softmax.ts';
import { joinOfOne } from './join-of-one.ts';
import { lateMeasurement } from './late.ts';
import { doubled, noEffect, normOfNorm } from './no-effect.ts';
import { largeEps, stillStatistics, zeroNorm } from './norm-numbers.ts';
import { oneClass } from './one-class.ts';
import { onePlace } from './one-place.ts';
import { oneRow } from './one-row.ts';
import { outOfReach } from './out-of-reach.ts';
import { rates } from './rates.ts';
import { scrambled } from './scrambled.ts';
import { shares, statistics } from './shares.ts';
import { type ModelHabit, type SpecHabit, sightOf } from './sight.ts';
import { slope } from './slope.ts';
import { slowMean } from './slow-mean.ts';
import { strongDecay } from './strong-decay.ts';
import { twoActivations } from './two-activations.ts';
import { twoDropouts } from './two-dropouts.ts';
import { twoLinears } from './two-linears.ts';
import { unusedReports } from './unused.ts';
import { windows } from './windows.ts';
import { yesOrNo } from './yes-or-no.ts';

/** Those that say more of a place come first. */
const ofModels: readonly ModelHabit[] = [
  oneRow,
  onePlace,
  beforeLoss,
  outOfReach,
  yesOrNo,
  statistics,
  stillStatistics,
  largeEps,
  zeroNorm,
  noEffect,
  doubled,
  normOfNorm,
  biasBeforeNorm,
  twoLinears,
  twoActivations,
  dropoutBeforeBn,
  dropoutRate,
  twoDropouts,
  dropPath,
  slope,
  windows,
  channelPlace,
  acrossFeatures,
  classToken,
  hiddenSoftmax,
  scrambled,
];

const ofSpecs: readonly SpecHabit[] = [
  rates,
  joinOfOne,
  lateMeasurement,
  slowMean,
  shares,
  strongDecay,
  fewSteps,
  batchSize,
  oneClass,
];

/** What is to be said of the habits of models without errors. */
export function habitReports(spec: CheckedSpec, models: readonly Lowered[]): readonly Diagnostic[] {
  return models.map((model) => sightOf(model, spec)).flatMap((sight) => ofModels.flatMap((habit) => habit(sight)));
}

/** What is to be said of those of a spec without errors. */
export function specHabitReports(spec: CheckedSpec, models: readonly Lowered[]): readonly Diagnostic[] {
  return [...ofSpecs.flatMap((habit) => habit(spec)), ...unusedReports(spec, models)];
}
