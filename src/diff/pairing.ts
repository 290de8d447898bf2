/**
 * The cheapest way to make one list of another by removing, adding and changing: the alignment of Needleman and Wunsch
 * (1970), computed in a band around the diagonal that grows until no path outside of it can be cheaper, after Ukkonen
 * (Algorithms for approximate string matching, 1985): the time hangs on how much differs.
 */

/** One step: both go on, or the first list loses one, or the second brings one. */
export type Step = 'both' | 'remove' | 'add';

/** What steps cost; by the places in the lists. */
export interface Costs {
  readonly lengths: readonly [number, number];
  remove(i: number): number;
  add(j: number): number;
  /** Infinite where the two may not be paired. */
  both(i: number, j: number): number;
  /** No step but `both` costs less. */
  readonly least: number;
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
  const most = Math.floor((MOST_PLACES / (n + 1) - Math.abs(n - m) - 1) / 2);
  if (most < 0) return unpaired(costs);
  for (let margin = Math.min(16, most); ; ) {
    const found = within(margin, costs);
    // Whoever leaves the band removes and adds that many more than the lengths ask for.
    const needed = Math.ceil((found.cost / costs.least - Math.abs(n - m)) / 2) - 1;
    if (needed <= margin || margin >= Math.min(most, Math.max(n, m))) return found;
    margin = Math.min(needed, 4 * margin, most);
  }
}

function unpaired({ lengths: [n, m], remove, add }: Costs): Pairing {
  let cost = 0;
  for (let i = 0; i < n; i++) cost += remove(i);
  for (let j = 0; j < m; j++) cost += add(j);
  return { cost, steps: [...Array<Step>(n).fill('remove'), ...Array<Step>(m).fill('add')] };
}

const BOTH = 1;
const REMOVE = 2;
const ADD = 3;
const steps: readonly (Step | undefined)[] = [undefined, 'both', 'remove', 'add'];

/** The cheapest way whose places lie within the band: j - i from `low` to `high`. Filled from the ends of the lists. */
function within(margin: number, costs: Costs): Pairing {
  const [n, m] = costs.lengths;
  const low = Math.min(0, m - n) - margin;
  const width = Math.max(0, m - n) + margin - low + 1;
  const taken = new Uint8Array((n + 1) * width);
  let below = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
  let row = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
  for (let i = n; i >= 0; i--) {
    row.fill(Number.POSITIVE_INFINITY);
    for (let at = Math.min(width - 1, m - i - low); at >= 0 && i + low + at >= 0; at--) {
      const j = i + low + at;
      if (i === n && j === m) {
        row[at] = 0;
        continue;
      }
      const both = i < n && j < m ? (below[at] as number) + costs.both(i, j) : Number.POSITIVE_INFINITY;
      const remove = i < n && at > 0 ? (below[at - 1] as number) + costs.remove(i) : Number.POSITIVE_INFINITY;
      const add = j < m ? (row[at + 1] as number) + costs.add(j) : Number.POSITIVE_INFINITY;
      const least = Math.min(both, remove, add);
      row[at] = least;
      taken[i * width + at] = least === both ? BOTH : least === remove ? REMOVE : ADD;
    }
    [below, row] = [row, below];
  }
  return { cost: below[-low] as number, steps: stepsFrom(taken, width, low, costs.lengths) };
}

function stepsFrom(taken: Uint8Array, width: number, low: number, [n, m]: readonly [number, number]): Step[] {
  const found: Step[] = [];
  for (let i = 0, j = 0; i < n || j < m; ) {
    const step = steps[taken[i * width + (j - i - low)] as number] as Step;
    found.push(step);
    if (step !== 'add') i++;
    if (step !== 'remove') j++;
  }
  return found;
}
