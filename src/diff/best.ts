/** The alignment of two models that explains their difference in the fewest changes. */
import type { CheckedModel, CheckedSpec } from '../shapecheck/checked.ts';
import { type Aligned, align } from './align.ts';
import { alignByCalls } from './by-calls.ts';
import { withCauses } from './causes.ts';
import type { ModelChange } from './change.ts';
import { singles } from './explain.ts';
import { type Ids, partsOf, partsWithCalls } from './part.ts';

/** A model with the spec that it stands in. */
export interface Subject {
  readonly model: CheckedModel;
  readonly spec: CheckedSpec;
}

export interface Explained {
  readonly alignment: readonly Aligned[];
  readonly changes: readonly ModelChange[];
}

/** The alignment of fewest edits; or that which keeps to calls, where it comes to fewer changes. */
export function explained(a: Subject, b: Subject): Explained {
  const ids: Ids = new Map();
  const explain = (alignment: readonly Aligned[]): Explained => ({
    alignment,
    changes: withCauses(singles(alignment), a.spec.tree, b.spec.tree),
  });
  const free = explain(align(partsOf(a.model, ids), partsOf(b.model, ids)));
  if (free.changes.length < 2) return free;
  const byCalls = explain(alignByCalls(partsWithCalls(a.model, ids), partsWithCalls(b.model, ids), ids));
  return byCalls.changes.length < free.changes.length ? byCalls : free;
}
