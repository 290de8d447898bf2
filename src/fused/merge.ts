/** Neighbouring loops that everything goes through as if they were one. */
import { type Expression, partsOf } from './expression.ts';
import type { Nest } from './nest.ts';
import { type Atom, counter, type Loop, type Place, withCounters, ZERO } from './places.ts';

export interface Merged {
  readonly kept: readonly Loop[];
  readonly inner: readonly Loop[];
  /** What stands for the counters of the loops that there were before. */
  readonly counters: ReadonlyMap<Loop, Place>;
}

export function mergedLoops({ kept, inner, entries }: Nest): Merged {
  const places = entries.flatMap(({ expression, store }) => [
    ...allPlaces(expression),
    ...(store ? [store.place] : []),
  ]);
  const counters = new Map<Loop, Place>();
  return {
    kept: mergeRow(kept, places, counters),
    inner: mergeRow(inner, places, counters),
    counters,
  };
}

/** Loops of a row in their order, with those that go together made one. */
export function mergeRow(row: readonly Loop[], places: readonly Place[], counters: Map<Loop, Place>): readonly Loop[] {
  let current = places;
  const left: Loop[] = [];
  for (const loop of row) {
    const before = left.at(-1);
    if (!before || !goTogether(before, loop, current)) {
      left.push(loop);
      continue;
    }
    const one: Loop = { id: nextId(before, loop), size: before.size * loop.size };
    const own = new Map([
      [before, ZERO],
      [loop, counter(one)],
    ]);
    for (const [old, place] of counters) counters.set(old, withCounters(place, own));
    for (const [old, place] of own) counters.set(old, place);
    current = current.map((place) => withCounters(place, own));
    left[left.length - 1] = one;
  }
  return left;
}

/** Numbers of loops that were made of others never meet those of others. */
function nextId(a: Loop, b: Loop): number {
  return 1000 + a.id * 100 + b.id;
}

/** Whether places depend on two loops only by way of the one that they make together. */
function goTogether(outer: Loop, inner: Loop, places: readonly Place[]): boolean {
  return places.every((place) => {
    const [a, b] = [outer, inner].map((loop) => ownStride(place, loop)) as [number, number];
    return a === b * inner.size && place.terms.every(({ atom }) => goTogether(outer, inner, within(atom)));
  });
}

/** How far a step of a loop goes, but for what it changes within atoms. */
function ownStride({ terms }: Place, loop: Loop): number {
  return terms.find(({ atom }) => atom.kind === 'loop' && atom.loop === loop)?.factor ?? 0;
}

/** All places of an expression, also those of whole numbers and guards. */
export function allPlaces(expression: Expression): readonly Place[] {
  return partsOf(expression).flatMap((part) => [
    ...('place' in part ? [part.place] : []),
    ...('guards' in part ? part.guards.map(({ place }) => place) : []),
  ]);
}

/** Places inside an atom. */
function within(atom: Atom): readonly Place[] {
  if (atom.kind === 'loop') return [];
  if (atom.kind === 'read') return [atom.at, ...atom.guards.map(({ place }) => place)];
  return [atom.of];
}
