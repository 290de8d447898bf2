/**
 * Values that several passes of a nest need: what is dear to compute is stored in the first of them, for the few columns
 * that are under way, and read by the others. So little memory stays in the fastest cache.
 */

import type { Tensor } from '../tensors/tensor.ts';
import { type Expression, partsOf } from './expression.ts';
import { withParts } from './expression-parts.ts';
import type { Merged } from './merge.ts';
import type { Entry, Nest } from './nest.ts';
import { counter, dependsOn, type Loop, type Place, plus, times, ZERO } from './places.ts';
import { isSlowFunction } from './realise.ts';

/** Bytes for all values of a nest that are carried; half of the fastest cache of most processors. */
const MOST = 16384;

/** Vectors that stand side by side in one step where sums run down columns: a line of the cache. */
export const SIDE_BY_SIDE = 4;
const WIDTH = 4 * SIDE_BY_SIDE;

/** The nest with entries for what is carried, and its tensors in the order in which they lie in memory. */
export interface Carrying {
  readonly nest: Nest;
  readonly carried: readonly Tensor[];
  /** Bytes of each. */
  readonly size: number;
}

/** Of a nest whose sums run down columns. */
export function carrying(nest: Nest, merged: Merged): Carrying {
  const rows = merged.inner.reduce((product, { size }) => product * size, 1);
  const size = 4 * WIDTH * rows;
  const place = placeOf(merged.inner);
  const carried: Tensor[] = [];
  let entries = nest.entries;
  const passes = Math.max(0, ...entries.map(({ pass, role }) => (role === 'kept' ? 0 : pass)));
  for (let pass = 0; pass < passes; pass++) {
    const here = inPass(entries, (each) => each === pass);
    const later = inPass(entries, (each) => each > pass);
    const room = Math.floor(MOST / size) - carried.length;
    for (const { expression, isCarried } of wanted(here, later, nest.inner).slice(0, room)) {
      const tensor: Tensor = { shape: [rows, WIDTH], type: 'f32', of: { kind: 'constant', value: 0 } };
      carried.push(tensor);
      const entry: Entry = {
        tensor,
        role: 'every',
        pass,
        expression,
        store: { owner: tensor, place },
        isCarried: true,
      };
      const own: Expression = { kind: 'own', tensor, key: `carried ${carried.length}` };
      const reads = (part: Expression) => (isCarried(part) ? own : undefined);
      entries = [
        ...entries.map((each) =>
          each.role !== 'kept' && each.pass > pass
            ? { ...each, expression: withParts(each.expression, reads) }
            : each.expression === expression && each.isLocal
              ? { ...each, store: undefined }
              : each,
        ),
        entry,
      ];
    }
  }
  return { nest: { ...nest, entries: entries.toSorted((a, b) => turnOf(a) - turnOf(b)) }, carried, size };
}

function inPass(entries: readonly Entry[], isThere: (pass: number) => boolean): readonly Entry[] {
  return entries.filter(({ role, pass }) => role !== 'kept' && isThere(pass));
}

/** When an entry is computed: what is kept comes before the pass. */
function turnOf({ role, pass }: Entry): number {
  return role === 'kept' ? 2 * pass : 2 * pass + 1;
}

/** Row by row. */
function placeOf(inner: readonly Loop[]): Place {
  return inner.reduceRight<{ readonly place: Place; readonly stride: number }>(
    ({ place, stride }, loop) => ({ place: plus(place, times(counter(loop), stride)), stride: stride * loop.size }),
    { place: ZERO, stride: WIDTH },
  ).place;
}

interface Wanted {
  readonly expression: Expression;
  /** Whether a part of a later expression is what is carried. */
  readonly isCarried: (part: Expression) => boolean;
}

/** What is computed in a pass, and needed in later ones: tensors that no other kernel reads, and dear expressions. */
function wanted(here: readonly Entry[], later: readonly Entry[], inner: readonly Loop[]): readonly Wanted[] {
  const parts = later.flatMap(({ expression }) => partsOf(expression));
  const keys = new Set(parts.map(({ key }) => key));
  const read = new Set(parts.flatMap((part) => (part.kind === 'load' ? [part.source] : [])));
  const tensors = here
    .filter(({ tensor, isLocal }) => isLocal && read.has(tensor))
    .map(({ tensor, expression }) => ({
      expression,
      isCarried: (part: Expression) => part.kind === 'load' && part.source === tensor,
    }));
  const known = new Set<string>();
  const expressions: Wanted[] = [];
  const visit = (part: Expression) => {
    if (known.has(part.key)) return;
    known.add(part.key);
    if (keys.has(part.key) && isDear(part, inner))
      expressions.push({ expression: part, isCarried: ({ key }) => key === part.key });
    else if (part.kind === 'call') part.args.forEach(visit);
    else if (part.kind === 'guarded') visit(part.inside);
  };
  for (const { expression } of here) visit(expression);
  return [...tensors, ...expressions];
}

/** Whether to compute an expression for every place takes several loads, or a slow function. */
function isDear(expression: Expression, inner: readonly Loop[]): boolean {
  const parts = partsOf(expression);
  const loads = parts.filter((part) => part.kind === 'load' && inner.some((loop) => dependsOn(part.place, loop)));
  const isSlow = parts.some((part) => part.kind === 'random' || (part.kind === 'call' && isSlowFunction(part.fn)));
  return expression.kind !== 'load' && (loads.length > 1 || (isSlow && loads.length > 0));
}
