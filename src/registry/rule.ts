/** What a shape rule answers: the type that comes out, what must hold for it, or why the input does not fit. */
import type { Dim } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { WindowEntry } from './param.ts';

/** Something that must hold. `what` names the quantity for people ("positions", "channels"), `axis` where in the input it is. */
export interface Need {
  readonly obligation: Obligation;
  readonly what: string;
  /** Index into the dims of the input; `undefined` when the argument itself is at fault. */
  readonly axis?: number;
  /** The parameter that decides. */
  readonly param?: string;
  /** Of a join: the branch (from 0) that is compared, with the first unless `against` says otherwise. */
  readonly branch?: number;
  readonly against?: number;
  /** Ways out that go on from "use ", beside the general ones: "flatten 7 to fuse all positions at once". */
  readonly ways?: readonly string[];
  /** Further ways out, a sentence each. */
  readonly help?: readonly string[];
  /** What the divisor is made of, where the writer chose it. */
  readonly choice?: Choice;
  /** Axes of the output of which nobody knows how long they were meant to be, once this is refuted. */
  readonly leavesOpen?: readonly number[];
}

/** An argument that must divide something, for a list of what it may be. */
export interface Choice {
  readonly param: string;
  /** The argument. */
  readonly dim: Dim;
  /** So many times the argument must divide: 2 where it counts pairs. */
  readonly times: number;
  /** What must itself divide the argument. */
  readonly by?: Dim | undefined;
}

/** Why an input does not fit a layer at all. */
export type Misfit =
  | { readonly kind: 'rank'; readonly takes: string }
  | { readonly kind: 'needs-int' }
  | { readonly kind: 'needs-float' }
  | { readonly kind: 'unknown-dim'; readonly axis: number; readonly what: string }
  | { readonly kind: 'different-rank' }
  | { readonly kind: 'no-axis'; readonly axis: number; readonly rank: number }
  | ArgumentMisfit;

/** Arguments that are each in order but do not suit the input, or each other. */
export type ArgumentMisfit =
  | { readonly kind: 'length'; readonly param: string; readonly rank: number; readonly given: readonly WindowEntry[] }
  | { readonly kind: 'disagree'; readonly param: string; readonly why: string; readonly help?: readonly string[] };

/** Something that is left out where `divisor` does not divide `of`: no mistake, but a warning where that is certain. */
export interface Remainder {
  readonly divisor: Dim;
  readonly of: Dim;
  readonly what: string;
  readonly axis: number;
}

/** `output` is the best guess when there is a misfit, so that the check can go on; undefined when there is none. */
export interface Rule {
  readonly output: TensorType | undefined;
  readonly needs: readonly Need[];
  readonly misfit: Misfit | undefined;
  /**
   * Axes of the output that this layer made 1 on purpose, over which joins may stretch it: what `keep=true` of
   * `global_avgpool` gives. Layers that follow need not pass the mark on: an axis that had it and is still 1 keeps it.
   */
  readonly kept?: readonly number[];
  /** Branch of a join (from 0) that the misfit is about. */
  readonly branch?: number;
  readonly remainders?: readonly Remainder[];
}

/** The rule holds when its needs do. `kept` are the axes that the layer made 1 on purpose, for joins to stretch. */
export function gives(output: TensorType, needs: readonly Need[] = [], kept: readonly number[] = []): Rule {
  return { output, needs, misfit: undefined, kept };
}

/** The input does not fit; `output` is what was most likely meant. */
export function misfit(reason: Misfit, output?: TensorType): Rule {
  return { output, needs: [], misfit: reason };
}

/** Numbers of the given dims. */
export function float(...dims: readonly Dim[]): TensorType {
  return { dtype: 'float', dims };
}

/** The dims of a rule's input, last one first taken off: `[leading, last]`. The input has at least one dim, B. */
export function splitLast(type: TensorType): readonly [readonly Dim[], Dim | undefined] {
  return [type.dims.slice(0, -1), type.dims.at(-1)];
}
