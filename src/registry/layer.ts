/** A layer: the one place that states its parameters, shape rule, weights, lowering, documentation and examples. */
import type { Builder, Value } from '../ops/graph.ts';
import type { Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { LayerGroup } from './layer-groups.ts';
import type { Disagreement, EntryCall, Params, ValuesOf } from './param.ts';
import type { Rule } from './rule.ts';

/** A tensor that a layer owns: trained (a weight) or kept up to date by the layer itself (a buffer). */
export interface WeightSpec {
  /** PyTorch's name: `weight`, `bias`, `running_mean`. The path of the stage is put before it. */
  readonly name: string;
  readonly shape: readonly Dim[];
  /** How it starts. */
  readonly init: EntryCall;
  /** What scaled initialisers divide by: inputs and outputs of one unit. */
  readonly fanIn?: Dim;
  readonly fanOut?: Dim;
}

export interface State {
  readonly weights: readonly WeightSpec[];
  readonly buffers?: readonly WeightSpec[];
}

/** A small use of an entry that documentation shows and tests run. */
export interface Example {
  /** A stage, or several: `linear 200`. */
  readonly stack: string;
  /** The type it is applied to, as in an `input` item: `int[B, 8] of 27`, `[B, 8, 24]`. */
  readonly input: string;
  readonly output: string;
  /** How many trained numbers it has. */
  readonly weights: number;
}

/** A warning about two layers in a row. */
export interface Caution {
  /** The sentence goes on from the second layer: "takes …". */
  readonly why: string;
  /** What it is about the first layer. */
  readonly because: string;
  /** What to write in place of the second, as arguments of the first; after a comma, what that does. */
  readonly instead: string;
}

export interface LayerDef<P extends Params = Params> {
  readonly name: string;
  /** One line on what it does. */
  readonly summary: string;
  /** Where lists and documentation show it. */
  readonly group: LayerGroup;
  /** From input to output for people: `[*, C] -> [*, out]`. */
  readonly signature: string;
  /** What it computes, in a line of plain mathematics. */
  readonly formula: string;
  readonly params: P;
  /** Digits glued to the name are the first argument: `flatten2`. */
  readonly glued?: true;
  /** The weight that holds a vector for each token, which a later layer may share by the name of the stage. */
  readonly table?: string;
  /** The same thing elsewhere, for the tables of equivalents; what differs is said in brackets. */
  readonly pytorch: string;
  readonly keras: string;
  readonly examples: readonly Example[];
  /** Why arguments that are each in order do not go together: the sentence goes on from the layer's name. */
  disagreement?(params: ValuesOf<P>): Disagreement | undefined;
  /** What goes wrong, though it runs, when the layer called `next` comes right after this one. */
  caution?(next: string, params: ValuesOf<P>): Caution | undefined;
  /** The shape rule, the only place that knows it. It never throws. */
  type(input: TensorType, params: ValuesOf<P>): Rule;
  /** Weights and buffers; called only when the rule gave an output. Left out when there are none. */
  state?(input: TensorType, params: ValuesOf<P>): State;
  /** The layer as primitive ops. `state` gives its weights and buffers by the names above. */
  lower(b: Builder, input: Value, params: ValuesOf<P>, state: Readonly<Record<string, Value>>): Value;
}

/** States a layer. */
export function defineLayer<const P extends Params>(layer: LayerDef<P>): LayerDef<P> {
  return layer;
}
