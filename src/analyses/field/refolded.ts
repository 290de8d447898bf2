/** What the same numbers see under other dims. */
import { chunks, placeOf, type Stretch } from '../region.ts';
import type { Sight } from './sight.ts';
import { type Spots, unionOf } from './spots.ts';
import type { Lengths } from './through.ts';

/** More places are not looked at one by one: those along the last of the new axes are taken together. */
const MOST = 2 ** 17;

/** Dims that hold the same numbers on both sides are looked at by themselves. */
export function refolded(sight: Sight, lengths: Lengths): Sight {
  const parts = chunks(lengths.from, lengths.to).flatMap(({ own, other }) => partOf(sight, lengths, own, other));
  const axes = parts.flatMap((part) => part.axes);
  const places = parts.reduce<readonly (readonly number[])[]>(
    (starts, { sources, size }) =>
      starts.flatMap((some) => sources.map((more) => some.flatMap((start) => more.map((at) => start * size + at)))),
    [[0]],
  );
  const isFolded = parts.some(
    ({ isPlain, axes: made }) => (!isPlain || sight.isFolded) && made.includes(lengths.to.length),
  );
  return {
    axes,
    lengths: axes.map((axis) => lengths.to[axis - 1] as number),
    sets: places.map((some) => unionOf(some.map((at) => sight.sets[at] as Spots))),
    ...(isFolded && { isFolded }),
  };
}

/** Dims on both sides that hold the same numbers, of which the sets differ along some. */
interface Part {
  /** Of the output. */
  readonly axes: readonly number[];
  /** For each place along them, row by row, those along the axes of the sight. */
  readonly sources: readonly (readonly number[])[];
  /** How many places there are along the axes of the sight. */
  readonly size: number;
  /** One dim on both sides. */
  readonly isPlain: boolean;
}

function partOf({ axes }: Sight, { from, to }: Lengths, own: Stretch, other: Stretch): Part[] {
  const ours = from.slice(...own);
  const varied = ours.map((_, at) => axes.includes(own[0] + at + 1));
  if (!varied.includes(true)) return [];
  const theirs = to.slice(...other);
  const isPlain = ours.length === 1 && theirs.length === 1;
  const inAll = theirs.map((_, at) => other[0] + at + 1);
  const total = theirs.reduce((all, n) => all * n, 1);
  const sourceOf = (at: number) =>
    placeOf(at, ours).reduce((sum, index, axis) => (varied[axis] ? sum * (ours[axis] as number) + index : sum), 0);
  const size = ours.reduce((all, n, axis) => (varied[axis] ? all * n : all), 1);
  if (total <= MOST)
    return [{ axes: inAll, sources: Array.from({ length: total }, (_, at) => [sourceOf(at)]), size, isPlain }];
  const last = theirs.at(-1) as number;
  const sources = Array.from({ length: total / last }, (_, row) => [
    ...new Set(Array.from({ length: last }, (_, at) => sourceOf(row * last + at))),
  ]);
  return [{ axes: inAll.slice(0, -1), sources, size, isPlain }];
}
