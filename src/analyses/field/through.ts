/** How the sight of an input of an op comes to its output. */
import type { AxisReach, Reach, Sees } from '../../ops/reach.ts';
import { refolded } from './refolded.ts';
import { blind, mapColumns, type Sight, sorted, without } from './sight.ts';
import { nothing, type Spots, union, unionOf } from './spots.ts';

/** The lengths of the axes of an input and of the output, the batch left out. */
export interface Lengths {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** What the output sees by one of its inputs. */
export function through(sight: Sight, reach: Reach, lengths: Lengths): Sight {
  switch (reach.kind) {
    case 'weight':
    case 'statistics':
      return blind;
    case 'reshaped':
      return refolded(sight, lengths);
    case 'numbers':
      return isInPlace(sight, reach.axes, lengths) ? sight : carried(sight, reach.axes, lengths);
  }
}

function isInPlace({ axes }: Sight, reaches: readonly AxisReach[], { from, to }: Lengths): boolean {
  if (from.length !== to.length) return false;
  return reaches.every((reach, at) => {
    if (typeof reach?.sees === 'function') return false;
    if (!axes.includes(at + 1)) return true;
    return reach?.of === at + 1 && reach.sees.before === 0 && reach.sees.after === 0;
  });
}

function carried(sight: Sight, reaches: readonly AxisReach[], lengths: Lengths): Sight {
  const names: number[] = [];
  let now = sight;
  // From the last to the first, so that what is left out moves none of those to come.
  for (const [place, axis] of [...sight.axes.entries()].reverse()) {
    const reach = reaches[axis - 1];
    if (!reach || isEndless(reach.sees)) now = without(now, place);
    else {
      const length = lengths.to[reach.of - 1] as number;
      now = mapColumns(now, place, (column) => columnSeen(column, reach.sees, length));
      names.unshift(reach.of);
    }
  }
  const { lengths: known, sets } = now;
  const isFolded = sight.isFolded && names.includes(lengths.to.length);
  return sorted(
    withGaps({ axes: names, lengths: known, sets, ...(isFolded && { isFolded }) }, sight, reaches, lengths),
  );
}

function isEndless(sees: Sees): boolean {
  return typeof sees !== 'function' && sees.before === Infinity && sees.after === Infinity;
}

function columnSeen(column: readonly Spots[], sees: Sees, length: number): readonly Spots[] {
  if (typeof sees === 'function')
    return Array.from({ length }, (_, at) => unionOf(sees(at).map((place) => column[place] ?? nothing)));
  const { before, after } = sees;
  if (before === Infinity) return upTo(column, after);
  if (after === Infinity) return upTo(column.toReversed(), before).toReversed();
  return column.map((_, at) => unionOf(column.slice(Math.max(0, at - before), at + after + 1)));
}

/** For each place all up to it and so many beyond. */
function upTo(column: readonly Spots[], beyond: number): Spots[] {
  const sums: Spots[] = [];
  for (const set of column) sums.push(union(sums.at(-1) ?? nothing, set));
  return column.map((_, at) => sums[Math.min(at + beyond, column.length - 1)] as Spots);
}

/**
 * Some places see nothing of an input (padding, what another input of a concat gives): the sets differ along an axis on
 * which they did not before. Channels are not looked at one by one.
 */
function withGaps(now: Sight, before: Sight, reaches: readonly AxisReach[], { from, to }: Lengths): Sight {
  let sight = now;
  for (const [at, reach] of reaches.entries()) {
    const isChannels = at > 0 && at === reaches.length - 1;
    if (isChannels || typeof reach?.sees !== 'function' || before.axes.includes(at + 1)) continue;
    const { of, sees } = reach;
    const isInside = (place: number) => Number.isInteger(place) && place >= 0 && place < (from[at] as number);
    const there = Array.from({ length: to[of - 1] as number }, (_, place) => sees(place).some(isInside));
    if (there.every((is) => is)) continue;
    const sets = sight.sets.flatMap((set) => there.map((is) => (is ? set : nothing)));
    sight = { ...sight, axes: [...sight.axes, of], lengths: [...sight.lengths, there.length], sets };
  }
  return sight;
}
