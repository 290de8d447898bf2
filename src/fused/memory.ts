/** Where every tensor of a program lies in memory: leaves for good, the others for as long as they are read. */

import { inOrder } from '../tensors/order.ts';
import { inputsOf, sizeOf, type Tensor } from '../tensors/tensor.ts';
import { type Layout, stridesOf } from './expression.ts';
import type { Kernel, Member, Sources } from './kernels.ts';
import type { TensorProgram } from './program.ts';
import { beforeMoves, beforeReshapes, isGiven } from './realise.ts';

/** A place in memory: a tensor that owns the buffer, and how another lies in it. */
export interface Lodging extends Layout {
  readonly owner: Tensor;
}

/** What lies where within buffers. */
export interface Lodgings {
  /** Undefined for a tensor that never leaves its kernel. */
  of(tensor: Tensor): Lodging | undefined;
  /** Whether no kernel but its own reads a tensor. */
  isLocal(tensor: Tensor): boolean;
  /** Parts of a concat that must be copied to their places. */
  copiesOf(concat: Tensor): readonly number[];
}

/** Which tensors of kernels have memory, and which share that of another. */
export function lodgings(program: TensorProgram, kernels: readonly Kernel[], sources: Sources): Lodgings {
  const found = new Map<Tensor, Lodging>();
  const copies = new Map<Tensor, readonly number[]>();
  const apart = new Set(program.map(({ value }) => value));
  for (const { value, into } of program)
    if (typeof into !== 'string') found.set(value, { owner: into, offset: 0, strides: stridesOf(value.shape) });
  const reshaped = reshapedIn(program);
  for (const kernel of kernels)
    if (kernel.kind === 'concat') copies.set(kernel.concat, settle(kernel.concat, { found, apart, reshaped }));
  const { leaving, shared } = tensorsLeaving(program, kernels, sources);
  return {
    of: (tensor) => {
      const known = found.get(tensor);
      if (known) return known.owner === tensor || !found.has(known.owner) ? known : within(known, found);
      if (!isGiven(tensor) && !leaving.has(tensor)) return undefined;
      return { owner: tensor, offset: 0, strides: stridesOf(tensor.shape) };
    },
    isLocal: (tensor) => !found.has(tensor) && !shared.has(tensor),
    copiesOf: (concat) => copies.get(concat) ?? [],
  };
}

/** A lodging in a concat that itself lodges in a leaf. */
function within(inner: Lodging, found: ReadonlyMap<Tensor, Lodging>): Lodging {
  const outer = found.get(inner.owner) as Lodging;
  return { ...inner, owner: outer.owner };
}

interface Settling {
  readonly found: Map<Tensor, Lodging>;
  /** Results, which have places of their own. */
  readonly apart: ReadonlySet<Tensor>;
  /** Tensors that are read as another shape. */
  readonly reshaped: ReadonlySet<Tensor>;
}

/** Gives the parts of a concat their places in it; tells which cannot be computed there. */
function settle(concat: Tensor, { found, apart, reshaped }: Settling): readonly number[] {
  const { of, shape } = concat;
  if (of.kind !== 'concat') return [];
  const strides = stridesOf(shape);
  const isLeading = shape.slice(0, of.axis).every((dim) => dim === 1);
  let from = 0;
  return of.inputs.flatMap((part, at) => {
    const offset = from * (strides[of.axis] as number);
    from += part.shape[of.axis] as number;
    const base = beforeReshapes(part);
    const isFree = !isGiven(base) && !found.has(base) && !apart.has(base) && computed.has(base.of.kind);
    if (!isFree) return [at];
    if (isLeading) {
      found.set(base, { owner: concat, offset, strides: stridesOf(base.shape) });
      return [];
    }
    if (base !== part || reshaped.has(base)) return [at];
    found.set(base, { owner: concat, offset, strides });
    return [];
  });
}

/** What a kernel writes where it is told to. */
const computed: ReadonlySet<Tensor['of']['kind']> = new Set(['contract', 'reduce', 'map', 'gather', 'scatter']);

function reshapedIn(program: TensorProgram): ReadonlySet<Tensor> {
  const found = new Set<Tensor>();
  for (const { of } of inOrder(program.map(({ value }) => value)))
    if (of.kind === 'move' && of.move.kind === 'reshape') found.add(of.input);
  return found;
}

interface Leaving {
  /** Tensors that are read by other kernels, or in other passes than their own, or that are results. */
  readonly leaving: ReadonlySet<Tensor>;
  /** Of these, those that are more to others than to their own kernel. */
  readonly shared: ReadonlySet<Tensor>;
}

function tensorsLeaving(program: TensorProgram, kernels: readonly Kernel[], sources: Sources): Leaving {
  const leaving = new Set<Tensor>(program.map(({ value }) => value));
  const shared = new Set<Tensor>(leaving);
  const kernelOf = new Map<Tensor, Kernel>();
  const memberOf = new Map<Tensor, Member>();
  for (const kernel of kernels) {
    for (const tensor of tensorsOf(kernel)) kernelOf.set(tensor, kernel);
    for (const member of kernel.members) memberOf.set(member.tensor, member);
  }
  for (const [reader, read] of sources) {
    for (const source of read) {
      if (isGiven(source)) continue;
      const [mine, other] = [memberOf.get(reader), memberOf.get(source)];
      const isNear = kernelOf.get(source) === kernelOf.get(reader) && kernelOf.get(reader)?.kind !== 'concat';
      const isSamePass = other?.role !== 'every' || other.pass === mine?.pass;
      if (!isNear || !isSamePass) leaving.add(source);
      if (!isNear) shared.add(source);
    }
  }
  return { leaving, shared };
}

/** Everything that a kernel computes. */
export function tensorsOf(kernel: Kernel): readonly Tensor[] {
  const own = kernel.members.map(({ tensor }) => tensor);
  if (kernel.kind === 'product') return [kernel.product, ...own];
  if (kernel.kind === 'scatter') return [kernel.scatter, ...own];
  return kernel.kind === 'concat' ? [kernel.concat, ...own] : own;
}

export interface Plan {
  /** The byte at which a tensor's buffer begins. */
  addressOf(owner: Tensor): number;
  /** Bytes from the start to the end. */
  readonly size: number;
  /** Of these, bytes that are used for a while only. */
  readonly passing: number;
}

const ALIGNMENT = 64;

/** Addresses of all buffers, from `start` on; those of leaves are given. */
export function planned(
  kernels: readonly Kernel[],
  sources: Sources,
  lodging: Lodgings,
  given: ReadonlyMap<Tensor, number>,
  lasting: readonly Tensor[],
  start: number,
): Plan {
  const addresses = new Map(given);
  let top = start;
  for (const tensor of lasting) {
    addresses.set(tensor, top);
    top += rounded(4 * sizeOf(tensor.shape));
  }
  const lives = livesOf(kernels, sources, lodging);
  const free = freeList(top);
  const ending = new Map<number, Tensor[]>();
  for (const [at] of kernels.entries()) {
    for (const [owner, { from, to }] of lives.startingAt(at)) {
      if (from !== at || addresses.has(owner)) continue;
      addresses.set(owner, free.take(rounded(4 * sizeOf(owner.shape))));
      const list = ending.get(to);
      if (list) list.push(owner);
      else ending.set(to, [owner]);
    }
    for (const owner of ending.get(at) ?? [])
      free.give(addresses.get(owner) as number, rounded(4 * sizeOf(owner.shape)));
  }
  return {
    size: free.end(),
    passing: free.end() - top,
    addressOf: (owner) => {
      const address = addresses.get(owner);
      if (address === undefined) throw new Error('a tensor has no address');
      return address;
    },
  };
}

interface Life {
  from: number;
  to: number;
}

/** From which kernel to which each buffer is in use. */
function livesOf(kernels: readonly Kernel[], sources: Sources, lodging: Lodgings) {
  const lives = new Map<Tensor, Life>();
  const touch = (tensor: Tensor, at: number) => {
    const owner = lodging.of(tensor)?.owner;
    if (!owner || isGiven(owner)) return;
    const life = lives.get(owner);
    if (life) life.to = at;
    else lives.set(owner, { from: at, to: at });
  };
  for (const [at, kernel] of kernels.entries())
    for (const tensor of tensorsOf(kernel)) {
      touch(tensor, at);
      for (const source of sources.get(tensor) ?? []) touch(source, at);
      for (const input of inputsOf(tensor)) if (input.of.kind === 'move') touch(beforeMoves(input), at);
    }
  const byStart = new Map<number, [Tensor, Life][]>();
  for (const entry of lives) {
    const list = byStart.get(entry[1].from);
    if (list) list.push(entry);
    else byStart.set(entry[1].from, [entry]);
  }
  return { startingAt: (at: number) => byStart.get(at) ?? [] };
}

function rounded(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Memory that is taken and given back: the smallest hole that fits, or the end. */
function freeList(start: number) {
  let holes: { from: number; size: number }[] = [];
  let end = start;
  return {
    end: () => end,
    take(size: number): number {
      const fitting = holes.filter((hole) => hole.size >= size).sort((a, b) => a.size - b.size)[0];
      if (!fitting) {
        const last = holes.at(-1);
        const from = last && last.from + last.size === end ? last.from : end;
        if (last?.from === from) holes.pop();
        end = from + size;
        return from;
      }
      const { from } = fitting;
      fitting.from += size;
      fitting.size -= size;
      if (fitting.size === 0) holes = holes.filter((hole) => hole !== fitting);
      return from;
    },
    give(from: number, size: number): void {
      holes.push({ from, size });
      holes.sort((a, b) => a.from - b.from);
      const merged: { from: number; size: number }[] = [];
      for (const hole of holes) {
        const last = merged.at(-1);
        if (last && last.from + last.size === hole.from) last.size += hole.size;
        else merged.push({ ...hole });
      }
      holes = merged;
    },
  };
}
