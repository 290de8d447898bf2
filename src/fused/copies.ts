/** Nests that only copy, from where other numbers lie side by side than where they go: those run in blocks. */

import type { Tensor } from '../tensors/tensor.ts';
import type { Code, FunctionBuilder } from '../wasm/code.ts';
import { i32, ins } from '../wasm/code.ts';
import { transposeCode } from './kernels/transpose.ts';
import type { Merged } from './merge.ts';
import type { Nest, Site } from './nest.ts';
import { type Loop, type Place, strideOf, withCounters } from './places.ts';

/** The code of a nest that is a transposition; undefined for all others. */
export function transposition(builder: FunctionBuilder, nest: Nest, merged: Merged, site: Site): Code | undefined {
  const [entry, ...others] = nest.entries;
  if (!entry?.store || others.length > 0 || merged.inner.length > 0) return undefined;
  const { expression, store } = entry;
  if (expression.kind !== 'load' || expression.guards.length > 0) return undefined;
  const [from, to] = [expression.place, store.place].map((place) => withCounters(place, merged.counters)) as [
    Place,
    Place,
  ];
  const axes = merged.kept.map((loop) => ({ loop, from: strideOf(from, loop), to: strideOf(to, loop) }));
  if (!axes.every(isPlain) || hasOthers(from) || hasOthers(to)) return undefined;
  const rows = axes.find((axis) => axis.to === 1 && axis.from !== 1 && axis.loop.size >= 4);
  const columns = axes.find((axis) => axis.from === 1 && axis.to !== 1 && axis.loop.size >= 4);
  if (!rows || !columns) return undefined;
  const plan = {
    outer: axes
      .filter((axis) => axis !== rows && axis !== columns)
      .map((axis) => ({ size: axis.loop.size, from: axis.from, to: axis.to })),
    rows: { size: rows.loop.size, from: rows.from },
    columns: { size: columns.loop.size, to: columns.to },
  };
  const pointer = (source: Tensor, place: Place): Code => {
    const { code, bytes } = site.baseOf(source);
    const offset = i32(bytes + 4 * place.constant);
    return code ? ins('i32.add', code, offset) : offset;
  };
  return transposeCode(builder, plan, { from: pointer(expression.source, from), to: pointer(store.owner, to) });
}

interface Axis {
  readonly loop: Loop;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function isPlain(axis: Axis): axis is Axis & { readonly from: number; readonly to: number } {
  return axis.from !== undefined && axis.to !== undefined;
}

function hasOthers({ terms }: Place): boolean {
  return terms.some(({ atom }) => atom.kind !== 'loop');
}
