/**
 * Parts of tensors: some indices along each axis, the batch left out, and every combination of them. Where a part is not
 * of that form, the smallest one that holds it takes its place, so a region is never too small.
 */
import type { AxisReach, Numbers, Reach, Sees } from '../ops/reach.ts';
import type { Dim } from '../shapes/dim.ts';
import { numberOf } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';

/** Indices along one axis, at least one; of an axis whose length is not known, all. */
type Indices = 'all' | ReadonlySet<number>;

/** Undefined where there is nothing. */
export type Region = readonly Indices[] | undefined;

/** Longer axes are not looked at index by index, nor larger tensors number by number. */
const MOST = 20_000;

export function whole({ dims }: TensorType): Region {
  return dims.slice(1).map(() => 'all');
}

/** These positions, of all else everything. */
export function positions({ dims }: TensorType, from = 0, to = Number.POSITIVE_INFINITY): Region {
  const length = dims[1] && numberOf(dims[1]);
  if (length === undefined || length > MOST) return whole({ dtype: 'float', dims });
  const some = indices(length, (at) => at >= from && at < to);
  return some && dims.slice(1).map((_, axis) => (axis === 0 ? some : 'all'));
}

/** What is in either. */
export function either(a: Region, b: Region): Region {
  if (!a || !b) return a ?? b;
  return a.map((some, axis) => {
    const others = b[axis] as Indices;
    return some === 'all' || others === 'all' ? 'all' : new Set([...some, ...others]);
  });
}

/** What is in both. */
export function both(a: Region, b: Region): Region {
  if (!a || !b) return undefined;
  return allAxes(
    a.map((some, axis) => {
      const others = b[axis] as Indices;
      if (some === 'all') return others;
      if (others === 'all') return some;
      return notEmpty(new Set([...some].filter((at) => others.has(at))));
    }),
  );
}

/** The part of an input of the type `from` that a region of the output sees. */
export function seenBy(region: Region, reach: Reach, from: TensorType, output: TensorType): Region {
  if (!region || reach.kind === 'weight' || reach.kind === 'statistics') return undefined;
  if (reach.kind === 'reshaped') return reshaped(region, output.dims, from.dims);
  return allAxes(reach.axes.map((axis, at) => backAlong(axis, region, from.dims[at + 1] as Dim, output)));
}

/** The part of the output that sees a region of an input of the type `from`. */
export function seeing(region: Region, reach: Reach, from: TensorType, output: TensorType): Region {
  if (!region || reach.kind === 'weight' || reach.kind === 'statistics') return undefined;
  if (reach.kind === 'reshaped') return reshaped(region, from.dims, output.dims);
  return allAxes(output.dims.slice(1).map((length, at) => forwardAlong(reach, at + 1, region, from, length)));
}

function backAlong(
  axis: AxisReach,
  region: readonly Indices[],
  length: Dim,
  { dims }: TensorType,
): Indices | undefined {
  if (!axis) return 'all';
  const [n, m] = [lengthOf(length), lengthOf(dims[axis.of] as Dim)];
  const some = region[axis.of - 1] as Indices;
  if (n === undefined || m === undefined || (some === 'all' && typeof axis.sees !== 'function')) return 'all';
  const seen = new Uint8Array(n);
  for (const at of some === 'all' ? Array.from({ length: m }).keys() : some) mark(seen, axis.sees, at);
  return indices(n, (at) => seen[at] === 1);
}

function mark(seen: Uint8Array, sees: Sees, at: number): void {
  if (typeof sees === 'function') for (const place of sees(at)) seen[place] = 1;
  else seen.fill(1, Math.max(0, at - sees.before), at + sees.after + 1);
}

function forwardAlong(
  { axes }: Numbers,
  of: number,
  region: readonly Indices[],
  { dims }: TensorType,
  length: Dim,
): Indices | undefined {
  const from = axes.findIndex((axis) => axis?.of === of);
  const axis = axes[from];
  const some = region[from];
  if (!axis || !some) return 'all';
  const [n, m] = [lengthOf(dims[from + 1] as Dim), lengthOf(length)];
  if (n === undefined || m === undefined || (some === 'all' && typeof axis.sees !== 'function')) return 'all';
  const isIn = (at: number) => Number.isInteger(at) && at >= 0 && at < n && (some === 'all' || some.has(at));
  const { sees } = axis;
  if (typeof sees === 'function') return indices(m, (at) => sees(at).some(isIn));
  const seeing = new Uint8Array(m);
  for (const at of some as ReadonlySet<number>) mark(seeing, { before: sees.after, after: sees.before }, at);
  return indices(m, (at) => seeing[at] === 1);
}

/** The same numbers under other dims: dims that hold the same numbers on both sides are looked at by themselves. */
function reshaped(region: readonly Indices[], from: readonly Dim[], to: readonly Dim[]): Region {
  if (region.every((some) => some === 'all')) return to.slice(1).map(() => 'all');
  const [ours, theirs] = [from, to].map((dims) => dims.slice(1).map((dim) => lengthOf(dim)));
  if (!ours || !theirs || ours.includes(undefined) || theirs.includes(undefined)) return to.slice(1).map(() => 'all');
  return chunks(ours as number[], theirs as number[]).flatMap(({ own, other }) =>
    rearranged(region.slice(...own), (ours as number[]).slice(...own), (theirs as number[]).slice(...other)),
  );
}

export type Stretch = readonly [from: number, to: number];

/** The shortest stretches of dims of both sides that hold as many numbers. */
export function chunks(ours: readonly number[], theirs: readonly number[]): { own: Stretch; other: Stretch }[] {
  const found: { own: Stretch; other: Stretch }[] = [];
  let [i, j] = [0, 0];
  while (i < ours.length || j < theirs.length) {
    const [from, start] = [i, j];
    let [a, b] = [ours[i++] ?? 1, theirs[j++] ?? 1];
    while (a !== b) {
      if (a < b) a *= ours[i++] ?? b;
      else b *= theirs[j++] ?? a;
    }
    // Dims of 1 at the end belong to the last stretch.
    const isLast = ours.slice(i).every((n) => n === 1) && theirs.slice(j).every((n) => n === 1);
    if (isLast) [i, j] = [ours.length, theirs.length];
    found.push({ own: [from, Math.min(i, ours.length)], other: [start, Math.min(j, theirs.length)] });
  }
  return found;
}

/** Number by number: which indices under the other dims the region takes up. */
function rearranged(region: readonly Indices[], ours: readonly number[], theirs: readonly number[]): Indices[] {
  const size = ours.reduce((all, n) => all * n, 1);
  if (region.every((some) => some === 'all') || size > MOST) return theirs.map(() => 'all');
  const seen = theirs.map((n) => new Uint8Array(n));
  for (let at = 0; at < size; at++) {
    const place = placeOf(at, ours);
    if (!region.every((some, axis) => some === 'all' || some.has(place[axis] as number))) continue;
    for (const [axis, index] of placeOf(at, theirs).entries()) (seen[axis] as Uint8Array)[index] = 1;
  }
  return theirs.map((n, axis) => indices(n, (at) => seen[axis]?.[at] === 1) as Indices);
}

/** The index along each axis of a number, counted row by row. */
export function placeOf(at: number, dims: readonly number[]): number[] {
  let rest = at;
  return dims
    .toReversed()
    .map((n) => {
      const index = rest % n;
      rest = Math.floor(rest / n);
      return index;
    })
    .toReversed();
}

function lengthOf(dim: Dim): number | undefined {
  const length = numberOf(dim);
  return length !== undefined && length <= MOST ? length : undefined;
}

function allAxes(axes: readonly (Indices | undefined)[]): Region {
  return axes.includes(undefined) ? undefined : (axes as readonly Indices[]);
}

function indices(length: number, isIn: (at: number) => boolean): Indices | undefined {
  const found = new Set<number>();
  for (let at = 0; at < length; at++) if (isIn(at)) found.add(at);
  return found.size === length ? 'all' : notEmpty(found);
}

function notEmpty(found: ReadonlySet<number>): Indices | undefined {
  return found.size === 0 ? undefined : found;
}
