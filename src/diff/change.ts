/** What was changed between two specs, as data of closed kinds. What only follows from it stands in consequences. */
import type { Span } from '../text/source.ts';

/** A place in one of the two specs. */
export interface Place {
  /** Path of a stage: `repeat[0]/linear`. */
  readonly path: string;
  readonly span: Span;
}

/** Stages as written, arguments worked out, with where they stand: in several places if a block or repeat has them. */
export interface Stages {
  readonly texts: readonly string[];
  readonly places: readonly Place[];
}

/** One argument that is another now; undefined where there was none, or is none any more. */
export interface ArgChange {
  readonly name: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** A change of what is computed. */
export type ModelChange = StageChange | Root;

/** A change at stages; under it those which only follow from the other shape that it gives. */
type StageChange = { readonly effects?: readonly ModelChange[] } & (
  | { readonly kind: 'added'; readonly added: Stages; readonly after: Neighbour }
  | { readonly kind: 'removed'; readonly removed: Stages; readonly after: Neighbour }
  | { readonly kind: 'replaced'; readonly removed: Stages; readonly added: Stages }
  | { readonly kind: 'changed'; readonly from: Stages; readonly to: Stages; readonly args: readonly ArgChange[] }
  | { readonly kind: 'moved'; readonly from: Stages; readonly to: Stages; readonly after: Neighbour }
  /** Stages that stand within a residual or a join now, with what is in its other branches. */
  | { readonly kind: 'wrapped'; readonly inner: Stages; readonly outer: Stages; readonly beside: Stages }
  /** Stages that stood within one and stand by themselves now. */
  | { readonly kind: 'unwrapped'; readonly inner: Stages; readonly outer: Stages; readonly beside: Stages }
  /** Stages that stand in each other's place now. */
  | { readonly kind: 'exchanged'; readonly first: Stages; readonly second: Stages }
  /** A repeat has more turns or fewer: so many at each of its places. */
  | {
      readonly kind: 'turns';
      readonly from: readonly number[];
      readonly to: readonly number[];
      readonly repeat: Stages;
    }
  /** A layer takes another tap, or shares the weights of another layer. */
  | { readonly kind: 'linked'; readonly from: Stages; readonly to: Stages; readonly what: 'tap' | 'weights' }
);

/** A change whose effects are changes of stages: each of them is written as it was. */
export type Root =
  /** The call of a block has other arguments. */
  | { readonly kind: 'call'; readonly from: Stages; readonly to: Stages; readonly effects: readonly ModelChange[] }
  /** A constant has another value. */
  | {
      readonly kind: 'constant';
      readonly name: string;
      readonly from: string;
      readonly to: string;
      readonly effects: readonly ModelChange[];
    }
  /** What a layer is given where it does not say is another; undefined where a spec says nothing of it. */
  | {
      readonly kind: 'default';
      readonly layer: string;
      readonly from: string | undefined;
      readonly to: string | undefined;
      readonly effects: readonly ModelChange[];
    }
  /** What the stages are written with comes from the data, or from declarations elsewhere. */
  | { readonly kind: 'given'; readonly effects: readonly ModelChange[] };

/** The stage before, as written in the second spec; undefined at the start of the list. */
export type Neighbour = string | undefined;

/** Names that are others now; what is computed is the same. */
export interface Renamed {
  readonly kind: 'renamed';
  readonly what: 'block' | 'constant' | 'stage' | 'tap' | 'model';
  readonly from: string;
  readonly to: string;
}

/** A setting of an item that is another now, as text; undefined where there was none, or is none any more. */
export interface SettingChange {
  readonly kind: 'setting';
  readonly item: 'let' | 'input' | 'target' | 'data' | 'train' | 'sweep' | 'budget';
  readonly key: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The constant by which it is another, where it is written as it was. */
  readonly since?: string;
}

export type Change = ModelChange | Renamed | SettingChange;
