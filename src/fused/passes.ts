/** One run through the inner loops of a nest: what is stored at each place, and what is added up. */
import { type Code, f32, f32x4, get, ins, type Local, set, store } from '../wasm/code.ts';
import type { Ground } from './ground.ts';
import type { Entry } from './nest.ts';
import type { Loop } from './places.ts';
import type { Value } from './values.ts';
import { type Context, counted, localOf, type Segment, valuesOf, type Work } from './works.ts';

/** What is computed once for a place that is kept. */
export function keptCode({ emit }: Context, works: readonly Work[]): Code {
  if (works.length === 0) return [];
  return emit.scope(() => {
    emit.expect(works.flatMap(valuesOf));
    return works.map((work) => [
      set(work.held as Local, emit.use(work.value)),
      storeCode(emit, work, () => get(work.held as Local)),
    ]);
  });
}

function storeCode(emit: Context['emit'], { address, held, value }: Work, code: () => Code): Code {
  if (!address) return [];
  const isVector = held ? held.type === 'v128' : value.type === 'v128';
  return store(isVector ? 'v128.store' : 'f32.store', emit.use(address.value), code(), address.bytes);
}

interface Pass {
  readonly inner: readonly Loop[];
  readonly segments: readonly Segment[];
}

/** One run through the inner loops: what is stored, and what is added up. */
export function passCode(context: Context, runs: readonly (readonly Work[])[], { inner, segments }: Pass): Code {
  const { builder, emit, kept, lanes, isDown } = context;
  const isAlong = lanes !== undefined && !isDown;
  const reduced = (runs[0] ?? []).filter(({ entry }) => entry.role === 'reduced');
  // Sums: of single numbers or of columns in the local that holds them; along rows also a vector for each.
  const sums = new Map(reduced.map(({ held }) => [held as Local, isAlong ? builder.local('v128') : undefined]));
  const start = reduced.map(({ held, entry }) => {
    const from = entry.fn === 'max' ? Number.NEGATIVE_INFINITY : 0;
    const vector = sums.get(held as Local);
    return [
      set(held as Local, (held as Local).type === 'v128' ? f32x4(from) : f32(from)),
      vector ? set(vector, f32x4(from)) : [],
    ];
  });
  const values = runs.flat().flatMap(valuesOf);
  const level = kept.length + inner.length - (isAlong ? 1 : 0);
  const run = nestedInner(context, kept.length, level, values, () => {
    if (!isAlong || !lanes) return placeCode(context, runs[0] ?? [], sums, false);
    return segments.map(({ from, to, vectors }, at) => {
      const works = runs[at] ?? [];
      return [
        emit.hoist(works.flatMap(valuesOf), level),
        counted(
          localOf(context, lanes),
          from,
          to,
          Math.max(1, 4 * vectors),
          placeCode(context, works, sums, vectors > 0),
        ),
      ];
    });
  });
  const end = reduced.map((work) => {
    const held = work.held as Local;
    const vector = sums.get(held);
    return [
      vector ? set(held, combined(work.entry, get(held), acrossLanes(work.entry, vector))) : [],
      emit.scope(() => storeCode(emit, work, () => get(held))),
    ];
  });
  return [start, run, end];
}

function nestedInner(context: Context, from: number, to: number, values: readonly Value[], write: () => Code): Code {
  const { loops, emit } = context;
  return emit.scope(() => {
    const outside = emit.hoist(values, from);
    if (from >= to) return [outside, write()];
    const { loop, local } = loops[from] as Ground['loops'][number];
    return [outside, counted(local, 0, loop.size, 1, nestedInner(context, from + 1, to, values, write))];
  });
}

/** What is done at one place of all loops. */
function placeCode(
  context: Context,
  works: readonly Work[],
  sums: ReadonlyMap<Local, Local | undefined>,
  isVector: boolean,
): Code {
  const { emit, builder } = context;
  return emit.scope(() => {
    emit.expect(works.flatMap(valuesOf));
    const stores = works.filter(({ entry, address }) => entry.role === 'every' && address);
    const added = works
      .filter(({ entry }) => entry.role === 'reduced')
      .map(({ entry, value, held }) => {
        const into = (isVector ? sums.get(held as Local) : held) as Local;
        return set(into, combined(entry, get(into), emit.use(value), into.type === 'v128'));
      });
    if (stores.length <= 1) return [added, stores.map((work) => storeCode(emit, work, () => emit.use(work.value)))];
    const locals = stores.map(({ value }) => builder.local(value.type));
    return [
      added,
      stores.map(({ value }, at) => set(locals[at] as Local, emit.use(value))),
      stores.map((work, at) => storeCode(emit, work, () => get(locals[at] as Local))),
    ];
  });
}

function combined({ fn }: Entry, a: Code, b: Code, isVector = false): Code {
  if (fn === 'sum') return ins(isVector ? 'f32x4.add' : 'f32.add', a, b);
  return isVector ? ins('f32x4.max', a, b) : ins('f32.max', a, b);
}

/** The four lanes of a vector as one. */
function acrossLanes(entry: Entry, vector: Local): Code {
  const lane = (at: number): Code => [get(vector), { op: 'f32x4.extract_lane', args: [at] }];
  const pair = (a: number, b: number) => combined(entry, lane(a), lane(b));
  return combined(entry, pair(0, 1), pair(2, 3));
}
