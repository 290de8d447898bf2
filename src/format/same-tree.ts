/** Whether two texts say the same: equal trees, wherever their parts stand, and equal comments. */
import type { Spec } from '../parser/ast.ts';

/** Compares all of two specs but their places. */
export function isSameTree(a: Spec, b: Spec): boolean {
  return isSame(a.items, b.items) && isSame(commentsOf(a), commentsOf(b));
}

function commentsOf({ comments }: Spec): readonly string[] {
  return comments.map(({ text }) => text.trimEnd());
}

/** The keys of a node that say where it stands. */
const places = new Set(['span', 'word', 'dimsSpan', 'source']);

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return Object.is(a, b);
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((each, at) => isSame(each, b[at]));
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  return Object.keys(left).every((key) => places.has(key) || isSame(left[key], right[key]));
}
