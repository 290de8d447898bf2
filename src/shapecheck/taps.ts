/** Taps: values remembered by name, and which of them a reader sees. */
import type { Flow } from './context.ts';

export interface TapValue {
  readonly id: number;
  readonly flow: Flow;
  /** Ids of the turns around the tap. */
  readonly turns: readonly number[];
  /** Where the tap stands in the text: several places make several values. */
  readonly place: number;
}

/** The taps of one model or one call of a block, by name. */
export type TapScope = Map<string, TapValue[]>;

/** What a reader finds: one value, or several in running order. */
export type Tapped = { readonly one: TapValue } | { readonly many: readonly TapValue[] };

/**
 * A reader in the turn of a tap sees that turn's value; outside the repeat it sees the collection of all turns. One or
 * many is decided by place, never by count.
 */
export function tapped(values: readonly TapValue[], turns: readonly number[]): Tapped | undefined {
  const inSight = values.filter((value) => sharesTurns(value, values, turns));
  const [first] = inSight;
  if (!first) return undefined;
  const single = inSight.length === 1 && isPrefix(first.turns, turns);
  const onePlace = inSight.every(({ place }) => place === first.place);
  return single && onePlace ? { one: first } : { many: inSight };
}

/** Values of the turns that the reader is in; all turns of a repeat that it is not in. */
function sharesTurns(value: TapValue, all: readonly TapValue[], turns: readonly number[]): boolean {
  return value.turns.every(
    (turn, depth) => turn === turns[depth] || !all.some((other) => other.turns[depth] === turns[depth]),
  );
}

function isPrefix(prefix: readonly number[], of: readonly number[]): boolean {
  return prefix.every((turn, depth) => turn === of[depth]);
}
