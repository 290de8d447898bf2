/** Where expressions are turned into values: the loops that run, and what a kernel has at hand. */
import type { MapFunction, Tensor } from '../tensors/tensor.ts';
import type { Code, Local } from '../wasm/code.ts';
import type { Loop, Place } from './places.ts';
import type { Value, ValueTable } from './values.ts';

/** Functions of a number or of four, as code: from `kernels/math.ts`. */
export interface MathCode {
  vector(fn: MapFunction, args: readonly Code[]): Code;
  /** 24 random bits of a key and an index as floats in [0, 1), for four indices. */
  random(key: Code, index: Code): Code;
}

export interface Ground {
  readonly table: ValueTable;
  readonly math: MathCode;
  /** The loops that are running, outermost first, with the locals that count them. */
  readonly loops: readonly { readonly loop: Loop; readonly local: Local }[];
  /** The loop whose steps of four are done at once; undefined for single numbers. */
  readonly lanes: Loop | undefined;
  /** What stands for the counters of loops: others, where loops became one, and what is added to them. */
  readonly counters: ReadonlyMap<Loop, Place>;
  /** Where a tensor's buffer begins: an address as code, or a number of bytes. */
  baseOf(source: Tensor): { readonly code: Code | undefined; readonly bytes: number };
  /** The local that holds the key of a place's random numbers. */
  keyOf(stream: string, site: string): Code;
  /** What the kernel has at hand for a tensor. */
  ownOf(tensor: Tensor): Value;
}
