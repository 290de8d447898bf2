/**
 * Which positions of a model's input each number of a tensor hangs on, along one axis of the input. A set is kept for each
 * place along those axes on which it depends; along all others it is the same.
 */
import { nothing, type Spots, union, unionOf } from './spots.ts';

export interface Sight {
  /** The axes along which the sets differ, the batch counted, in order; and how long they are. */
  readonly axes: readonly number[];
  readonly lengths: readonly number[];
  /** Row by row. */
  readonly sets: readonly Spots[];
  /** Positions were folded into the last axis, the channels. */
  readonly isFolded?: true;
}

export const blind: Sight = { axes: [], lengths: [], sets: [nothing] };

/** What the input sees of itself along an axis of it. */
export function ownSight(axis: number, length: number): Sight {
  return { axes: [axis], lengths: [length], sets: Array.from({ length }, (_, at) => [at, at + 1]) };
}

/** All that any number of the tensor sees. */
export function allOf({ sets }: Sight): Spots {
  return unionOf(sets);
}

/** What each place along the first of its axes sees; all of it where it is the same everywhere. */
export function alongFirst({ lengths, sets }: Sight): Spots[] {
  const inner = lengths.slice(1).reduce((all, n) => all * n, 1);
  return Array.from({ length: sets.length / inner }, (_, at) => unionOf(sets.slice(at * inner, (at + 1) * inner)));
}

/** With new columns in place of those along an axis, counted among those of the sight; all of the same length. */
export function mapColumns(sight: Sight, place: number, map: (column: readonly Spots[]) => readonly Spots[]): Sight {
  const { lengths, sets } = sight;
  const [outer, length, inner] = layout(lengths, place);
  const columns = Array.from({ length: outer * inner }, (_, at) => {
    const start = Math.floor(at / inner) * length * inner + (at % inner);
    return map(Array.from({ length }, (_, step) => sets[start + step * inner] as Spots));
  });
  const after = columns[0]?.length ?? 0;
  const made = Array.from({ length: outer * after * inner }, (_, at) => {
    const [row, step] = [Math.floor(at / (after * inner)), Math.floor(at / inner) % after];
    return columns[row * inner + (at % inner)]?.[step] as Spots;
  });
  return { ...sight, lengths: lengths.with(place, after), sets: made };
}

function layout(lengths: readonly number[], place: number): [outer: number, length: number, inner: number] {
  const size = (some: readonly number[]) => some.reduce((all, n) => all * n, 1);
  return [size(lengths.slice(0, place)), lengths[place] as number, size(lengths.slice(place + 1))];
}

/** All along an axis taken together. */
export function without(sight: Sight, place: number): Sight {
  return dropped(
    mapColumns(sight, place, (column) => [unionOf(column)]),
    place,
  );
}

/** What the first place along an axis sees, taken for all. */
export function firstAlong(sight: Sight, place: number): Sight {
  return dropped(
    mapColumns(sight, place, (column) => column.slice(0, 1)),
    place,
  );
}

function dropped(sight: Sight, place: number): Sight {
  return { ...sight, axes: sight.axes.toSpliced(place, 1), lengths: sight.lengths.toSpliced(place, 1) };
}

/** With its axes in order. */
export function sorted(sight: Sight): Sight {
  const { axes, lengths, sets } = sight;
  if (axes.every((axis, at) => at === 0 || axis > (axes[at - 1] as number))) return sight;
  const order = axes.map((_, at) => at).sort((a, b) => (axes[a] as number) - (axes[b] as number));
  const steps = lengths.map((_, at) => layout(lengths, at)[2]);
  const after = order.map((at) => lengths[at] as number);
  const made = Array.from({ length: sets.length }, (_, at) => {
    const place = after.map((length, axis) => Math.floor(at / layout(after, axis)[2]) % length);
    return sets[place.reduce((sum, index, axis) => sum + index * (steps[order[axis] as number] as number), 0)] as Spots;
  });
  return { ...sight, axes: order.map((at) => axes[at] as number), lengths: after, sets: made };
}

/** What either sees. */
export function either(a: Sight, b: Sight): Sight {
  if (a === b || b === blind) return a;
  if (a === blind) return b;
  const axes = [...new Set([...a.axes, ...b.axes])].sort((one, other) => one - other);
  const lengths = axes.map((axis) => lengthAlong(a, axis) ?? (lengthAlong(b, axis) as number));
  const [first, second] = [spread(a, axes, lengths), spread(b, axes, lengths)];
  const sets = first.map((set, at) => union(set, second[at] as Spots));
  return { axes, lengths, sets, ...((a.isFolded || b.isFolded) && { isFolded: true }) };
}

function lengthAlong({ axes, lengths }: Sight, axis: number): number | undefined {
  return lengths[axes.indexOf(axis)];
}

/** Its sets over more axes. */
function spread(sight: Sight, axes: readonly number[], lengths: readonly number[]): readonly Spots[] {
  if (sight.axes.length === axes.length) return sight.sets;
  const steps = axes.map((axis) => {
    const place = sight.axes.indexOf(axis);
    return place < 0 ? 0 : layout(sight.lengths, place)[2];
  });
  const inner = lengths.map((_, at) => layout(lengths, at)[2]);
  const size = lengths.reduce((all, n) => all * n, 1);
  return Array.from({ length: size }, (_, at) => {
    const place = lengths.reduce(
      (sum, length, axis) => sum + (Math.floor(at / (inner[axis] as number)) % length) * (steps[axis] as number),
      0,
    );
    return sight.sets[place] as Spots;
  });
}
