/** Which loop of a nest is run through four numbers at a time. */
import { type Expression, partsOf } from './expression.ts';
import type { Merged } from './merge.ts';
import type { Nest } from './nest.ts';
import { type Loop, type Place, strideOf, withCounters } from './places.ts';

/**
 * The loop along which most of what is read lies side by side, and all that is written; undefined where there is none
 * that is long enough.
 */
export function lanesOf({ entries, sequential = [] }: Nest, { kept, inner, counters }: Merged): Loop | undefined {
  const ordered = new Set(sequential.flatMap((loop) => [loop, ...loopsIn(counters.get(loop))]));
  const canRun = (loop: Loop) =>
    loop.size >= 4 &&
    !ordered.has(loop) &&
    entries.every(
      ({ store, role }) =>
        !store ||
        (role !== 'every' && inner.includes(loop)) ||
        strideOf(withCounters(store.place, counters), loop) === 1,
    );
  const candidates = [...kept, ...inner].filter(canRun);
  const places = entries
    .filter(({ role }) => inner.length === 0 || role !== 'kept')
    .flatMap(({ expression, store, role }) => [
      ...placesIn(expression),
      ...(store && role !== 'reduced' ? [store.place, store.place] : []),
    ])
    .map((place) => withCounters(place, counters));
  const scores = candidates.map((loop) => places.reduce((sum, place) => sum + worth(place, loop), 0));
  const best = Math.max(...scores);
  return candidates[scores.lastIndexOf(best)];
}

function loopsIn(place: Place | undefined): readonly Loop[] {
  return place?.terms.flatMap(({ atom }) => (atom.kind === 'loop' ? [atom.loop] : [])) ?? [];
}

/** Side by side is best, the same number for all is good; numbers that stand apart are slow to gather. */
function worth(place: Place, loop: Loop): number {
  const stride = strideOf(place, loop);
  if (stride === 1) return 2;
  return stride === 0 ? 1 : -3;
}

/** The places that an expression reads. */
function placesIn(expression: Expression): readonly Place[] {
  return partsOf(expression).flatMap((part) => (part.kind === 'load' ? [part.place] : []));
}
