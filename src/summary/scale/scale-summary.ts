/** The scales of a model as rows for tables: mean and deviation of what comes out of each stage when training starts. */

import type { FirstLoss } from '../../analyses/scale/first-loss.ts';
import { inputSpread } from '../../analyses/scale/input.ts';
import { deviationOf } from '../../analyses/scale/spread.ts';
import { lower } from '../../ir/lower.ts';
import type { CheckedModel, CheckedSpec } from '../../shapecheck/checked.ts';
import { modelScale } from './model-scale.ts';

export interface ScaleSummary {
  /** By the paths of stages; none for those that only group others, and where it hangs on a size that is open. */
  readonly stages: ReadonlyMap<string, StageScale>;
  readonly firstLoss: FirstLoss | undefined;
  /** What the numbers that go in are taken for. */
  readonly input: 'counted' | 'normal' | 'even ids';
}

export interface StageScale {
  readonly mean: number;
  readonly deviation: number;
  /** Of tanh, sigmoid and the tanh of recurrent layers: the share of the numbers at which it is flat, from 0 to 1. */
  readonly flat: number | undefined;
}

/** Nothing of a model with errors. */
export function scaleSummary(model: CheckedModel, spec: CheckedSpec): ScaleSummary | undefined {
  if (model.broken || !model.input) return undefined;
  const graph = lower(model);
  const { spreads, saturated, firstLoss } = modelScale({ model, graph }, spec);
  const stages = new Map<string, StageScale>();
  for (const { output, path } of graph.nodes) {
    const spread = output.type.dtype === 'float' ? spreads.get(output.id) : undefined;
    // Of a stage of several ops the last one counts.
    const flat = worst(stages.get(path)?.flat, saturated.get(output.id));
    if (spread) stages.set(path, { mean: spread.mean, deviation: deviationOf(spread), flat });
    else stages.delete(path);
  }
  const assumed = model.input.dtype === 'int' ? 'even ids' : 'normal';
  return { stages, firstLoss, input: inputSpread(spec, model) ? 'counted' : assumed };
}

/** Of the layers and directions of a recurrent stage. */
function worst(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** `3.30 expected (ln 27 = 3.30)`; for values, what the loss would be if the model gave nothing but their mean. */
export function firstLossText({ expected, even, choices }: FirstLoss): string {
  if (choices === undefined) return `${lossText(expected)} expected (${lossText(even)} for the mean of the targets)`;
  return `${expected.toFixed(2)} expected (ln ${choices} = ${even.toFixed(2)})`;
}

/** Values may be of any size: three digits. */
function lossText(loss: number): string {
  return loss.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
