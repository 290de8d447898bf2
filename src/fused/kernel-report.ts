/** What a kernel does, in numbers: where it belongs, what it reads and writes, and how long it is likely to take. */
import { type Stage, sizeOf, type Tensor } from '../tensors/tensor.ts';
import type { Func } from '../wasm/code.ts';
import type { CompiledPart } from './compile.ts';
import { kernelTime } from './kernel-time.ts';
import type { Kernel } from './kernels.ts';
import { tensorsOf } from './memory.ts';

export interface KernelReport {
  readonly kind: Kernel['kind'];
  /** The stages that it computes, those whose gradients it computes, and the weights that it updates, by path. */
  readonly forward: readonly string[];
  readonly backward: readonly string[];
  readonly update: readonly string[];
  /** What is gone through: rows and columns of a product, and what it sums over. */
  readonly domain: readonly number[];
  readonly summed: readonly number[];
  readonly macs: number;
  /** Bytes of the tensors that it reads and writes. */
  readonly read: number;
  readonly written: number;
  /** Microseconds. */
  readonly predicted: number;
}

/** Of the kernel at a place among those of a part. */
export function kernelReport(part: CompiledPart, at: number): KernelReport {
  const kernel = part.kernels[at] as Kernel;
  const computed = tensorsOf(kernel);
  const own = new Set(computed);
  const sources = new Set(computed.flatMap((tensor) => part.sources.get(tensor) ?? []));
  const stages = (way: Stage['way']) => [
    ...new Set(computed.flatMap(({ stage }) => (stage?.way === way ? [stage.path] : []))),
  ];
  const macs = kernel.kind === 'product' ? sizeOf(kernel.product.shape) * sizeOf(summedBy(kernel.product)) : 0;
  return {
    kind: kernel.kind,
    forward: stages('forward'),
    backward: stages('backward'),
    update: stages('update'),
    domain: 'domain' in kernel ? kernel.domain : (computed[0]?.shape ?? []),
    summed: kernel.kind === 'product' ? summedBy(kernel.product) : [],
    macs,
    read: bytesOf([...sources].filter((source) => !own.has(source))),
    written: bytesOf(computed.filter(part.isStored)),
    predicted: kernelTime(kernel, part.functions[at] as Func),
  };
}

function bytesOf(tensors: readonly Tensor[]): number {
  return tensors.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
}

function summedBy({ of }: Tensor): readonly number[] {
  return of.kind === 'contract' ? of.left.shape.slice(of.left.shape.length - of.summed) : [];
}
