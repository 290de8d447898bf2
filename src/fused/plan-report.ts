/** What an engine is made of, in numbers: its memory, its kernels, and how long a step is likely to take. */
import { sizeOf } from '../tensors/tensor.ts';
import type { Engine } from './engine.ts';
import { type KernelReport, kernelReport } from './kernel-report.ts';

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

const PAGE = 65536;

/** The kernels of a step (of all its minibatches once), in running order. */
export function planReport({ compiled, tensors, pages, bytes }: Engine): PlanReport {
  const training = compiled.parts.filter(({ name }) => name !== 'measure');
  const kernels = training.flatMap((part) => part.kernels.map((_, at) => kernelReport(part, at)));
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
