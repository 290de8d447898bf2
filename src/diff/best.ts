/** The alignment of two models that explains their difference in the fewest changes. */
import type { CheckedModel, CheckedSpec } from '../shapecheck/checked.ts';
import { type Aligned, align } from './align.ts';
import { alignByCalls, calledIn, ofLikeBlocks } from './by-calls.ts';
import { withCauses } from './causes.ts';
import type { ModelChange } from './change.ts';
import { noChange } from './cost.ts';
import { singles } from './explain.ts';
import { light } from './light.ts';
import { type Ids, type Part, partsOf, partsWithCalls } from './part.ts';

/** A model with the spec that it stands in. */
export interface Subject {
  readonly model: CheckedModel;
  readonly spec: CheckedSpec;
}

export interface Explained {
  readonly alignment: readonly Aligned[];
  readonly changes: readonly ModelChange[];
}

/** With more changes than this the alignment of fewest edits is as good as any. */
const MANY = 64;

/**
 * The alignment of fewest edits; or one that keeps to calls, or in which stages move and none changes, where that comes to
 * fewer changes.
 */
export function explained(a: Subject, b: Subject): Explained {
  const ids: Ids = new Map();
  const explain = (alignment: readonly Aligned[]): Explained => ({
    alignment,
    changes: withCauses(singles(alignment), a.spec.tree, b.spec.tree),
  });
  const bare: Both = [partsOf(a.model, ids), partsOf(b.model, ids)];
  const free = explain(align(...bare));
  if (free.changes.length < 2 || free.changes.length > MANY) return free;
  const calls: Both = [partsWithCalls(a.model, ids), partsWithCalls(b.model, ids)];
  const all = [free, ...byCalls(calls, ids).map(explain), ...moving(bare, calls, ids).map(explain).filter(isOfMoves)];
  return all.reduce(fewer);
}

function byCalls(calls: Both, ids: Ids): (readonly Aligned[])[] {
  const words = calledIn(calls.flat());
  if (words.size === 0) return [];
  const all = alignByCalls(...calls, ids);
  return words.size === 1 ? [all] : [all, alignByCalls(...calls, ids, ofLikeBlocks)];
}

function moving(bare: Both, calls: Both, ids: Ids): (readonly Aligned[])[] {
  const all = align(...both(bare, light), noChange);
  return calledIn(calls.flat()).size === 0 ? [all] : [all, alignByCalls(...both(calls, light), ids, noChange)];
}

type Both = readonly [a: readonly Part[], b: readonly Part[]];

function both([a, b]: Both, make: (parts: readonly Part[]) => Part[]): Both {
  return [make(a), make(b)];
}

function isOfMoves({ changes }: Explained): boolean {
  return !changes.some(({ kind }) => kind === 'replaced');
}

function fewer(one: Explained, other: Explained): Explained {
  return weightOf(other) < weightOf(one) ? other : one;
}

/** How much there is to read: what is replaced as a whole is no shorter than stage by stage. */
function weightOf({ changes }: Explained): number {
  const weights = changes.map((change) =>
    change.kind === 'replaced' ? Math.max(change.removed.texts.length, change.added.texts.length) : 1,
  );
  return weights.reduce((sum, each) => sum + each, 0);
}
