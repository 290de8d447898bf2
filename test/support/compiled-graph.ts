/** Tensor programs compiled to WebAssembly and run: what comes out, to be held against the slow reference. */
import { keyOf, type Stream } from '../../src/chance/hash.ts';
import { compilePrograms } from '../../src/fused/compile.ts';
import type { TensorProgram } from '../../src/fused/program.ts';
import type { Given } from '../../src/tensors/evaluate.ts';
import { sizeOf, type Tensor } from '../../src/tensors/tensor.ts';

interface Platform {
  readonly Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** The platform's WebAssembly, which the types of Node do not declare as a value. */
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: Platform };

/** As `evaluate` of src/tensors: the numbers of tensors, but from a compiled program. */
export function runCompiled(
  tensors: readonly Tensor[],
  { leaves, seed = 0, step = 0 }: Given,
): readonly Float32Array[] {
  const numbersOf = runProgram(
    tensors.map((value, at) => ({ value, into: `result ${at}` })),
    { leaves, seed, step },
  );
  return tensors.map((_, at) => numbersOf(`result ${at}`));
}

/** The numbers of leaves and results by name, after a program has run. */
export function runProgram(
  program: TensorProgram,
  { leaves, seed = 0, step = 0 }: Given,
): (name: string) => Float32Array {
  const { bytes, pages, located, keys } = compilePrograms({ run: program });
  const memory = new wasm.Memory({ initial: pages, maximum: pages });
  // What lies in memory before is not zero, as in a program that has run for a while.
  new Float32Array(memory.buffer).fill(Number.NaN);
  const instance = new wasm.Instance(new wasm.Module(bytes), { env: { memory } });
  for (const { name, address, shape, type } of located) {
    const values = leaves[name];
    if (!values) continue;
    const View = type === 'i32' ? Int32Array : Float32Array;
    new View(memory.buffer, address, sizeOf(shape)).set(values);
  }
  for (const { stream, site, address } of keys)
    new Int32Array(memory.buffer, address, 1)[0] = keyOf(seed, stream as Stream, site, step);
  (instance.exports.run as () => void)();
  return (wanted) => {
    const place = located.find(({ name }) => name === wanted);
    return new Float32Array(memory.buffer, place?.address, sizeOf(place?.shape ?? [])).slice();
  };
}
