/** Loops over a domain in passes, as code: the general kernel. */
import type { Tensor } from '../tensors/tensor.ts';
import type { Code, FunctionBuilder } from '../wasm/code.ts';
import { carrying, SIDE_BY_SIDE } from './carried.ts';
import { transposition } from './copies.ts';
import { emitter } from './emitter.ts';
import type { Expression } from './expression.ts';
import type { Ground } from './ground.ts';
import { lanesOf } from './lanes.ts';
import { type Merged, mergedLoops } from './merge.ts';
import { keptCode, passCode } from './passes.ts';
import type { Loop, Place } from './places.ts';
import { isGiven } from './realise.ts';
import { type Value, valueTable } from './values.ts';
import {
  type Context,
  counted,
  localOf,
  type Mode,
  overlappingSegments,
  segmentsOf,
  valuesOf,
  worksOf,
} from './works.ts';

/** What a nest computes. */
export interface Nest {
  /** Loops whose places are kept, outermost first. */
  readonly kept: readonly Loop[];
  /** Loops that are run through in every pass, for each place that is kept. */
  readonly inner: readonly Loop[];
  readonly entries: readonly Entry[];
  /** Loops whose steps must be done one after the other. */
  readonly sequential?: readonly Loop[];
}

/** A tensor as a nest computes it. */
export interface Entry {
  readonly tensor: Tensor;
  readonly role: 'every' | 'kept' | 'reduced';
  /** How it is reduced. */
  readonly fn?: 'sum' | 'max';
  readonly pass: number;
  readonly expression: Expression;
  readonly store: { readonly owner: Tensor; readonly place: Place } | undefined;
  /** Read by no other kernel. */
  readonly isLocal?: boolean;
  /** Lies in memory for the columns that are under way only. */
  readonly isCarried?: boolean;
}

/** What a nest is written with. */
export interface Site extends Pick<Ground, 'math' | 'baseOf' | 'keyOf'> {
  /** The address of so many bytes that nobody else uses meanwhile. */
  scratch(bytes: number): number;
}

export function nestCode(builder: FunctionBuilder, nest: Nest, site: Site): Code {
  const merged = mergedLoops(nest);
  const copied = transposition(builder, nest, merged, site);
  if (copied) return copied;
  const lanes = lanesOf(nest, merged);
  const isDown = lanes !== undefined && merged.kept.includes(lanes);
  const kept = isDown ? [...merged.kept.filter((loop) => loop !== lanes), lanes] : merged.kept;
  const inner = lanes && !isDown ? [...merged.inner.filter((loop) => loop !== lanes), lanes] : merged.inner;
  const loops = [...kept, ...inner].map((loop) => ({ loop, local: builder.local('i32') }));
  const context: Context = {
    builder,
    ...(isDown ? down(nest, merged, site) : { nest, site }),
    merged,
    kept,
    inner,
    loops,
    lanes,
    isDown,
    emit: emitter(builder),
    table: valueTable(),
  };
  return overKept(context);
}

/** A nest whose sums run down columns, and the memory for what it carries from pass to pass. */
function down(nest: Nest, merged: Merged, site: Site): { readonly nest: Nest; readonly site: Site } {
  const { carried, size, ...made } = carrying(nest, merged);
  if (carried.length === 0) return { nest, site };
  const start = site.scratch(carried.length * size);
  const baseOf = (source: Tensor) => {
    const at = carried.indexOf(source);
    return at < 0 ? site.baseOf(source) : { code: undefined, bytes: start + at * size };
  };
  return { ...made, site: { ...site, baseOf } };
}

function overKept(context: Context): Code {
  const { kept, lanes, isDown, emit } = context;
  if (!isDown || !lanes) {
    const body = bodyOf(context, { lanes: undefined, vectors: 1 });
    return nested(context, 0, kept.length, body.values, () => body.code());
  }
  const segments = segmentsOf(lanes.size, context.inner.length > 0 ? SIDE_BY_SIDE : 1);
  const bodies = segments.map(({ vectors }) =>
    bodyOf(context, { lanes: vectors > 0 ? lanes : undefined, vectors: Math.max(1, vectors) }),
  );
  const values = bodies.flatMap((body) => body.values);
  const local = localOf(context, lanes);
  return nested(context, 0, kept.length - 1, values, () =>
    segments.map(({ from, to, vectors }, at) => {
      const body = bodies[at] as Body;
      return [
        emit.hoist(body.values, kept.length - 1),
        counted(local, from, to, Math.max(1, 4 * vectors), emit.scope(body.code)),
      ];
    }),
  );
}

/** Loops from one level up to another, with what does not change in them computed outside. */
function nested(context: Context, from: number, to: number, values: readonly Value[], write: () => Code): Code {
  const { loops, emit } = context;
  if (from >= to) return emit.scope(write);
  const { loop, local } = loops[from] as Ground['loops'][number];
  return emit.scope(() => [
    emit.hoist(values, from),
    counted(local, 0, loop.size, 1, nested(context, from + 1, to, values, write)),
  ]);
}

interface Body {
  /** Everything that it computes. */
  readonly values: readonly Value[];
  code(): Code;
}

/** All passes for one place of the kept loops, or for the places of a vector. */
function bodyOf(context: Context, mode: Mode): Body {
  const { nest, inner, lanes, isDown } = context;
  const isAlong = lanes !== undefined && !isDown;
  const single = worksOf(context, mode, mode.lanes);
  const segments = isAlong ? (isInPlace(nest) ? segmentsOf(lanes.size, 1) : overlappingSegments(lanes.size)) : [];
  // Along rows each kind of segment has its own works; what is kept is single numbers and common to both.
  const along = segments.map(({ vectors }) => worksOf(context, mode, vectors > 0 ? lanes : undefined, single));
  const runs = isAlong ? along : [single];
  const passes = 1 + Math.max(0, ...nest.entries.map(({ pass, role }) => (role === 'kept' ? pass - 1 : pass)));
  const keptOnes = single.filter(({ entry }) => entry.role === 'kept');
  const values = [...new Set([...keptOnes, ...runs.flat()])].flatMap(valuesOf);
  const code = () =>
    Array.from({ length: passes + 1 }, (_, pass) => {
      const before = single.filter(({ entry }) => entry.role === 'kept' && entry.pass === pass);
      const mine = runs.map((works) => works.filter(({ entry }) => entry.role !== 'kept' && entry.pass === pass));
      return [
        keptCode(context, before),
        mine.some((works) => works.length > 0) ? passCode(context, mine, { inner, segments }) : [],
      ];
    });
  return { values, code };
}

/** Whether something may be replaced that is read, so that no place may be gone to twice. */
function isInPlace({ entries, sequential }: Nest): boolean {
  return sequential !== undefined || entries.some(({ store }) => store && isGiven(store.owner));
}
