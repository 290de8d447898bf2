/** A module of WebAssembly as data. */
import type { Func, ValueType } from './code.ts';

export interface Module {
  readonly imports: readonly ImportedFunction[];
  /** The memory is imported, `env.memory`, of this many pages of 64 kB. */
  readonly pages: number;
  /** Functions are numbered after the imported ones, in their order. */
  readonly functions: readonly Func[];
  /** Indices of functions by their outside names. */
  readonly exports: Readonly<Record<string, number>>;
  /** Bytes that lie in memory from the start. */
  readonly data: readonly { readonly address: number; readonly bytes: Uint8Array }[];
}

export interface ImportedFunction {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** The index of a function by its place among the module's own. */
export function indexOfOwn({ imports }: Pick<Module, 'imports'>, place: number): number {
  return imports.length + place;
}
