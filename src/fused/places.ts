/**
 * Where a number stands: whole-number arithmetic over loop counters, in normal form, so that addresses come out as sums of
 * counters times strides wherever they can. Quotients and remainders are kept as atoms only where they do not dissolve.
 */

/** A loop of a kernel. Its counter runs from 0 and stays below its size. */
export interface Loop {
  readonly id: number;
  readonly size: number;
}

/** constant + the sum of factor * atom. Terms ascend by their keys, and no factor is 0. */
export interface Place {
  readonly constant: number;
  readonly terms: readonly Term[];
}

export interface Term {
  readonly factor: number;
  readonly atom: Atom;
}

export type Atom =
  | { readonly kind: 'loop'; readonly loop: Loop; readonly key: string }
  | { readonly kind: 'quotient' | 'remainder'; readonly of: Place; readonly by: number; readonly key: string }
  /** A whole number that is read from memory, from 0 and below its size; where a guard fails it is another. */
  | {
      readonly kind: 'read';
      readonly source: unknown;
      readonly name: string;
      readonly at: Place;
      readonly size: number;
      readonly guards: readonly Guard[];
      readonly otherwise: number;
      readonly key: string;
    };

/** Holds where the place is from 0 and below the size. */
export interface Guard {
  readonly place: Place;
  readonly size: number;
}

export const ZERO: Place = { constant: 0, terms: [] };

export function fixed(constant: number): Place {
  return { constant, terms: [] };
}

export function counter(loop: Loop): Place {
  if (loop.size === 1) return ZERO;
  return { constant: 0, terms: [{ factor: 1, atom: { kind: 'loop', loop, key: `l${loop.id}` } }] };
}

/** A whole number read from memory at a place. */
export function read(
  from: Pick<Extract<Atom, { kind: 'read' }>, 'source' | 'name' | 'at' | 'size' | 'guards' | 'otherwise'>,
): Place {
  const guarded = from.guards.length > 0 ? `|${guardsKey(from.guards)}:${from.otherwise}` : '';
  const key = `[${from.name} ${keyOf(from.at)}${guarded}]`;
  return { constant: 0, terms: [{ factor: 1, atom: { kind: 'read', ...from, key } }] };
}

export function guardsKey(guards: readonly Guard[]): string {
  return guards.map(({ place, size }) => `${keyOf(place)}<${size}`).join('&');
}

export function plus(a: Place, b: Place): Place {
  if (a.terms.length === 0) return { constant: a.constant + b.constant, terms: b.terms };
  if (b.terms.length === 0) return { constant: a.constant + b.constant, terms: a.terms };
  const factors = new Map(a.terms.map((term) => [term.atom.key, term]));
  for (const term of b.terms) {
    const known = factors.get(term.atom.key);
    factors.set(term.atom.key, known ? { factor: known.factor + term.factor, atom: term.atom } : term);
  }
  const terms = [...factors.values()].filter(({ factor }) => factor !== 0);
  return {
    constant: a.constant + b.constant,
    terms: terms.sort((x, y) => (x.atom.key < y.atom.key ? -1 : 1)),
  };
}

export function times(place: Place, factor: number): Place {
  if (factor === 1) return place;
  if (factor === 0) return ZERO;
  return {
    constant: place.constant * factor,
    terms: place.terms.map((term) => ({ factor: term.factor * factor, atom: term.atom })),
  };
}

/** The quotient, rounded down, of a place that is not negative. */
export function quotient(place: Place, by: number): Place {
  if (by === 1) return place;
  const { whole, rest } = split(place, by);
  if (isBelow(rest, by)) return whole;
  return plus(whole, atomPlace('quotient', rest, by));
}

/** The remainder of a place that is not negative. */
export function remainder(place: Place, by: number): Place {
  if (by === 1) return ZERO;
  const { rest } = split(place, by);
  return isBelow(rest, by) ? rest : atomPlace('remainder', rest, by);
}

/** The least and the greatest value. */
export function rangeOf({ constant, terms }: Place): readonly [least: number, most: number] {
  let [least, most] = [constant, constant];
  for (const { factor, atom } of terms) {
    const last = factor * lastOf(atom);
    least += Math.min(0, last);
    most += Math.max(0, last);
  }
  return [least, most];
}

export function keyOf({ constant, terms }: Place): string {
  return `${constant}${terms.map(({ factor, atom }) => `+${factor}${atom.key}`).join('')}`;
}

/** Whether a loop's counter has a part in it. */
export function dependsOn(place: Place, loop: Loop): boolean {
  return place.terms.some(({ atom }) => atomDependsOn(atom, loop));
}

/** How far a step of a loop goes; undefined where that is not the same for all steps. */
export function strideOf(place: Place, loop: Loop): number | undefined {
  let stride = 0;
  for (const { factor, atom } of place.terms) {
    if (atom.kind === 'loop') stride = atom.loop === loop ? factor : stride;
    else if (atomDependsOn(atom, loop)) return undefined;
  }
  return stride;
}

/** The place with counters replaced. */
export function withCounters(place: Place, of: ReadonlyMap<Loop, Place>): Place {
  return place.terms.reduce<Place>(
    (sum, { factor, atom }) => plus(sum, times(replaced(atom, of), factor)),
    fixed(place.constant),
  );
}

function replaced(atom: Atom, of: ReadonlyMap<Loop, Place>): Place {
  switch (atom.kind) {
    case 'loop':
      return of.get(atom.loop) ?? { constant: 0, terms: [{ factor: 1, atom }] };
    case 'quotient':
      return quotient(withCounters(atom.of, of), atom.by);
    case 'remainder':
      return remainder(withCounters(atom.of, of), atom.by);
    case 'read': {
      const guards = atom.guards.map(({ place, size }) => ({ place: withCounters(place, of), size }));
      return read({ ...atom, at: withCounters(atom.at, of), guards });
    }
  }
}

function atomDependsOn(atom: Atom, loop: Loop): boolean {
  if (atom.kind === 'loop') return atom.loop === loop;
  if (atom.kind !== 'read') return dependsOn(atom.of, loop);
  return dependsOn(atom.at, loop) || atom.guards.some(({ place }) => dependsOn(place, loop));
}

/** by * whole + rest, where the rest is not negative. */
function split({ constant, terms }: Place, by: number): { readonly whole: Place; readonly rest: Place } {
  const divides = ({ factor }: Term) => factor % by === 0;
  const left = terms.filter((term) => !divides(term));
  const [least] = rangeOf({ constant, terms: left });
  const kept = Math.floor(Math.min(constant, least) / by);
  return {
    whole: {
      constant: kept,
      terms: terms.filter(divides).map(({ factor, atom }) => ({ factor: factor / by, atom })),
    },
    rest: { constant: constant - kept * by, terms: left },
  };
}

function isBelow(place: Place, limit: number): boolean {
  const [least, most] = rangeOf(place);
  return least >= 0 && most < limit;
}

function atomPlace(kind: 'quotient' | 'remainder', of: Place, by: number): Place {
  const key = `(${keyOf(of)}${kind === 'quotient' ? '/' : '%'}${by})`;
  return { constant: 0, terms: [{ factor: 1, atom: { kind, of, by, key } }] };
}

function lastOf(atom: Atom): number {
  switch (atom.kind) {
    case 'loop':
    case 'read':
      return (atom.kind === 'loop' ? atom.loop.size : atom.size) - 1;
    case 'remainder':
      return atom.by - 1;
    case 'quotient':
      return Math.floor(rangeOf(atom.of)[1] / atom.by);
  }
}
