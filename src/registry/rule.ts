/** What a shape rule answers: the type that comes out, what must hold for it, or why the input does not fit. */
import type { Dim } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';

/** Something that must hold. `what` names the quantity for people ("positions", "channels"), `axis` where in the input it is. */
export interface Need {
  readonly obligation: Obligation;
  readonly what: string;
  /** Index into the dims of the input; `undefined` when the argument itself is at fault. */
  readonly axis?: number;
  /** The parameter that decides. */
  readonly param?: string;
  /** Of a join: the branch (from 0) that is compared with the first. */
  readonly branch?: number;
  /** Ways out that go on from "use ", beside the general ones: "flatten 7 to fuse all positions at once". */
  readonly ways?: readonly string[];
  /** Further ways out, a sentence each. */
  readonly help?: readonly string[];
}

/** Why an input does not fit a layer at all. */
export type Misfit =
  | { readonly kind: 'rank'; readonly takes: string }
  | { readonly kind: 'needs-int' }
  | { readonly kind: 'needs-float' }
  | { readonly kind: 'unknown-dim'; readonly axis: number; readonly what: string }
  | { readonly kind: 'different-rank' }
  | { readonly kind: 'no-axis'; readonly axis: number; readonly rank: number };

/** `output` is the best guess when there is a misfit, so that the check can go on; undefined when there is none. */
export interface Rule {
  readonly output: TensorType | undefined;
  readonly needs: readonly Need[];
  readonly misfit: Misfit | undefined;
  /** Branch of a join (from 0) that the misfit is about. */
  readonly branch?: number;
}

/** The rule holds when its needs do. */
export function gives(output: TensorType, needs: readonly Need[] = []): Rule {
  return { output, needs, misfit: undefined };
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
