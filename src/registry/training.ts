/** Optimisers, schedules, initialisers, losses and search strategies: what `train` and `sweep` name. */
import type { Formula, Operand } from '../formula/formula.ts';
import type { Builder, Value } from '../ops/graph.ts';
import type { Dim } from '../shapes/dim.ts';
import type { Disagreement, Params, ValuesOf } from './param.ts';

/** What every entry says of itself. */
interface Named<P extends Params> {
  readonly name: string;
  readonly summary: string;
  readonly params: P;
  /** Uses as they stand in a spec: `adamw decay=0.1`. */
  readonly examples: readonly string[];
}

/** An entry that computes something. */
export interface EntryBase<P extends Params> extends Named<P> {
  readonly formula: string;
  /** Positional forms by their number of arguments, where they are not the positional parameters in order. */
  readonly positionals?: readonly (readonly (keyof P & string)[])[];
  /** What is wrong when settings that are each in order do not go together, as the rest of a sentence about the entry. */
  disagreement?(settings: ValuesOf<P>): Disagreement | undefined;
  /** Where the formula comes from, and what PyTorch calls it. */
  readonly source: string;
  /** What Keras calls it; what differs is said in brackets. */
  readonly keras: string;
}

/** Formulas for one number of a weight: its next value, and those of the optimiser's own memory. */
export interface Update {
  readonly weight: Formula;
  readonly state: Readonly<Record<string, Formula>>;
}

/**
 * An optimiser. `update` may use the variables of `OptimiserVariables` and one for each name in `state`, which is the
 * memory it keeps for each weight and which starts at zero. Memories are updated in the order of `state`, the weight
 * after them; each formula sees what was updated before it under the name `next_` and the memory's name.
 */
export interface OptimiserDef<P extends Params = Params> extends EntryBase<P> {
  /** PyTorch's default learning rate. */
  readonly lr: number;
  /** The highest learning rate with which anything is trained; beyond it, something else was meant. */
  readonly highest: number;
  /** Each step moves every weight by about the learning rate, however small its gradient is. */
  readonly stepsByRate?: true;
  /** The strongest weight decay with which anything is trained, where it goes through the gradient. */
  readonly mostDecay?: number;
  /** Names of the numbers kept for each weight; they may depend on the settings. */
  state(settings: ValuesOf<P>): readonly string[];
  update(settings: ValuesOf<P>): Update;
}

/** `weight`, its gradient, the learning rate of this step, and the number of this step counted from 1. */
export const optimiserVariables = ['weight', 'grad', 'lr', 't'] as const;

/** A schedule: the learning rate of step `step` (from 0) of `steps` in all, a number or a formula of one. */
export interface ScheduleDef<P extends Params = Params> extends EntryBase<P> {
  rate(settings: ValuesOf<P>, step: Formula, steps: Operand): Formula;
}

/**
 * How a tensor's numbers start. `orthogonal` is about the tensor as a whole, seen as a matrix with a column for each unit
 * (the last dim) and a row for each of its inputs (all other dims); the other kinds draw each number by itself.
 */
export type Init =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly std: Scale }
  | { readonly kind: 'uniform'; readonly bound: Scale }
  | { readonly kind: 'orthogonal'; readonly gain: number };

/** `gain / sqrt(fan)`; a fan of undefined is 1. */
export interface Scale {
  readonly gain: number;
  readonly fan: Dim | undefined;
}

export interface Fans {
  readonly in: Dim;
  readonly out: Dim;
}

export interface InitialiserDef<P extends Params = Params> extends EntryBase<P> {
  init(settings: ValuesOf<P>, fans: Fans): Init;
}

/** What a model is trained towards. */
export type TargetKind = 'class' | 'value' | 'tokens' | 'image';

export interface LossDef<P extends Params = Params> extends EntryBase<P> {
  readonly targets: readonly TargetKind[];
  /** The default for these targets. */
  readonly defaultFor: readonly TargetKind[];
  /** Its targets are numbers from 0 to 1, and others make no sense. */
  readonly unit?: true;
  /** A number: the mean over what counts of the batch. */
  lower(b: Builder, output: Value, target: Value, settings: ValuesOf<P>): Value;
}

/** How a sweep goes through its values. */
export type StrategyDef<P extends Params = Params> = Named<P>;

export function defineOptimiser<const P extends Params>(entry: OptimiserDef<P>): OptimiserDef<P> {
  return entry;
}
export function defineSchedule<const P extends Params>(entry: ScheduleDef<P>): ScheduleDef<P> {
  return entry;
}
export function defineInitialiser<const P extends Params>(entry: InitialiserDef<P>): InitialiserDef<P> {
  return entry;
}
export function defineLoss<const P extends Params>(entry: LossDef<P>): LossDef<P> {
  return entry;
}
export function defineStrategy<const P extends Params>(entry: StrategyDef<P>): StrategyDef<P> {
  return entry;
}
