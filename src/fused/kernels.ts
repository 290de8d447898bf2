/**
 * Kernels: which tensors are computed together, and in what order. A tensor joins the kernel of what it is made of where
 * both go through the same places; so a norm, a softmax, or what follows a product up to its weight's update is one kernel.
 */
import { inputsOf, type Tensor } from '../tensors/tensor.ts';
import { axesWithoutOnes, withoutOnes } from './domains.ts';
import { joins } from './joining.ts';
import type { TensorProgram } from './program.ts';
import { denseMemory, isGiven } from './realise.ts';

export type Kernel = LoopsKernel | ProductKernel | ScatterKernel | ConcatKernel;

/** Loops over a domain, some of whose axes may be summed over, in several passes. */
export interface LoopsKernel {
  readonly kind: 'loops';
  /** The domain, without dims of 1. */
  readonly domain: readonly number[];
  /** Axes of the domain that members reduce; empty when none does. */
  axes: readonly number[];
  readonly members: Member[];
}

/** A product, and what follows from it number by number. */
export interface ProductKernel {
  readonly kind: 'product';
  readonly domain: readonly number[];
  readonly product: Tensor;
  readonly members: Member[];
}

/** Rows added up by their ids. */
export interface ScatterKernel {
  readonly kind: 'scatter';
  readonly scatter: Tensor;
  readonly members: Member[];
}

/** Parts put beside each other: those that were not computed in their places are copied there. */
export interface ConcatKernel {
  readonly kind: 'concat';
  readonly concat: Tensor;
  readonly members: Member[];
}

/** A tensor that a kernel computes. */
export interface Member {
  readonly tensor: Tensor;
  /** For every place of the domain, for each place of what is kept of it, or by adding up the places of the domain. */
  readonly role: 'every' | 'kept' | 'reduced';
  /** The pass in which it is computed, or, of what is kept, before which; of what is reduced, in which. */
  readonly pass: number;
}

/** The tensors that a tensor is computed from and that lie in memory. */
export type Sources = ReadonlyMap<Tensor, readonly Tensor[]>;

/** The kernels of a program in running order. */
export function kernelsOf(program: TensorProgram, chosen: ReadonlySet<Tensor>): readonly Kernel[] {
  const sources = sourcesOf(program, chosen);
  const after = readersBefore(program, sources);
  const order = ordered(program, sources, after);
  const kernels: Kernel[] = [];
  const placeOf = new Map<Tensor, number>();
  const memory = denseMemory(chosen);
  const leaves = new Map(
    program.flatMap(({ value, into }) => (typeof into === 'string' ? [] : [[value, into] as const])),
  );
  for (const tensor of order) {
    const needed = [...(sources.get(tensor) ?? []), ...(after.get(tensor) ?? [])];
    const from = Math.max(-1, ...needed.map((source) => placeOf.get(source) ?? -1));
    const at = joins(tensor, kernels, Math.max(0, from), { sources, memory, placeOf, after, leaves });
    if (at === undefined) {
      kernels.push(kernelFor(tensor));
      placeOf.set(tensor, kernels.length - 1);
    } else placeOf.set(tensor, at);
  }
  return kernels;
}

/** What kept and given tensors each tensor in memory is computed from. */
export function sourcesOf(program: TensorProgram, chosen: ReadonlySet<Tensor>): Sources {
  const found = new Map<Tensor, readonly Tensor[]>();
  const waiting = program.map(({ value }) => value);
  for (let tensor = waiting.pop(); tensor; tensor = waiting.pop()) {
    if (found.has(tensor) || isGiven(tensor)) continue;
    const own = new Set<Tensor>();
    const seen = new Set<Tensor>();
    const stack = [...inputsOf(tensor)];
    for (let input = stack.pop(); input; input = stack.pop()) {
      if (seen.has(input)) continue;
      seen.add(input);
      if (isGiven(input) || chosen.has(input)) own.add(input);
      else stack.push(...inputsOf(input));
    }
    const list = [...own].reverse();
    found.set(tensor, list);
    waiting.push(...list.filter((input) => !isGiven(input)));
  }
  return found;
}

/** For each value that replaces a leaf: the tensors that read the old one and so must come first. */
function readersBefore(program: TensorProgram, sources: Sources): ReadonlyMap<Tensor, readonly Tensor[]> {
  const values = new Map(
    program.flatMap(({ value, into }) => (typeof into === 'string' ? [] : [[into, value] as const])),
  );
  const before = new Map<Tensor, Tensor[]>();
  for (const [reader, read] of sources)
    for (const source of read) {
      const value = values.get(source);
      if (!value || value === reader) continue;
      const list = before.get(value);
      if (list) list.push(reader);
      else before.set(value, [reader]);
    }
  return before;
}

/** Tensors in memory, each after what it is computed from and after the readers of what it replaces. */
function ordered(
  program: TensorProgram,
  sources: Sources,
  after: ReadonlyMap<Tensor, readonly Tensor[]>,
): readonly Tensor[] {
  const order: Tensor[] = [];
  const state = new Map<Tensor, 'begun' | 'done'>();
  for (const { value: start } of program) {
    const stack = [start];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      if (isGiven(top) || state.get(top) === 'done') {
        stack.pop();
        continue;
      }
      const missing = [...(after.get(top) ?? []), ...(sources.get(top) ?? [])].filter(
        (each) => !isGiven(each) && state.get(each) !== 'done',
      );
      if (missing.length === 0) {
        state.set(top, 'done');
        order.push(top);
        stack.pop();
      } else {
        if (state.get(top) === 'begun' && missing.some((each) => state.get(each) === 'begun'))
          throw new Error('tensors wait for each other');
        state.set(top, 'begun');
        stack.push(missing[0] as Tensor);
      }
    }
  }
  return order;
}

function kernelFor(tensor: Tensor): Kernel {
  const { of } = tensor;
  if (of.kind === 'contract')
    return { kind: 'product', domain: withoutOnes(tensor.shape), product: tensor, members: [] };
  if (of.kind === 'scatter') return { kind: 'scatter', scatter: tensor, members: [] };
  if (of.kind === 'concat') return { kind: 'concat', concat: tensor, members: [] };
  if (of.kind === 'reduce') {
    const domain = withoutOnes(of.input.shape);
    return {
      kind: 'loops',
      domain,
      axes: axesWithoutOnes(of.input.shape, of.axes),
      members: [{ tensor, role: 'reduced', pass: 0 }],
    };
  }
  return {
    kind: 'loops',
    domain: withoutOnes(tensor.shape),
    axes: [],
    members: [{ tensor, role: 'every', pass: 0 }],
  };
}
