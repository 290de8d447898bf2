/**
 * Which tensors of a program get memory. All others are computed where they are read, as part of a kernel.
 */

import { inOrder } from '../tensors/order.ts';
import { inputsOf, type MapFunction, sizeOf, type Tensor } from '../tensors/tensor.ts';
import { counters, type Expression, expressions, type Memory, stridesOf } from './expression.ts';
import { type Loop, strideOf } from './places.ts';
import type { TensorProgram } from './program.ts';

/** Tensors that lie in memory before the step. */
export function isGiven({ of }: Tensor): boolean {
  return of.kind === 'leaf' || of.kind === 'table';
}

/** Tensors of a canonical program that kernels write. */
export function realised(program: TensorProgram): ReadonlySet<Tensor> {
  const values = program.map(({ value }) => value);
  const order = inOrder(values);
  const chosen = new Set<Tensor>(values.filter((value) => !isGiven(value)));
  for (const tensor of order) if (hasKernel(tensor)) chosen.add(tensor);
  for (const tensor of order) for (const part of partsInMemory(tensor)) chosen.add(part);
  chooseRepeated(order, chosen);
  chooseByUse(order, chosen);
  for (const { of } of order) if (of.kind === 'contract') chooseOperands(of, chosen);
  return chosen;
}

function hasKernel({ of }: Tensor): boolean {
  return of.kind === 'contract' || of.kind === 'reduce' || of.kind === 'scatter' || of.kind === 'concat';
}

/** Inputs that must lie in memory, but for those that do anyway. */
function partsInMemory({ of }: Tensor): readonly Tensor[] {
  switch (of.kind) {
    case 'contract':
      return [of.left, of.right].map(beforeMoves).filter((part) => !isGiven(part));
    case 'concat':
      return of.inputs.map(beforeReshapes).filter((part) => part.of.kind === 'map' || part.of.kind === 'gather');
    case 'gather':
      return [of.table].map(beforeMoves).filter((part) => !isGiven(part));
    default:
      return [];
  }
}

/** What a tensor has the numbers of, in the same order. */
export function beforeReshapes(tensor: Tensor): Tensor {
  const { of } = tensor;
  return of.kind === 'move' && of.move.kind === 'reshape' ? beforeReshapes(of.input) : tensor;
}

/** What a tensor is a view of. */
export function beforeMoves(tensor: Tensor): Tensor {
  return tensor.of.kind === 'move' ? beforeMoves(tensor.of.input) : tensor;
}

/**
 * Maps that several kernels read are kept where to compute them again costs more than to read them: where they call a
 * slow function, or read several tensors of their size.
 */
function chooseByUse(order: readonly Tensor[], chosen: Set<Tensor>): void {
  const readers = new Map<Tensor, Set<Tensor>>();
  const loads = loadsOf(order, chosen);
  for (const tensor of order.toReversed()) {
    const roots = readers.get(tensor) ?? new Set();
    if (tensor.of.kind === 'map' && !chosen.has(tensor) && roots.size > 1 && isWorthKeeping(tensor, loads))
      chosen.add(tensor);
    const own = chosen.has(tensor) ? [tensor] : [...roots].slice(0, 2);
    for (const input of inputsOf(tensor)) {
      const known = readers.get(input) ?? new Set();
      for (const root of own) known.add(root);
      readers.set(input, known);
    }
  }
}

/** Maps that call a slow function and are repeated along a dim are kept. */
function chooseRepeated(order: readonly Tensor[], chosen: Set<Tensor>): void {
  for (const tensor of order) {
    if (tensor.of.kind !== 'move' || tensor.of.move.kind !== 'expand') continue;
    const before = beforeMoves(tensor);
    if (before.of.kind === 'map' && sizeOf(tensor.shape) >= 4 * sizeOf(before.shape) && isSlow(before, chosen))
      chosen.add(before);
  }
}

const slow: ReadonlySet<MapFunction> = new Set(['exp', 'log', 'tanh', 'sigmoid', 'sqrt', 'div', 'erf', 'sin', 'cos']);

export function isSlowFunction(fn: MapFunction): boolean {
  return slow.has(fn);
}

function isWorthKeeping(tensor: Tensor, loads: ReadonlyMap<Tensor, ReadonlySet<Tensor>>): boolean {
  const { of } = tensor;
  return (of.kind === 'map' && slow.has(of.fn)) || (loads.get(tensor)?.size ?? 0) > 1;
}

/** Whether a slow function is called on the way to what lies in memory. */
function isSlow(tensor: Tensor, chosen: ReadonlySet<Tensor>, depth = 8): boolean {
  const { of } = tensor;
  if (of.kind === 'random' || (of.kind === 'map' && slow.has(of.fn))) return true;
  if (depth === 0) return true;
  return inputsOf(tensor).some((input) => !isGiven(input) && !chosen.has(input) && isSlow(input, chosen, depth - 1));
}

/** The tensors in memory, as large as itself, that each tensor reads; random numbers count as one. At most three. */
function loadsOf(order: readonly Tensor[], chosen: ReadonlySet<Tensor>): ReadonlyMap<Tensor, ReadonlySet<Tensor>> {
  const loads = new Map<Tensor, ReadonlySet<Tensor>>();
  for (const tensor of order) {
    const own = new Set<Tensor>();
    for (const input of inputsOf(tensor)) {
      if (sizeOf(input.shape) < sizeOf(tensor.shape)) continue;
      if (isGiven(input) || chosen.has(input) || input.of.kind === 'random') own.add(input);
      else for (const each of loads.get(input) ?? []) if (own.size < 3) own.add(each);
    }
    loads.set(tensor, own);
  }
  return loads;
}

/** Operands of products that are no plain views with columns side by side are copied. */
function chooseOperands(
  { left, right, batch, summed }: Extract<Tensor['of'], { kind: 'contract' }>,
  chosen: Set<Tensor>,
): void {
  const columns = right.shape.length - batch - summed;
  if (!isPlain(left, chosen)) chosen.add(left);
  if (!isPlain(right, chosen) || (columns > 0 && !isSideBySide(right, chosen))) chosen.add(right);
}

function isPlain(tensor: Tensor, chosen: ReadonlySet<Tensor>): boolean {
  return viewOf(tensor, chosen) !== undefined;
}

/** Whether the last dim that is not 1 has its numbers side by side. */
function isSideBySide(tensor: Tensor, chosen: ReadonlySet<Tensor>): boolean {
  const last = tensor.shape.findLastIndex((dim) => dim !== 1);
  return last < 0 || viewOf(tensor, chosen)?.[last] === 1;
}

/** The strides of a tensor that is a view of one in memory; undefined for one that is none. */
function viewOf(tensor: Tensor, chosen: ReadonlySet<Tensor>): readonly number[] | undefined {
  const loops = tensor.shape.map((size, id): Loop => ({ id, size }));
  const found: Expression = expressions(denseMemory(chosen)).at(tensor, counters(loops));
  if (found.kind !== 'load' || found.guards.length > 0) return undefined;
  const strides = loops.map((loop) => strideOf(found.place, loop));
  const isAffine = found.place.terms.every(({ atom }) => atom.kind === 'loop');
  return isAffine ? (strides as number[]) : undefined;
}

/** Memory in which every tensor lies in row-major order. */
export function denseMemory(chosen: ReadonlySet<Tensor>): Memory {
  const names = new Map<Tensor, number>();
  return {
    layoutOf: (tensor) =>
      isGiven(tensor) || chosen.has(tensor) ? { offset: 0, strides: stridesOf(tensor.shape) } : undefined,
    nameOf: (tensor) => {
      const known = names.get(tensor) ?? names.size;
      names.set(tensor, known);
      return known;
    },
  };
}
