/** WebAssembly functions made runnable. */
import type { Func } from '../../src/wasm/code.ts';
import { encode } from '../../src/wasm/encode.ts';
import type { Module } from '../../src/wasm/module.ts';

interface Memory {
  readonly buffer: ArrayBuffer;
}
type Exported = (...args: readonly number[]) => number;

/** The platform's WebAssembly, which the types of Node do not declare as a value. */
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: {
    Memory: new (size: { initial: number }) => Memory;
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, Exported>> };
    validate(bytes: Uint8Array): boolean;
  };
};

export function isValid(bytes: Uint8Array): boolean {
  return wasm.validate(bytes);
}

/** A module of functions without imports, all of them exported by their names. */
export function moduleOf(functions: readonly Func[], pages: number): Module {
  const exports = Object.fromEntries(functions.map(({ name }, index) => [name, index]));
  return { imports: [], pages, functions, exports, data: [] };
}

export interface Running {
  call(name: string, ...args: readonly number[]): number;
  readonly floats: Float32Array;
  readonly wholes: Uint32Array;
}

/** Runs a module; `env` is what it imports besides its memory. */
export function run(module: Module, env: Readonly<Record<string, Exported>> = {}): Running {
  const memory = new wasm.Memory({ initial: module.pages });
  const { exports } = new wasm.Instance(new wasm.Module(encode(module)), { env: { memory, ...env } });
  return {
    call: (name, ...args) => (exports[name] as Exported)(...args),
    floats: new Float32Array(memory.buffer),
    wholes: new Uint32Array(memory.buffer),
  };
}

export function runFunctions(functions: readonly Func[]): Running {
  return run(moduleOf(functions, 16));
}
