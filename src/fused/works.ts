/** What a nest computes at one place, as values: for each of the vectors side by side, or for single numbers. */
import type { Tensor } from '../tensors/tensor.ts';
import { type Code, type FunctionBuilder, get, i32, type Local, load, loopWhileBelow, set } from '../wasm/code.ts';
import type { emitter } from './emitter.ts';
import { toValue } from './expression-values.ts';
import type { Ground } from './ground.ts';
import type { Merged } from './merge.ts';
import type { Entry, Nest, Site } from './nest.ts';
import { addressOf, settled } from './place-values.ts';
import { counter, fixed, type Loop, plus } from './places.ts';
import type { Value, valueTable } from './values.ts';

export interface Context {
  readonly builder: FunctionBuilder;
  readonly nest: Nest;
  readonly site: Site;
  readonly merged: Merged;
  readonly kept: readonly Loop[];
  readonly inner: readonly Loop[];
  readonly loops: Ground['loops'];
  readonly lanes: Loop | undefined;
  /** Lanes are columns, and sums run down them. */
  readonly isDown: boolean;
  readonly emit: ReturnType<typeof emitter>;
  readonly table: ReturnType<typeof valueTable>;
}

/** How a body counts: by vectors of lanes, so many side by side, or by single numbers. */
export interface Mode {
  readonly lanes: Loop | undefined;
  readonly vectors: number;
}

/** An entry for one of the vectors side by side. */
export interface Work {
  readonly entry: Entry;
  /** Which of the vectors. */
  readonly at: number;
  /** Its value at one place. */
  readonly value: Value;
  readonly address: { readonly value: Value; readonly bytes: number } | undefined;
  /** Where it is kept, if it is kept or reduced. */
  readonly held: Local | undefined;
}

/** A run of steps of the loop that has lanes: how far a step goes, from where to where. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Vectors in a step; 0 for a single number. */
  readonly vectors: number;
  /** So many lanes of a single vector are done in the step before. */
  readonly skip?: number;
}

export function segmentsOf(size: number, most: number): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const vectors of most > 1 ? [most, 1, 0] : [1, 0]) {
    const step = Math.max(1, 4 * vectors);
    const to = from + Math.floor((size - from) / step) * step;
    if (to > from) segments.push({ from, to, vectors });
    from = to;
  }
  return segments;
}

/** As vectors alone: numbers that are left over are the last lanes of one that ends with them. */
export function overlappingSegments(size: number): readonly Segment[] {
  const rest = size % 4;
  const whole = segmentsOf(size - rest, 1);
  return rest === 0 ? whole : [...whole, { from: size - 4, to: size, vectors: 1, skip: 4 - rest }];
}

export function valuesOf({ value, address }: Work): readonly Value[] {
  return address ? [value, address.value] : [value];
}

/** Each entry as values, for each of the vectors side by side; what is kept may be shared with other works. */
export function worksOf(context: Context, mode: Mode, lanes: Loop | undefined, shared?: readonly Work[]): Work[] {
  const { builder, nest, site, merged, kept, loops, table } = context;
  return Array.from({ length: mode.vectors }, (_, at) => at).flatMap((at) => {
    const counters = new Map(merged.counters);
    if (mode.lanes && at > 0) {
      const moved = plus(counter(mode.lanes), fixed(4 * at));
      counters.set(mode.lanes, moved);
      for (const [loop, place] of merged.counters)
        if (place.terms.some(({ atom }) => atom.kind === 'loop' && atom.loop === mode.lanes))
          counters.set(loop, plus(place, fixed(4 * at)));
    }
    const own = new Map<Tensor, Value>();
    const ground: Ground = {
      ...site,
      table,
      loops,
      lanes,
      counters,
      ownOf: (tensor) => {
        const value = own.get(tensor);
        if (!value) throw new Error('a tensor is used before it is computed');
        return value;
      },
    };
    return nest.entries.map((entry, index): Work => {
      const isKept = entry.role !== 'every';
      // Values that are kept are single numbers where lanes run along what is summed.
      const keptGround: Ground = { ...ground, lanes: mode.lanes };
      const value = toValue(entry.expression, entry.role === 'kept' ? keptGround : ground);
      const address = entry.store && storeAddress(entry.store, entry.isCarried ? 4 * at : 0, ground);
      if (!isKept) {
        own.set(entry.tensor, address && entry.isCarried ? carriedValue(address, ground) : value);
        return { entry, at, value, address, held: undefined };
      }
      const before = shared?.[at * nest.entries.length + index];
      const held = before?.held ?? builder.local(mode.lanes ? 'v128' : 'f32');
      own.set(
        entry.tensor,
        table.value(`held ${held.index}`, mode.lanes ? 'v128' : 'f32', [], () => get(held), {
          level: kept.length,
          trivial: true,
        }),
      );
      return { entry, at, value, address, held };
    });
  });
}

type Address = NonNullable<Work['address']>;

function storeAddress({ owner, place }: NonNullable<Entry['store']>, further: number, ground: Ground): Address {
  return addressOf(owner, plus(settled(place, ground), fixed(further)), ground);
}

/** What an earlier pass has stored. */
function carriedValue({ value, bytes }: Address, { lanes, table }: Ground): Value {
  const op = lanes ? 'v128.load' : 'f32.load';
  return table.value(`${op} carried ${value.key}+${bytes}`, lanes ? 'v128' : 'f32', [value], ([at]) =>
    load(op, at as Code, bytes),
  );
}

export function counted(local: Local, from: number, to: number, step: number, body: Code): Code {
  if (to - from === step) return [set(local, i32(from)), body];
  return loopWhileBelow(local, i32(from), i32(to), step, body);
}

export function localOf({ loops }: Context, loop: Loop): Local {
  return loops.find((each) => each.loop === loop)?.local as Local;
}
