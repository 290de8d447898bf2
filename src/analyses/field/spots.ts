/** Sets of positions: stretches from a position up to another that is left out, in order and apart from each other. */
export type Spots = readonly number[];

export const nothing: Spots = [];

export function union(a: Spots, b: Spots): Spots {
  if (a === b || b.length === 0 || holds(a, b)) return a;
  if (a.length === 0 || holds(b, a)) return b;
  const both: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const isFirst = j >= b.length || (i < a.length && (a[i] as number) <= (b[j] as number));
    const [from, to] = (isFirst ? [a[i++], a[i++]] : [b[j++], b[j++]]) as [number, number];
    const end = both.at(-1);
    if (end !== undefined && from <= end) both[both.length - 1] = Math.max(end, to);
    else both.push(from, to);
  }
  return both;
}

/** Whether the first stretch of one set holds all of another: the quick answer, for most sets are one stretch. */
function holds(a: Spots, b: Spots): boolean {
  return (a[0] as number) <= (b[0] as number) && (a[1] as number) >= (b.at(-1) as number);
}

export function unionOf(sets: Iterable<Spots>): Spots {
  let all = nothing;
  for (const set of sets) all = union(all, set);
  return all;
}

export function countOf(set: Spots): number {
  return set.reduce((sum, end, at) => (at % 2 === 0 ? sum - end : sum + end), 0);
}

/** The last position of a set, -1 of none. */
export function lastOf(set: Spots): number {
  return (set.at(-1) ?? 0) - 1;
}

export function positionsOf(set: Spots): number[] {
  const found: number[] = [];
  for (let at = 0; at < set.length; at += 2)
    for (let position = set[at] as number; position < (set[at + 1] as number); position++) found.push(position);
  return found;
}

export function isIn(set: Spots, position: number): boolean {
  return set.some((from, at) => at % 2 === 0 && position >= from && position < (set[at + 1] as number));
}
