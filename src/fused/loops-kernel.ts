/** Kernels of loops, of rows added up by their ids, and of parts put together, as nests. */
import { add } from '../tensors/build.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { Code, FunctionBuilder } from '../wasm/code.ts';
import { definitionOf, indexOf, loopsOf, withoutOnes } from './domains.ts';
import { type Expression, expressions, type Memory, placeIn } from './expression.ts';
import type { ConcatKernel, LoopsKernel, ScatterKernel } from './kernels.ts';
import type { Lodging, Lodgings } from './memory.ts';
import { type Entry, nestCode, type Site } from './nest.ts';
import type { Loop } from './places.ts';

export function loopsKernelCode(
  builder: FunctionBuilder,
  kernel: LoopsKernel,
  memory: Memory,
  lodging: Lodgings,
  site: Site,
): Code {
  const { domain, axes, members } = kernel;
  const loops = loopsOf(domain);
  const entries: Entry[] = [];
  for (const [at, { tensor, role, pass }] of members.entries()) {
    const build = expressions(memory);
    for (const before of members.slice(0, at)) {
      const isAtHand = before.role === 'every' ? before.pass === pass && role !== 'kept' : true;
      if (isAtHand)
        build.hold(before.tensor, indexOf(before.tensor, domain, before.role === 'every' ? [] : axes, loops));
    }
    const own = indexOf(tensor, domain, role === 'every' ? [] : axes, loops);
    const { of } = tensor;
    const expression =
      role === 'reduced' && of.kind === 'reduce'
        ? build.at(of.input, indexOf(of.input, domain, [], loops))
        : build.at(...definitionOf(tensor, own));
    const place = lodging.of(tensor);
    entries.push({
      tensor,
      role,
      ...(of.kind === 'reduce' && role === 'reduced' && { fn: of.fn }),
      pass,
      expression,
      store: place && { owner: place.owner, place: placeIn(place, own) },
      isLocal: lodging.isLocal(tensor),
    });
  }
  const kept = loops.filter((_, axis) => !axes.includes(axis));
  return nestCode(builder, { kept, inner: loops.filter((loop) => !kept.includes(loop)), entries }, site);
}

/** Parts of a concat that were computed elsewhere, copied to their places. */
export function concatKernelCode(
  builder: FunctionBuilder,
  { concat }: ConcatKernel,
  memory: Memory,
  lodging: Lodgings,
  site: Site,
): Code {
  const { of } = concat;
  const place = lodging.of(concat);
  if (of.kind !== 'concat' || !place) throw new Error('not a concat with memory');
  return lodging.copiesOf(concat).map((which) => {
    const part = of.inputs[which] as Tensor;
    const before = of.inputs.slice(0, which).reduce((sum, { shape }) => sum + (shape[of.axis] as number), 0);
    const layout = { ...place, offset: place.offset + before * (place.strides[of.axis] as number) };
    const [domain, loops] = domainOf(part);
    const index = indexOf(part, domain, [], loops);
    const entry: Entry = {
      tensor: part,
      role: 'every',
      pass: 0,
      expression: expressions(memory).at(part, index),
      store: { owner: place.owner, place: placeIn(layout, index) },
    };
    return nestCode(builder, { kept: loops, inner: [], entries: [entry] }, site);
  });
}

function domainOf({ shape }: Tensor): readonly [readonly number[], readonly Loop[]] {
  const domain = withoutOnes(shape);
  return [domain, loopsOf(domain)];
}

/** Zeros, and then each row added to that of its id, one after the other. */
export function scatterKernelCode(
  builder: FunctionBuilder,
  { scatter }: ScatterKernel,
  memory: Memory,
  lodging: Lodgings,
  site: Site,
): Code {
  const { of } = scatter;
  const place = lodging.of(scatter);
  if (of.kind !== 'scatter' || !place) throw new Error('not a scatter with memory');
  const [domain, loops] = domainOf(of.input);
  const index = indexOf(of.input, domain, [], loops);
  // The sum so far is what a gather would read.
  const soFar: Tensor = { shape: of.input.shape, type: 'f32', of: { kind: 'gather', table: scatter, ids: of.ids } };
  const build = expressions(memory);
  const now = build.at(soFar, index);
  if (now.kind !== 'load') throw new Error('a sum lies in memory');
  const expression = build.at(add(soFar, of.input), index);
  // Two rows may have the same id, so that they are added one after the other.
  const rows = loops.slice(0, withoutOnes(of.ids.shape).length);
  const entry: Entry = {
    tensor: scatter,
    role: 'every',
    pass: 0,
    expression,
    store: { owner: place.owner, place: now.place },
  };
  return [
    zeros(builder, scatter, place, site),
    nestCode(builder, { kept: loops, inner: [], entries: [entry], sequential: rows }, site),
  ];
}

function zeros(builder: FunctionBuilder, scatter: Tensor, layout: Lodging, site: Site): Code {
  const [domain, kept] = domainOf(scatter);
  const store = { owner: layout.owner, place: placeIn(layout, indexOf(scatter, domain, [], kept)) };
  const expression: Expression = { kind: 'number', value: 0, key: '0' };
  return nestCode(
    builder,
    { kept, inner: [], entries: [{ tensor: scatter, role: 'every', pass: 0, expression, store }] },
    site,
  );
}
