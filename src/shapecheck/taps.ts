/** Taps and the names of stages: values and weights remembered by name, and which values a reader sees. */
import type { Span } from '../text/source.ts';
import type { Flow } from './context.ts';

export interface TapValue {
  readonly id: number;
  readonly flow: Flow;
  /** Ids of the turns around the tap. */
  readonly turns: readonly number[];
}

/** The names of one model or one call of a block: taps and `name=` share one set. */
export interface TapScope {
  /** Values by tap, in running order. */
  readonly values: Map<string, TapValue[]>;
  /** Where each tap and each named stage stands first. */
  readonly taps: Map<string, Span>;
  readonly stages: Map<string, Span>;
}

export function newTaps(): TapScope {
  return { values: new Map(), taps: new Map(), stages: new Map() };
}

/** What a reader finds: one value, or several in running order. */
export type Tapped = { readonly one: TapValue } | { readonly many: readonly TapValue[] };

/**
 * A reader in the turn of a tap sees that turn's value; outside the repeat it sees the collection of all turns. One or
 * many is decided by place, never by count. Values stand in running order, so those of the reader's turn stand last.
 */
export function tapped(values: readonly TapValue[], turns: readonly number[]): Tapped | undefined {
  const last = values.at(-1);
  if (!last) return undefined;
  const shared = sharedTurns(last.turns, turns);
  let from = values.length - 1;
  while (from > 0 && sharedTurns((values[from - 1] as TapValue).turns, turns) >= shared) from--;
  return from === values.length - 1 && last.turns.length === shared ? { one: last } : { many: values.slice(from) };
}

/** How many turns, from the outside in, two places have in common. */
function sharedTurns(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((turn, depth) => turn !== b[depth]);
  return at < 0 ? a.length : at;
}
