/** Where the places of a field picture stand: in columns, with those in the middle left out where there are too many. */
import { countOf, isIn, positionsOf, type Spots } from '../analyses/field/spots.ts';
import type { FieldPicture, FieldRow, Link } from './field-picture.ts';

export interface Layout {
  /** The column of the last place, counted from 0. */
  readonly last: number;
  /** From the output to the input. */
  readonly rows: readonly LayoutRow[];
}

export interface LayoutRow {
  readonly stages: readonly string[];
  /** One for each column in which there is something. */
  readonly dots: readonly Dot[];
  /** From its dots to those of a row below, by its index in the layout. */
  readonly edges: readonly Edge[];
}

export interface Dot {
  /** In columns; between two where it stands over both. */
  readonly x: number;
  readonly isSeen: boolean;
  /** It stands for some that are left out. */
  readonly isMany: boolean;
}

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** A place of a row; `nothing` is padding, and what else sees none of the input. */
interface Placed {
  readonly x: number;
  readonly is: 'shown' | 'left-out' | 'nothing';
}

/** With so many columns at the most, at least 5. */
export function layoutOf({ rows, seen }: FieldPicture, most: number): Layout {
  const placed: (readonly Placed[])[] = [];
  for (const row of rows) placed.push(row.links.length === 0 ? inputPlaces(row, seen, most) : placesIn(row, placed));
  const first = Math.min(...placed.flat().flatMap(({ x, is }) => (is === 'nothing' ? [] : [x])));
  const last = Math.max(...placed.flat().flatMap(({ x, is }) => (is === 'nothing' ? [] : [x]))) - first;
  const made = rows.map((row, at) => {
    const edges = row.links.flatMap((link) => edgesOf(row, link, placed, at));
    return {
      stages: row.stages,
      dots: dotsOf(row, placed[at] as readonly Placed[], first),
      edges: edges.map(({ from, to, row: below }) => ({
        from: from - first,
        to: to - first,
        row: rows.length - 1 - below,
      })),
    };
  });
  return { last, rows: made.toReversed() };
}

/** All in a row where there is room, else the ends of what is seen. */
function inputPlaces({ places }: FieldRow, seen: Spots, most: number): Placed[] {
  const all = Array.from({ length: places }, (_, at) => at);
  if (places <= most) return all.map((x) => ({ x, is: 'shown' }));
  const [from, to] = [seen[0] ?? 0, (seen.at(-1) ?? places) - 1];
  const isShort = to - from + 3 <= most;
  const head = isShort ? 0 : Math.max(1, Math.floor(most / 4));
  const tail = most - head - 2;
  const start = Math.max(0, to + 1 - tail);
  const isShown = (at: number) => (at >= from && at < from + head) || (at >= start && at <= start + tail - 1);
  let x = -1;
  return all.map((at): Placed => {
    const is = isShown(at) ? 'shown' : 'left-out';
    if (is === 'shown' || at === 0 || isShown(at - 1)) x++;
    return { x, is };
  });
}

/** Above what they see, in the way of a causal convolution where a window moves on by one. */
function placesIn(row: FieldRow, placed: readonly (readonly Placed[])[]): Placed[] {
  const link = guideOf(row, placed);
  const below = placed[link.row] as readonly Placed[];
  const whole = link.sees.map((set) => positionsOf(set).map((at) => below[at] as Placed));
  const isBlind = row.links.length === 1;
  const aligned = isAligned(link, below.length);
  const moves =
    row.places > 1 &&
    link.sees.every((set, at) => at === 0 || lastIn(set, at) - lastIn(link.sees[at - 1] as Spots, at - 1) === 1);
  const made = whole.map((some, at): Placed => {
    const there = some.filter(({ is }) => is !== 'nothing');
    const own = aligned ? below[at] : moves ? some.at(-1) : undefined;
    const is =
      there.length === 0 && isBlind
        ? 'nothing'
        : there.some((one) => one.is === 'shown') || row.places === 1
          ? 'shown'
          : 'left-out';
    if (own) return { x: own.x, is: is === 'shown' && own.is === 'left-out' ? 'left-out' : is };
    if (there.length === 0) return { x: Number.NaN, is };
    return { x: there.reduce((sum, { x }) => sum + x, 0) / there.length, is };
  });
  return spaced(made);
}

/** What a row is put above: the nearest row of which it keeps the places, if there is one, else the nearest. */
function guideOf({ links }: FieldRow, placed: readonly (readonly Placed[])[]): Link {
  const nearest = links.toSorted((a, b) => b.row - a.row);
  return (nearest.find((link) => isAligned(link, placed[link.row]?.length ?? 0)) ?? nearest[0]) as Link;
}

function lastIn(set: Spots, otherwise: number): number {
  return (set.at(-1) ?? otherwise + 1) - 1;
}

function isAligned({ sees }: Link, places: number): boolean {
  return sees.length === places && sees.every((set, at) => set.length === 0 || isIn(set, at));
}

/** Places without a column stand beside those that have one; those that share one, as in a row made longer, apart. */
function spaced(places: readonly Placed[]): Placed[] {
  const known = places.findIndex(({ x }) => !Number.isNaN(x));
  const start = places[known]?.x ?? 0;
  return places.map((place, at) => {
    if (Number.isNaN(place.x)) return { ...place, x: start + at - known };
    const same = places.flatMap(({ x, is }, other) => (x === place.x && is === 'shown' ? [other] : []));
    if (place.is !== 'shown' || same.length < 2) return place;
    return { ...place, x: place.x + ((same.indexOf(at) + 0.5) / same.length - 0.5) };
  });
}

/** One for each column: of those that are left out, one that stands for all. */
function dotsOf({ seen }: FieldRow, places: readonly Placed[], first: number): Dot[] {
  const dots = new Map<number, Dot>();
  for (const [at, { x, is }] of places.entries()) {
    if (is === 'nothing') continue;
    const known = dots.get(x);
    dots.set(x, { x: x - first, isSeen: isIn(seen, at) || known?.isSeen === true, isMany: is === 'left-out' });
  }
  return [...dots.values()];
}

function edgesOf({ seen }: FieldRow, { row, sees }: Link, placed: readonly (readonly Placed[])[], at: number): Edge[] {
  const below = placed[row] as readonly Placed[];
  const edges = new Map<string, Edge>();
  for (const place of positionsOf(seen)) {
    const from = placed[at]?.[place];
    const set = sees[place];
    if (!from || !set || countOf(set) === 0 || from.is === 'nothing') continue;
    for (const { x, is } of seenIn(set, below))
      if (is !== 'nothing') edges.set(`${from.x} ${x}`, { from: from.x, to: x, row });
  }
  return [...edges.values()];
}

function seenIn(set: Spots, below: readonly Placed[]): Placed[] {
  return below.filter((_, at) => isIn(set, at));
}
