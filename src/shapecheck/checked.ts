/** What the checker makes of a spec: every stage as it will run, with its types, arguments and weights. */
import type { DataItem, ModelItem, Spec, TrainItem, UseItem } from '../parser/ast.ts';
import type { JoinDef } from '../registry/join.ts';
import type { LayerDef } from '../registry/layer.ts';
import type { EntryCall } from '../registry/param.ts';
import type { DataDescription, DataFacts, Found, ReaderDef } from '../registry/reader.ts';
import type { Init, LossDef, OptimiserDef, TargetKind } from '../registry/training.ts';
import type { Dim } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Source, Span } from '../text/source.ts';

/** A whole spec, checked. Where there were errors it holds what could be made out. */
export interface CheckedSpec {
  readonly source: Source;
  readonly tree: Spec;
  readonly models: readonly CheckedModel[];
  readonly data: CheckedData | undefined;
  readonly target: CheckedTarget | undefined;
  readonly train: CheckedTrain | undefined;
  readonly budget: readonly CheckedLimit[];
  /** The names that each use of a file brings in; none of a file that could not be had. */
  readonly brought: ReadonlyMap<UseItem, readonly string[]>;
  /** Texts of `##` comments on the model, for the head of a program. */
  readonly doc: readonly string[];
}

/** A limit of a `budget` item, with the place of its number. */
export interface CheckedLimit {
  readonly what: 'params' | 'memory' | 'macs';
  readonly limit: number;
  readonly span: Span;
}

export interface CheckedModel {
  readonly name: string | undefined;
  readonly item: ModelItem;
  readonly input: TensorType | undefined;
  /** Undefined when an error leaves it open. */
  readonly output: TensorType | undefined;
  readonly stages: readonly CheckedStage[];
  /** In running order; a shared weight stands once. */
  readonly weights: readonly CheckedWeight[];
  readonly buffers: readonly CheckedWeight[];
  /** What must hold of the input's free symbols: `2 | T`. */
  readonly requires: readonly Obligation[];
  /** What it is trained towards, with its positions as the output has them. */
  readonly target: CheckedTarget | undefined;
  /** Whether any part is missing or wrong. */
  readonly broken: boolean;
}

/** A tensor that the model owns. */
export interface CheckedWeight {
  /** Path of the stage and the weight's name: `repeat[0]/linear.weight`. */
  readonly path: string;
  readonly shape: readonly Dim[];
  readonly init: Init;
  /** The initialiser as stated. */
  readonly call: EntryCall;
}

interface StageBase {
  /** `repeat[0]/fuse/linear`: words, `#2` for the second of a word in its list, `[0]` for a turn. */
  readonly path: string;
  /** The stage as written, arguments worked out: `linear 128 bias=false`. */
  readonly text: string;
  readonly span: Span;
  readonly input: TensorType | undefined;
  readonly output: TensorType | undefined;
  /** The output was assumed after an error. */
  readonly assumed: boolean;
}

export type CheckedStage = LayerStage | SequenceStage | ResidualStage | JoinStage | TapStage | ReadStage | BrokenStage;

export interface LayerStage extends StageBase {
  readonly kind: 'layer';
  readonly def: LayerDef;
  readonly params: Readonly<Record<string, unknown>>;
  readonly weights: readonly CheckedWeight[];
  readonly buffers: readonly CheckedWeight[];
  /** Weights of other stages that it uses as well. */
  readonly shared: readonly CheckedWeight[];
}

/** Stages that run one after the other: a group, a block's body, a turn of a repeat, a whole repeat. */
export interface SequenceStage extends StageBase {
  readonly kind: 'sequence';
  readonly of: 'group' | 'block' | 'repeat' | 'turn';
  readonly children: readonly CheckedStage[];
  /** A repeat whose turns could not be counted: one stands for them, and its text is as written. */
  readonly uncounted?: boolean;
  /** A stack that a block was given, under the name of its parameter. */
  readonly given?: boolean;
}

/** x + body(x), or via(x) + body(x). */
export interface ResidualStage extends StageBase {
  readonly kind: 'residual';
  readonly body: SequenceStage;
  readonly via: SequenceStage | undefined;
}

/** Branches over the same input, or the values of a tap, joined. */
export interface JoinStage extends StageBase {
  readonly kind: 'join';
  readonly def: JoinDef;
  readonly params: Readonly<Record<string, unknown>>;
  readonly branches: readonly SequenceStage[];
  /** Ids of the tapped values that are joined in place of branches. */
  readonly taps: readonly number[] | undefined;
}

/** Remembers its input, or its branch over it, under `tap`; passes its input on. */
export interface TapStage extends StageBase {
  readonly kind: 'tap';
  readonly tap: number;
  readonly branch: SequenceStage | undefined;
}

/** The remembered value with the id `tap`. */
export interface ReadStage extends StageBase {
  readonly kind: 'read';
  readonly tap: number;
}

/** A stage that could not be made out; what follows goes on with its output, if there is a guess. */
export interface BrokenStage extends StageBase {
  readonly kind: 'broken';
  /** What it was to be, with its parts as far as they were walked; a layer without its weights. */
  readonly meant?: LayerStage | ResidualStage | JoinStage | SequenceStage;
  /** Its arguments could not be made out: `meant` has those that could, and a text as written. */
  readonly faulty?: boolean;
}

export interface CheckedData {
  readonly item: DataItem;
  readonly reader: ReaderDef;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly description: DataDescription;
  /** Facts of each source; undefined when the shell had none or the source is unfit. */
  readonly found: Found<DataFacts>;
  readonly sources: readonly CheckedSource[];
}

/** A source of data as written. */
export interface CheckedSource {
  readonly param: string;
  /** A built-in name or a path. */
  readonly path: string;
  /** Where it stands. */
  readonly span: Span;
  /** The file that ships with mm, when the source is built in. */
  readonly builtin: string | undefined;
}

export interface CheckedTarget {
  readonly kind: TargetKind;
  /** A class or a token for each position rather than for each example. */
  readonly perPosition: boolean;
  /** The targets of a batch: `int[B] of 27`, `int[B, 8] of 27`, `[B, 1]`. */
  readonly type: TensorType;
}

export interface CheckedTrain {
  readonly item: TrainItem;
  readonly optimiser: OptimiserDef;
  /** The optimiser's own settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** A call of a schedule; a plain number is `constant`. */
  readonly lr: EntryCall;
  readonly batch: number;
  readonly steps: number;
  readonly seed: number;
  readonly loss: CheckedLoss | undefined;
  /** The greatest global norm of the gradients. */
  readonly clip: number | undefined;
  /** Minibatches behind each step. */
  readonly accumulate: number;
  /** How much of the running mean of the weights each step keeps. */
  readonly ema: number | undefined;
  readonly evalEvery: number | undefined;
  /** Measurements without a better validation loss before training stops. */
  readonly patience: number | undefined;
}

export interface CheckedLoss {
  readonly def: LossDef;
  readonly settings: Readonly<Record<string, unknown>>;
}
