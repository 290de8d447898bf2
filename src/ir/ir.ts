/** What a target makes a program of: the graph of one model, its loss, and how it is trained on which data. */
import type { Formula, Operand } from '../formula/formula.ts';
import type { EntryCall, Params } from '../registry/param.ts';
import type { Update } from '../registry/training.ts';
import type { WarmupSettings } from '../registry/warmup.ts';
import { withWarmup } from '../registry/warmup.ts';
import { schedules } from '../schedules/index.ts';
import type { CheckedData, CheckedModel, CheckedSpec, CheckedTarget, CheckedTrain } from '../shapecheck/checked.ts';
import type { Obligation } from '../shapes/obligation.ts';
import { type Graph, type LossGraph, lower, lowerLoss } from './lower.ts';

export interface Ir {
  /** Name of the model or else of its file, without the ending. */
  readonly name: string;
  /** The file of the spec as the user wrote it. */
  readonly file: string;
  /** The spec as it stands in its file. */
  readonly text: string;
  /** Comments on the model. */
  readonly doc: readonly string[];
  readonly graph: Graph;
  /** What must hold of the input's free symbols. */
  readonly requires: readonly Obligation[];
  readonly target: CheckedTarget | undefined;
  readonly loss: LoweredLoss | undefined;
  readonly data: CheckedData | undefined;
  readonly training: Training | undefined;
}

export interface LoweredLoss {
  readonly name: string;
  readonly graph: LossGraph;
}

/** How a model is trained, with formulas in place of names. */
export interface Training {
  readonly optimiser: string;
  readonly update: Update;
  /** What the optimiser remembers of each weight. */
  readonly state: readonly string[];
  readonly schedule: Schedule;
  readonly batch: number;
  readonly steps: number;
  readonly seed: number;
  readonly evalEvery: number | undefined;
}

export interface Schedule {
  /** As stated: `cosine(0.001, warmup=100)`. */
  readonly text: string;
  /** The rate over the variables `step`, from 0, and `steps`. */
  rate(step: Formula, steps: Operand): Formula;
}

/** The intermediate form of a model of a spec without errors. */
export function toIr(spec: CheckedSpec, model: CheckedModel): Ir {
  const loss = spec.train?.loss;
  return {
    name: model.name ?? nameOfFile(spec.source.file),
    file: spec.source.file,
    text: spec.source.text.trim(),
    doc: spec.doc,
    graph: lower(model),
    requires: model.requires,
    target: model.target,
    loss:
      loss && model.target && model.output
        ? { name: loss.name, graph: lowerLoss(loss, {}, model.output, model.target.type) }
        : undefined,
    data: spec.data,
    training: spec.train && toTraining(spec.train),
  };
}

function nameOfFile(file: string): string {
  return (file.split(/[/\\]/).at(-1) ?? file).replace(/\.mm$/, '') || 'model';
}

function toTraining({ optimiser, settings, lr, batch, steps, seed, evalEvery }: CheckedTrain): Training {
  // The settings were checked against the entry's own parameters, which the type of any entry no longer knows.
  const own = settings as never;
  return {
    optimiser: optimiser.name,
    update: optimiser.update(own),
    state: optimiser.state(own),
    schedule: scheduleOf(lr),
    batch,
    steps,
    seed,
    evalEvery,
  };
}

/** The schedule of a call, with its warm-up in front. */
export function scheduleOf(call: EntryCall): Schedule {
  const def = schedules.find(({ name }) => name === call.name);
  if (!def) throw new Error(`there is no schedule ${call.name}`);
  const settings = call.args as never;
  return {
    text: callText(call, def.params),
    rate: (step, steps) =>
      withWarmup(call.args as unknown as WarmupSettings, step, steps, (own, left) => def.rate(settings, own, left)),
  };
}

/** A call as one would write it: what is as by default is left out. */
function callText({ name, args }: EntryCall, params: Params): string {
  const written = Object.entries(args)
    .filter(([key, value]) => value !== undefined && value !== params[key]?.default)
    .map(([key, value]) =>
      isPositional(params[key]) ? `${value}`.replaceAll(',', ', ') : `${key}=${JSON.stringify(value)}`,
    );
  return name === 'constant' && written.length === 1 ? `${written[0]}` : `${name}(${written.join(', ')})`;
}

function isPositional(param: Params[string] | undefined): boolean {
  return param?.positional === true;
}
