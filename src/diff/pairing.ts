/**
 * The cheapest way to make one list of another by removing, adding and changing: the alignment of Needleman and Wunsch
 * (1970), computed in a band around the diagonal that grows until no path outside of it can be cheaper, after Ukkonen
 * (Algorithms for approximate string matching, 1985): the time hangs on how much differs.
 */
import { marginFor } from './margin.ts';

/**
 * One step: both go on, or the first list loses one, or the second brings one; or neighbours of the first list stand in
 * one of the second (`wrap`), or the reverse.
 */
export type Step =
  | { readonly kind: 'both' | 'remove' | 'add' }
  | { readonly kind: 'wrap' | 'unwrap'; readonly fold: Fold };

/** How many neighbours of one list stand in one part of the other, in which of its branches, and at what cost. */
export interface Fold {
  readonly length: number;
  readonly branch: number;
  readonly cost: number;
}

/** What steps cost; by the places in the lists. */
export interface Costs {
  readonly lengths: readonly [number, number];
  remove(i: number): number;
  add(j: number): number;
  /** Infinite where the two may not be paired. */
  both(i: number, j: number): number;
  /** What no pair of a part of the first list, and of one of the second, costs less than; infinite where it has none. */
  readonly least: readonly [a: Float64Array, b: Float64Array];
  /** Where neighbours of the first list, from i on, stand in part j of the second; and where those of the second stand in part i. */
  wrap(i: number, j: number): Fold | undefined;
  unwrap(i: number, j: number): Fold | undefined;
  /** The most neighbours that one part holds, and how far all folds together can lead from the diagonal. */
  readonly longest: number;
  readonly slack: number;
}

export interface Pairing {
  readonly cost: number;
  readonly steps: readonly Step[];
}

/** So many places of a band are looked at: 10,000 stages against as many. */
const MOST_PLACES = 1.1e8;

/**
 * Of equally cheap ways the one that pairs early and removes before it adds. Lists of so many parts that this would take
 * minutes get a way that is cheap, if not the cheapest: one in a narrower band, or all of one removed and of the other added.
 */
export function pairing(costs: Costs): Pairing {
  const [n, m] = costs.lengths;
  const most = Math.floor((MOST_PLACES / (Math.max(n, m) + 1) - Math.abs(n - m) - 1) / 2);
  if (most < 0) return unpaired(costs);
  for (let margin = Math.min(16 + costs.slack, most); ; ) {
    const found = within(margin, costs);
    const needed = marginFor(found.cost, costs);
    if (needed <= margin || margin >= Math.min(most, Math.max(n, m))) return found;
    margin = Math.min(needed, 4 * margin, most);
  }
}

/** How many parts of either list a step goes on by. */
export function lengthsOf(step: Step): readonly [a: number, b: number] {
  switch (step.kind) {
    case 'both':
      return [1, 1];
    case 'remove':
      return [1, 0];
    case 'add':
      return [0, 1];
    case 'wrap':
      return [step.fold.length, 1];
    case 'unwrap':
      return [1, step.fold.length];
  }
}

function unpaired({ lengths: [n, m], remove, add }: Costs): Pairing {
  let cost = 0;
  for (let i = 0; i < n; i++) cost += remove(i);
  for (let j = 0; j < m; j++) cost += add(j);
  return { cost, steps: [...Array<Step>(n).fill({ kind: 'remove' }), ...Array<Step>(m).fill({ kind: 'add' })] };
}

const BOTH = 1;
const REMOVE = 2;
const ADD = 3;
const WRAP = 4;
const UNWRAP = 5;

/** The cheapest way whose places lie within the band: j - i from `low` to `high`. Filled from the ends of the lists. */
function within(margin: number, costs: Costs): Pairing {
  const [n, m] = costs.lengths;
  const low = Math.min(0, m - n) - margin;
  const width = Math.max(0, m - n) + margin - low + 1;
  const taken = new Uint8Array((n + 1) * width);
  // A wrap leads that many rows down.
  const rows = Array.from({ length: costs.longest + 2 }, () =>
    new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY),
  );
  const rowAt = (i: number) => rows[i % rows.length] as Float64Array;
  const removes = Float64Array.from({ length: n }, (_, i) => costs.remove(i));
  const adds = Float64Array.from({ length: m }, (_, j) => costs.add(j));
  for (let i = n; i >= 0; i--) {
    const [row, below] = [rowAt(i), rowAt(i + 1)];
    row.fill(Number.POSITIVE_INFINITY);
    for (let at = Math.min(width - 1, m - i - low); at >= 0 && i + low + at >= 0; at--) {
      const j = i + low + at;
      if (i === n && j === m) {
        row[at] = 0;
        continue;
      }
      const both = i < n && j < m ? (below[at] as number) + costs.both(i, j) : Number.POSITIVE_INFINITY;
      const remove = i < n && at > 0 ? (below[at - 1] as number) + (removes[i] as number) : Number.POSITIVE_INFINITY;
      const add = j < m ? (row[at + 1] as number) + (adds[j] as number) : Number.POSITIVE_INFINITY;
      let least = Math.min(both, remove, add);
      let step = least === both ? BOTH : least === remove ? REMOVE : ADD;
      if (costs.longest > 0 && i < n && j < m) {
        const [wrap, unwrap] = [costs.wrap(i, j), costs.unwrap(i, j)];
        const there = wrap ? wrap.cost + ahead(rowAt(i + wrap.length), at + 1 - wrap.length) : Number.POSITIVE_INFINITY;
        if (there < least) [least, step] = [there, WRAP];
        const back = unwrap ? unwrap.cost + ahead(below, at + unwrap.length - 1) : Number.POSITIVE_INFINITY;
        if (back < least) [least, step] = [back, UNWRAP];
      }
      row[at] = least;
      taken[i * width + at] = step;
    }
  }
  return { cost: rowAt(0)[-low] as number, steps: stepsFrom(taken, width, low, costs) };
}

/** What the rest costs from a place that may lie outside of the band. */
function ahead(row: Float64Array, at: number): number {
  return at < 0 || at >= row.length ? Number.POSITIVE_INFINITY : (row[at] as number);
}

function stepsFrom(taken: Uint8Array, width: number, low: number, costs: Costs): Step[] {
  const [n, m] = costs.lengths;
  const found: Step[] = [];
  for (let i = 0, j = 0; i < n || j < m; ) {
    const step = stepAt(taken[i * width + (j - i - low)] as number, i, j, costs);
    found.push(step);
    [i, j] = [i + lengthsOf(step)[0], j + lengthsOf(step)[1]];
  }
  return found;
}

function stepAt(step: number, i: number, j: number, costs: Costs): Step {
  switch (step) {
    case BOTH:
      return { kind: 'both' };
    case REMOVE:
      return { kind: 'remove' };
    case WRAP:
      return { kind: 'wrap', fold: costs.wrap(i, j) as Fold };
    case UNWRAP:
      return { kind: 'unwrap', fold: costs.unwrap(i, j) as Fold };
    default:
      return { kind: 'add' };
  }
}
