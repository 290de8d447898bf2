/** How wide a band has to be so that no way outside of it is cheaper than one that is known. */
import type { Costs } from './pairing.ts';

/**
 * A way that leaves the band removes and adds so many parts more than the lengths ask for; and every part costs half of its
 * cheapest pair at least, or all that it takes to remove or add it. So lists with little in common need no wide band either.
 */
export function marginFor(cost: number, costs: Costs): number {
  const { lengths, least, slack } = costs;
  const [n, m] = lengths;
  const [a, b] = [shares(n, costs.remove, least[0]), shares(m, costs.add, least[1])];
  // Neighbours that stand in one part of the other list pay for fewer parts than they are.
  const paid = costs.longest > 0 ? 0 : total(a.paired) + total(b.paired);
  const [removing, adding] = costs.longest > 0 ? [a.alone, b.alone] : [extra(a), extra(b)];
  const [first, second] = [removing.sort(), adding.sort()];
  const [more, other] = [Math.max(0, n - m), Math.max(0, m - n)];
  let known = paid + total(first.subarray(0, more)) + total(second.subarray(0, other));
  const most = Math.min(n, m);
  for (let margin = 0; margin < most; margin++) {
    known += (first[more + margin] as number) + (second[other + margin] as number);
    if (known >= cost) return margin + slack;
  }
  return most;
}

/** What each part costs alone, and at least in a pair. */
interface Shares {
  readonly alone: Float64Array;
  readonly paired: Float64Array;
}

function shares(length: number, alone: (at: number) => number, least: Float64Array): Shares {
  const all = Float64Array.from({ length }, (_, at) => alone(at));
  return { alone: all, paired: all.map((cost, at) => Math.min(cost, (least[at] as number) / 2)) };
}

function extra({ alone, paired }: Shares): Float64Array {
  return alone.map((cost, at) => cost - (paired[at] as number));
}

function total(costs: Float64Array): number {
  return costs.reduce((sum, cost) => sum + cost, 0);
}
