/** Neighbours of one list that stand in a branch of one part of the other: stages put into a residual, or taken out of it. */
import { SINGLE, whole } from './cost.ts';
import type { Fold } from './pairing.ts';
import type { Part } from './part.ts';

/** What `pairing` has to know of the folds between two lists. */
export interface Folds {
  /** Neighbours of `list` from `at` on that stand in a part. */
  find(list: readonly Part[], at: number, outer: Part): Fold | undefined;
  readonly longest: number;
  readonly slack: number;
}

/** More neighbours than this are not looked for, nor further away from the diagonal. */
const LONGEST = 64;
const SLACK = 256;

export function foldsOf(a: readonly Part[], b: readonly Part[], unit: number): Folds {
  const ids = [new Set(a.map(({ id }) => id)), new Set(b.map(({ id }) => id))];
  const outers = [...a.filter(({ id }) => !ids[1]?.has(id)), ...b.filter(({ id }) => !ids[0]?.has(id))];
  const lengths = outers.map(({ children }) => Math.max(0, ...children.map((branch) => branch.children.length)));
  const kept = lengths.filter((length) => length <= LONGEST);
  return {
    find: (list, at, outer) => (outer.children.length > 0 ? foldAt(list, at, outer, unit) : undefined),
    longest: Math.max(0, ...kept),
    slack: Math.min(
      SLACK,
      kept.reduce((sum, length) => sum + length, 0),
    ),
  };
}

function foldAt(list: readonly Part[], at: number, outer: Part, unit: number): Fold | undefined {
  for (const [branch, { word, children }] of outer.children.entries()) {
    if (word !== 'branch' || children.length === 0 || children.length > LONGEST || at + children.length > list.length)
      continue;
    if (!children.every(({ id }, n) => list[at + n]?.id === id)) continue;
    // What is put round them is one edit; what stands in other branches comes on top.
    const others = outer.children.filter((_, n) => n !== branch).flatMap((other) => other.children);
    const cost = others.reduce((sum, part) => sum + whole(part), SINGLE);
    return { length: children.length, branch, cost: unit * cost };
  }
  return undefined;
}
