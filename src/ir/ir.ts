/** What a target makes a program of: the graph of one model, its loss, and how it is trained on which data. */
import type { Formula, Operand } from '../formula/formula.ts';
import type { EntryCall, Params } from '../registry/param.ts';
import type { ReadingProgram } from '../registry/reader.ts';
import type { Update } from '../registry/training.ts';
import type { WarmupSettings } from '../registry/warmup.ts';
import { withWarmup } from '../registry/warmup.ts';
import { defaultLoss } from '../resolve/entries.ts';
import { schedules } from '../schedules/index.ts';
import type {
  CheckedData,
  CheckedLoss,
  CheckedModel,
  CheckedSpec,
  CheckedTarget,
  CheckedTrain,
} from '../shapecheck/checked.ts';
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
  readonly data: LoweredData | undefined;
  readonly training: Training | undefined;
}

/** The data of a program: which files it reads, and how. */
export interface LoweredData {
  readonly reading: ReadingProgram;
  readonly files: readonly LoweredFile[];
  readonly split: readonly number[];
  /** How the examples are shuffled before the split; undefined where they keep their order. */
  readonly seed: number | undefined;
}

/** A file of data. Programs know the first by the name `data` and the second as `targets`. */
export interface LoweredFile {
  readonly place: 'data' | 'targets';
  /** What it looks like: `one document a line`. */
  readonly form: string;
  /** A file that ships with mm, or the source that a spec names. */
  readonly from: { readonly kind: 'builtin' | 'source'; readonly path: string };
}

export interface LoweredLoss {
  readonly name: string;
  /** Its targets are numbers from 0 to 1. */
  readonly unit: boolean;
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
  /** The greatest global norm of the gradients. */
  readonly clip: number | undefined;
  /** Minibatches behind each step. */
  readonly accumulate: number;
  /** How much of the running mean of the weights, which is what is evaluated, each step keeps. */
  readonly ema: number | undefined;
  readonly evalEvery: number | undefined;
  /** Measurements without a better validation loss before training stops. */
  readonly patience: number | undefined;
}

export interface Schedule {
  /** As stated: `cosine(0.001, warmup=100)`. */
  readonly text: string;
  /** The rate over the variables `step`, from 0, and `steps`. */
  rate(step: Formula, steps: Operand): Formula;
}

/** The intermediate form of a model of a spec without errors; `given` is data that the spec does not name itself. */
export function toIr(spec: CheckedSpec, model: CheckedModel, given?: LoweredData): Ir {
  return {
    name: model.name ?? nameOfFile(spec.source.file),
    file: spec.source.file,
    text: spec.source.text.trim(),
    doc: spec.doc,
    graph: lower(model),
    requires: model.requires,
    target: model.target,
    loss: toLoss(spec, model),
    data: given ?? (spec.data && toData(spec.data)),
    training: spec.train && toTraining(spec.train),
  };
}

/** The loss of a model with a target: the one stated, or the usual one, also where nothing says how it is trained. */
function toLoss({ train }: CheckedSpec, { target, output }: CheckedModel): LoweredLoss | undefined {
  if (!target || !output) return undefined;
  const { def, settings }: CheckedLoss = train?.loss ?? defaultLoss(target.kind);
  return {
    name: callText({ name: def.name, args: settings }, def.params),
    unit: def.unit === true,
    graph: lowerLoss({ def, settings }, output, target.type),
  };
}

function toData({ reader, settings, found, sources }: CheckedData): LoweredData {
  const own = settings as never;
  const places = ['data', 'targets'] as const;
  return {
    reading: reader.program(own, found),
    files: sources.map(({ path, builtin }, at) => ({
      place: places[at] as 'data' | 'targets',
      form: reader.sources[at]?.form ?? '',
      from: builtin === undefined ? { kind: 'source', path } : { kind: 'builtin', path: builtin },
    })),
    split: settings.split as readonly number[],
    seed: settings.seed as number | undefined,
  };
}

function nameOfFile(file: string): string {
  return (file.split(/[/\\]/).at(-1) ?? file).replace(/\.mm$/, '') || 'model';
}

function toTraining({ optimiser, settings, lr, batch, steps, seed, ...rest }: CheckedTrain): Training {
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
    clip: rest.clip,
    accumulate: rest.accumulate,
    ema: rest.ema,
    evalEvery: rest.evalEvery,
    patience: rest.patience,
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
  if (written.length === 0) return name;
  return name === 'constant' && written.length === 1 ? `${written[0]}` : `${name}(${written.join(', ')})`;
}

function isPositional(param: Params[string] | undefined): boolean {
  return param?.positional === true;
}
