/** What an engine is made of, in numbers: its memory, its kernels, and how long a step is likely to take. */
import { inputsOf, type MapFunction, sizeOf, type Tensor } from '../tensors/tensor.ts';
import type { Engine } from './engine.ts';
import type { Kernel } from './kernels.ts';
import { tensorsOf } from './memory.ts';

export interface PlanReport {
  /** Bytes by what they hold. */
  readonly memory: {
    readonly weights: number;
    readonly buffers: number;
    /** What the optimiser remembers, running means, and sums over minibatches. */
    readonly state: number;
    readonly minibatch: number;
    /** Activations, gradients and copies, at their most. */
    readonly passing: number;
    readonly all: number;
  };
  /** Bytes of the module. */
  readonly module: number;
  /** Multiply-adds of all products of a step, forwards and backwards. */
  readonly macs: number;
  /** Microseconds. */
  readonly predicted: number;
  readonly kernels: readonly KernelReport[];
}

export interface KernelReport {
  readonly kind: Kernel['kind'];
  /** What is gone through: rows and columns of a product, and what it sums over. */
  readonly domain: readonly number[];
  readonly summed: readonly number[];
  readonly macs: number;
  /** Microseconds. */
  readonly predicted: number;
}

const PAGE = 65536;

/** The kernels of a step (of all its minibatches once), in running order. */
export function planReport({ compiled, tensors, pages, bytes }: Engine): PlanReport {
  const training = compiled.parts.filter(({ name }) => name !== 'measure');
  const kernels = training.flatMap((part) => part.kernels.map(kernelReport));
  const bytesOf = (...roles: readonly string[]) =>
    tensors.filter(({ role }) => roles.includes(role)).reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
  const given = compiled.located.filter(({ role, name }) => isMinibatch(role) && !name.endsWith('.measured'));
  return {
    memory: {
      weights: bytesOf('weight'),
      buffers: bytesOf('buffer'),
      state: bytesOf('state'),
      minibatch: given.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0),
      passing: Math.max(0, ...training.map(({ passing }) => passing)),
      all: pages * PAGE,
    },
    module: bytes.length,
    macs: kernels.reduce((sum, { macs }) => sum + macs, 0),
    predicted: kernels.reduce((sum, { predicted }) => sum + predicted, 0),
    kernels,
  };
}

function isMinibatch(role: string): boolean {
  return role === 'input' || role === 'target';
}

/**
 * What things cost, in nanoseconds: fitted to the steps of ten makemore specs on an AMD EPYC at about 4 GHz, from which
 * they are 12 % off at the most. Another machine is faster or slower, but in all of them alike.
 */
const costs = { perMac: 2 / 61, perNumber: 0.18, perSlow: 0.07 } as const;

const slow: ReadonlySet<MapFunction> = new Set(['exp', 'log', 'tanh', 'sigmoid', 'erf', 'sin', 'cos']);

function kernelReport(kernel: Kernel): KernelReport {
  const computed = tensorsOf(kernel);
  const macs = kernel.kind === 'product' ? sizeOf(kernel.product.shape) * sizeOf(summedBy(kernel.product)) : 0;
  const numbers = computed.reduce((sum, tensor) => sum + workOf(tensor), 0);
  const dear = computed.reduce((sum, tensor) => sum + slowIn(tensor, new Set(computed)) * sizeOf(tensor.shape), 0);
  const nanoseconds = macs * costs.perMac + numbers * costs.perNumber + dear * costs.perSlow;
  return {
    kind: kernel.kind,
    domain: 'domain' in kernel ? kernel.domain : (computed[0]?.shape ?? []),
    summed: kernel.kind === 'product' ? summedBy(kernel.product) : [],
    macs,
    predicted: nanoseconds / 1000,
  };
}

function summedBy({ of }: Tensor): readonly number[] {
  return of.kind === 'contract' ? of.left.shape.slice(of.left.shape.length - of.summed) : [];
}

/** The numbers that are gone through for a tensor. */
function workOf({ of, shape }: Tensor): number {
  if (of.kind === 'contract') return 0;
  return of.kind === 'reduce' || of.kind === 'scatter' ? sizeOf(of.input.shape) : sizeOf(shape);
}

/** How many slow functions are called for a number of a tensor, down to what other kernels have computed. */
function slowIn(tensor: Tensor, here: ReadonlySet<Tensor>, depth = 6): number {
  const { of } = tensor;
  const own = of.kind === 'map' && slow.has(of.fn) ? 1 : 0;
  if (of.kind !== 'map' || depth === 0) return own;
  return inputsOf(tensor).reduce(
    (sum, input) => sum + (here.has(input) || input.of.kind !== 'map' ? 0 : slowIn(input, here, depth - 1)),
    own,
  );
}
