/** Tensor programs as one module of WebAssembly over one memory. */

import { inOrder } from '../tensors/order.ts';
import { type NumberType, sizeOf, type Tensor } from '../tensors/tensor.ts';
import { type Code, call, type Func, f32, func, i32, ins, load, when } from '../wasm/code.ts';
import { encode } from '../wasm/encode.ts';
import type { Module } from '../wasm/module.ts';
import { canonical } from './canonical.ts';
import type { Memory } from './expression.ts';
import { type Kernel, kernelsOf, type Sources, sourcesOf } from './kernels.ts';
import { concatKernelCode, loopsKernelCode, scatterKernelCode } from './loops-kernel.ts';
import { mathCode } from './math-code.ts';
import { type Lodgings, lodgings, type Plan, planned } from './memory.ts';
import type { Site } from './nest.ts';
import { productKernelCode } from './product-kernel.ts';
import type { TensorProgram } from './program.ts';
import { realised } from './realise.ts';
import { onlyAskedFor } from './rewrites/asked-for.ts';

/** A leaf or a result in memory. */
export interface Located {
  readonly name: string;
  readonly role: string;
  readonly shape: readonly number[];
  readonly type: NumberType;
  /** In bytes. */
  readonly address: number;
}

export interface Compiled {
  readonly module: Module;
  readonly bytes: Uint8Array;
  /** Pages of 64 kB that the memory must have. */
  readonly pages: number;
  /** Everything that is handed in or out, by name. */
  readonly located: readonly Located[];
  /** Where the key of each place's random numbers is written before a step. */
  readonly keys: readonly { readonly stream: string; readonly site: string; readonly address: number }[];
  readonly parts: readonly CompiledPart[];
}

/** One exported function. */
export interface CompiledPart {
  readonly name: string;
  readonly kernels: readonly Kernel[];
  /** The function of each kernel. */
  readonly functions: readonly Func[];
  /** What each tensor of a kernel is computed from. */
  readonly sources: Sources;
  /** Whether a tensor that a kernel computes is written to memory. */
  readonly isStored: (tensor: Tensor) => boolean;
  /** Bytes that are used for a while only. */
  readonly passing: number;
}

const FIRST_ADDRESS = 1024;
const PAGE = 65536;

/** Compiles programs, each to an exported function without parameters; they share leaves by name. */
export function compilePrograms(programs: Readonly<Record<string, TensorProgram>>): Compiled {
  const names = Object.keys(programs);
  const settled = settle(names.map((name) => programs[name] as TensorProgram));
  const lasting = lastingOf(settled);
  const keys = keysOf(settled);
  const addresses = new Map<Tensor, number>();
  let top = FIRST_ADDRESS;
  const reserve = (bytes: number): number => {
    const address = top;
    top += Math.ceil(bytes / 64) * 64;
    return address;
  };
  for (const tensor of lasting) addresses.set(tensor, reserve(4 * sizeOf(tensor.shape)));
  const located: Located[] = lasting.flatMap((tensor) =>
    tensor.of.kind === 'leaf'
      ? [
          {
            name: tensor.of.name,
            role: tensor.of.role,
            shape: tensor.shape,
            type: tensor.type,
            address: addresses.get(tensor) as number,
          },
        ]
      : [],
  );
  const keyAddresses = keys.map((key) => ({ ...key, address: reserve(4) }));
  const functions: Func[] = [];
  const exports: Record<string, number> = {};
  const parts: CompiledPart[] = [];
  let end = top;
  const starts = names.map((name, at) => {
    const program = settled[at] as TensorProgram;
    const results = program.flatMap(({ value, into }) => (typeof into === 'string' ? [{ value, into }] : []));
    for (const { value, into } of results) {
      const address = reserve(4 * sizeOf(value.shape));
      located.push({ name: into, role: 'result', shape: value.shape, type: value.type, address });
    }
    return { name, program, results };
  });
  for (const { name, program, results } of starts) {
    const own = new Map(addresses);
    for (const { value, into } of results)
      own.set(value, located.find((each) => each.name === into)?.address as number);
    const part = partOf(program, own, top);
    // Kernels run one after the other, so that they share what memory each needs for itself.
    let scratch = 0;
    const noted = (bytes: number) => {
      scratch = Math.max(scratch, bytes);
    };
    const code = part.kernels.map((kernel, at): Code => {
      const written = kernelFunction(`${name}_${at}`, kernel, part, { keys: keyAddresses, noted });
      functions.push(written);
      return call(functions.length - 1);
    });
    functions.push(func(name, [], [], () => guarded(code, part.kernels, program, own)));
    end = Math.max(end, part.plan.size + scratch);
    exports[name] = functions.length - 1;
    const { kernels, sources, lodging, plan } = part;
    const isStored = (tensor: Tensor) => lodging.of(tensor) !== undefined;
    const written = functions.slice(-1 - kernels.length, -1);
    parts.push({ name, kernels, functions: written, sources, isStored, passing: plan.passing });
  }
  const pages = Math.ceil(end / PAGE);
  const data = lasting.flatMap((tensor) =>
    tensor.of.kind === 'table'
      ? [{ address: addresses.get(tensor) as number, bytes: new Uint8Array(tensor.of.values.slice().buffer) }]
      : [],
  );
  const module: Module = { imports: [], pages, functions, exports, data };
  return { module, bytes: encode(module), pages, located, keys: keyAddresses, parts };
}

/** Calls of kernels, of which those after a number that must be finite run only where it is. */
function guarded(
  calls: readonly Code[],
  kernels: readonly Kernel[],
  program: TensorProgram,
  addresses: ReadonlyMap<Tensor, number>,
): Code {
  const number = program.find(({ mustBeFinite }) => mustBeFinite)?.value;
  const last = kernels.findIndex(({ members }) => members.some(({ tensor }) => tensor === number));
  if (!number || last < 0) return calls;
  const read = load('f32.load', i32(0), addresses.get(number) ?? 0);
  // What is not finite is none of its own less itself: infinity less infinity is no number.
  const holds = ins('f32.eq', ins('f32.sub', read, read), f32(0));
  return [...calls.slice(0, last + 1), when(holds, calls.slice(last + 1))];
}

/** Programs in canonical form; a value that is a leaf, or that is stored twice, is copied. */
function settle(programs: readonly TensorProgram[]): readonly TensorProgram[] {
  const equal = canonical(programs.flatMap((program) => program.map(({ value }) => value)));
  const asked = onlyAskedFor(equal);
  const flat = asked === equal ? equal : canonical(asked);
  let at = 0;
  const intoOf = leafTable(flat);
  return programs.map((program) => {
    const seen = new Set<Tensor>();
    return program.map(({ into, ...rest }) => {
      const value = flat[at++] as Tensor;
      const isTaken = value.of.kind === 'leaf' || value.of.kind === 'table' || seen.has(value);
      const own: Tensor = isTaken ? { ...value, of: { kind: 'move', move: { kind: 'reshape' }, input: value } } : value;
      seen.add(own);
      return { ...rest, value: own, into: typeof into === 'string' ? into : intoOf(into) };
    });
  });
}

/** Leaves by name, as canonical tensors; one that nothing reads stands for itself. */
function leafTable(values: readonly Tensor[]): (leaf: Tensor) => Tensor {
  const byName = new Map<string, Tensor>();
  for (const tensor of inOrder(values)) if (tensor.of.kind === 'leaf') byName.set(tensor.of.name, tensor);
  return (leaf) => {
    if (leaf.of.kind !== 'leaf') throw new Error('a result goes into a leaf');
    const known = byName.get(leaf.of.name) ?? leaf;
    byName.set(leaf.of.name, known);
    return known;
  };
}

/** Leaves and tables of all programs. */
function lastingOf(programs: readonly TensorProgram[]): readonly Tensor[] {
  const all = inOrder(programs.flatMap((program) => program.map(({ value }) => value)));
  const into = programs.flatMap((program) =>
    program.flatMap((each) => (typeof each.into === 'string' ? [] : [each.into])),
  );
  return [...new Set([...all.filter(({ of }) => of.kind === 'leaf' || of.kind === 'table'), ...into])];
}

function keysOf(programs: readonly TensorProgram[]): readonly { readonly stream: string; readonly site: string }[] {
  const all = inOrder(programs.flatMap((program) => program.map(({ value }) => value)));
  const found = new Map<string, { readonly stream: string; readonly site: string }>();
  for (const { of } of all)
    if (of.kind === 'random') found.set(`${of.stream} ${of.site}`, { stream: of.stream, site: of.site });
  return [...found.values()];
}

interface Part {
  readonly kernels: readonly Kernel[];
  readonly sources: Sources;
  readonly lodging: Lodgings;
  readonly plan: Plan;
  readonly memory: Memory;
}

function partOf(program: TensorProgram, addresses: ReadonlyMap<Tensor, number>, start: number): Part {
  const chosen = realised(program);
  const kernels = kernelsOf(program, chosen);
  const sources = sourcesOf(program, chosen);
  const lodging = lodgings(program, kernels, sources);
  const plan = planned(kernels, sources, lodging, addresses, [], start);
  const names = new Map<Tensor, number>();
  const memory: Memory = {
    layoutOf: (tensor) => lodging.of(tensor),
    nameOf: (tensor) => {
      const known = names.get(tensor) ?? names.size;
      names.set(tensor, known);
      return known;
    },
  };
  return { kernels, sources, lodging, plan, memory };
}

interface Outside {
  readonly keys: Compiled['keys'];
  /** Told how many bytes of its own a kernel needs. */
  readonly noted: (bytes: number) => void;
}

function kernelFunction(name: string, kernel: Kernel, { lodging, plan, memory }: Part, { keys, noted }: Outside): Func {
  return func(name, [], [], (builder) => {
    const site: Site = {
      math: mathCode(builder),
      baseOf: (source) => ({ code: undefined, bytes: plan.addressOf(lodging.of(source)?.owner ?? source) }),
      keyOf: (stream, at) => {
        const key = keys.find((each) => each.stream === stream && each.site === at);
        return load('i32.load', i32(0), key?.address ?? 0);
      },
      scratch: (bytes) => {
        noted(bytes);
        return plan.size;
      },
    };
    switch (kernel.kind) {
      case 'loops':
        return loopsKernelCode(builder, kernel, memory, lodging, site);
      case 'product':
        return productKernelCode(builder, kernel, memory, lodging, site);
      case 'scatter':
        return scatterKernelCode(builder, kernel, memory, lodging, site);
      case 'concat':
        return concatKernelCode(builder, kernel, memory, lodging, site);
    }
  });
}
