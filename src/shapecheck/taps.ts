/** Taps and the names of stages: values and weights remembered by name, and which values a reader sees. */
import type { Span } from '../text/source.ts';
import type { CheckedStage } from './checked.ts';
import type { Flow } from './context.ts';

export interface TapValue {
  readonly id: number;
  readonly flow: Flow;
  /** Ids of the turns around the tap. */
  readonly turns: readonly number[];
}

/** A stage with a name, as it stood in one turn. */
export interface NamedStage {
  /** Undefined where nothing could be made of it. */
  readonly stage: CheckedStage | undefined;
  /** Ids of the turns around that have weights of their own. */
  readonly turns: readonly number[];
}

/** A tap's name as the argument of a call, and the parameter that it is in the block. */
export interface Given {
  readonly block: string;
  readonly param: string;
  /** Where it is given, and where the parameter is declared. */
  readonly call: Span;
  readonly declared: Span;
}

/** The names of one model or one call of a block: taps and `name=` share one set. */
export interface TapScope {
  /** Values by tap, in running order. */
  readonly values: Map<string, TapValue[]>;
  /** Where each tap and each named stage stands first. */
  readonly taps: Map<string, Span>;
  readonly stages: Map<string, Span>;
  /** Where blocks take names of this scope as their parameters. */
  readonly given: Map<string, Given>;
  /** Stages with a table and without a name. */
  readonly unnamed: Span[];
  /** What stands behind the names of stages, in running order. */
  readonly named: Map<string, readonly NamedStage[]>;
}

export function newTaps(): TapScope {
  return { values: new Map(), taps: new Map(), stages: new Map(), given: new Map(), unnamed: [], named: new Map() };
}

/** What a reader finds: one value, or several in running order. */
export type Tapped<V = TapValue> = { readonly one: V } | { readonly many: readonly V[] };

/**
 * A reader in the turn of a tap sees that turn's value; outside the repeat it sees the collection of all turns. One or
 * many is decided by place, never by count. Values stand in running order, so those of the reader's turn stand last.
 */
export function tapped<V extends { readonly turns: readonly number[] }>(
  values: readonly V[],
  turns: readonly number[],
): Tapped<V> | undefined {
  const last = values.at(-1);
  if (!last) return undefined;
  const shared = sharedTurns(last.turns, turns);
  let from = values.length - 1;
  while (from > 0 && sharedTurns((values[from - 1] as V).turns, turns) >= shared) from--;
  return from === values.length - 1 && last.turns.length === shared ? { one: last } : { many: values.slice(from) };
}

/** How many turns, from the outside in, two places have in common. */
function sharedTurns(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((turn, depth) => turn !== b[depth]);
  return at < 0 ? a.length : at;
}
