/** One run through the inner loops of a nest: what is stored at each place, and what is added up. */
import { type Code, f32, f32x4, get, i32, ins, type Local, loopWhileBelow, set, shuffle, store } from '../wasm/code.ts';
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
    const from = startOf(entry);
    const vector = sums.get(held as Local);
    return [
      set(held as Local, (held as Local).type === 'v128' ? f32x4(from) : f32(from)),
      vector ? set(vector, f32x4(from)) : [],
    ];
  });
  const values = runs.flat().flatMap(valuesOf);
  const level = kept.length + inner.length - (isAlong ? 1 : 0);
  const halves = inHalves(runs[0] ?? [], reduced.length, kept.length);
  const isHalved = !isAlong && halves.length > 1 && inner.length > 0;
  const run = nestedInner(context, kept.length, isHalved ? level - 1 : level, values, () => {
    if (isHalved) return halvedCode(context, halves, level, sums);
    if (!isAlong || !lanes) return placeCode(context, runs[0] ?? [], sums, false);
    return segments.map(({ from, to, vectors, skip = 0 }, at) => {
      const works = runs[at] ?? [];
      return [
        emit.hoist(works.flatMap(valuesOf), level),
        counted(
          localOf(context, lanes),
          from,
          to,
          Math.max(1, 4 * vectors),
          placeCode(context, works, sums, vectors > 0, skip),
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

/** With more sums, or more of what is computed outside of the loops, compilers run out of registers. */
const [MOST_SUMS, MOST_HELD] = [6, 12];

/** The first and the last of the vectors side by side, where all together keep too much in registers. */
function inHalves(works: readonly Work[], sums: number, kept: number): readonly (readonly Work[])[] {
  const vectors = 1 + Math.max(0, ...works.map(({ at }) => at));
  const areFew = sums <= MOST_SUMS && fromOutside(works, kept) <= MOST_HELD;
  if (vectors % 2 !== 0 || areFew) return [works];
  const isFirst = ({ at }: Work) => at < vectors / 2;
  return [works.filter(isFirst), works.filter((work) => !isFirst(work))];
}

/** How many vectors are computed outside of the inner loops. Constants do not count. */
function fromOutside(works: readonly Work[], kept: number): number {
  const seen = new Set<Value>();
  const visit = (value: Value): number => {
    if (seen.has(value)) return 0;
    seen.add(value);
    if (value.level > kept) return value.inputs.reduce((sum, input) => sum + visit(input), 0);
    return value.type === 'v128' && !(value.trivial && value.level === 0) ? 1 : 0;
  };
  return works.flatMap(valuesOf).reduce((sum, value) => sum + visit(value), 0);
}

/** The innermost loop in blocks, short enough that what the halves have in common stays in the fastest cache. */
function halvedCode(
  context: Context,
  halves: readonly (readonly Work[])[],
  level: number,
  sums: ReadonlyMap<Local, Local | undefined>,
): Code {
  const { builder, emit, loops } = context;
  const { loop, local } = loops[level - 1] as Ground['loops'][number];
  const start = builder.local('i32');
  const block = blockOf(loop.size);
  const end = ins('i32.add', get(start), i32(block));
  const parts = halves.map((works) =>
    emit.scope(() => [
      emit.hoist(works.flatMap(valuesOf), level - 1),
      loopWhileBelow(local, get(start), end, 1, placeCode(context, works, sums, false)),
    ]),
  );
  return counted(start, 0, loop.size, block, parts);
}

/** Steps in a block: as many as go into all of them, up to a quarter of what the ways of a cache hold. */
function blockOf(size: number): number {
  const fitting = [16, 15, 14, 13, 12, 11, 10, 9, 8].find((steps) => size % steps === 0);
  return fitting ?? size;
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

/**
 * What is done at one place of all loops, for one vector after the other: compilers keep the order of loads and stores, so
 * that fewer values wait for their turn in registers.
 */
function placeCode(
  context: Context,
  works: readonly Work[],
  sums: ReadonlyMap<Local, Local | undefined>,
  isVector: boolean,
  skip = 0,
): Code {
  const { emit } = context;
  const vectors = [...new Set(works.map(({ at }) => at))];
  return emit.scope(() => {
    emit.expect(works.flatMap(valuesOf));
    return vectors.map((vector) =>
      vectorCode(
        context,
        works.filter(({ at }) => at === vector),
        sums,
        isVector,
        skip,
      ),
    );
  });
}

function vectorCode(
  { builder, emit }: Context,
  works: readonly Work[],
  sums: ReadonlyMap<Local, Local | undefined>,
  isVector: boolean,
  skip: number,
): Code {
  const stores = works.filter(({ entry, address }) => entry.role === 'every' && address);
  const added = works
    .filter(({ entry }) => entry.role === 'reduced')
    .map(({ entry, value, held }) => {
      const into = (isVector ? sums.get(held as Local) : held) as Local;
      return set(into, combined(entry, get(into), without(skip, entry, emit.use(value)), into.type === 'v128'));
    });
  if (stores.length <= 1) return [added, stores.map((work) => storeCode(emit, work, () => emit.use(work.value)))];
  const locals = stores.map(({ value }) => builder.local(value.type));
  return [
    added,
    stores.map(({ value }, at) => set(locals[at] as Local, emit.use(value))),
    stores.map((work, at) => storeCode(emit, work, () => get(locals[at] as Local))),
  ];
}

/** What a sum or the greatest number begins with, and what changes neither. */
function startOf({ fn }: Entry): number {
  return fn === 'max' ? Number.NEGATIVE_INFINITY : 0;
}

/** A vector whose first lanes count for nothing. */
function without(lanes: number, entry: Entry, vector: Code): Code {
  if (lanes === 0) return vector;
  const places = [0, 1, 2, 3].map((lane) => (lane < lanes ? 4 + lane : lane)) as [number, number, number, number];
  return shuffle(vector, f32x4(startOf(entry)), places);
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
