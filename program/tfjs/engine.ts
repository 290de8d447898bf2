/**
 * Engine: a whole training step in one call of engine.wasm, over one memory in which the variables of the model lie, so
 * that TensorFlow.js sees what was done without a copy. It was compiled from the same spec as the model, the loss and the
 * update above, and knows nothing of what is changed in them here: `engine: 'tfjs'` among the knobs trains with them
 */
import * as tf from '@tensorflow/tfjs';
import { keyOf, sizeOf } from './chance.ts';
import { tensorsOf } from './checkpoint.ts';
import { Problem } from './problem.ts';
import { INPUT, learningRate, stepNumbers, TARGET } from './spec.ts';
import { countedIn } from './training.ts';
import type {
  Engine,
  EngineFacts,
  EnginePlace,
  Examples,
  Form,
  Model,
  Numbers,
  OpenedEngine,
  RunningEngine,
  StepSettings,
  Tensors,
  WebAssemblyPlatform,
} from './types.ts';

/** Undefined where there is none. */
const wasm = (globalThis as { WebAssembly?: unknown }).WebAssembly as WebAssemblyPlatform | undefined;

/** Compiles engine.wasm for these knobs; where it does not serve, the reason is given as a sentence. */
export async function openEngine(
  bytes: Uint8Array,
  { batch, accumulate = 1 }: { readonly batch: number; readonly accumulate?: number },
): Promise<OpenedEngine | string> {
  if (!wasm) return 'There is no WebAssembly here';
  if (!wasm.validate(bytes)) return 'WebAssembly has no SIMD here, or engine.wasm is damaged';
  const module = await wasm.compile(bytes);
  const [section] = wasm.Module.customSections(module, 'mm');
  const facts: EngineFacts = JSON.parse(new TextDecoder().decode(section));
  if (facts.batch !== batch) return `The fused engine was compiled for minibatches of ${facts.batch}, not of ${batch}`;
  if (facts.accumulate !== accumulate)
    return `The fused engine was compiled for ${facts.accumulate} minibatches a step, not for ${accumulate}`;
  return { module, facts };
}

/** The model on an engine of its own, in whose memory its variables lie from now on. */
export async function withEngine(model: Model, opened: OpenedEngine): Promise<Model> {
  const { facts } = opened;
  const running = await started(opened, tensorsOf(model));
  const { floats, run } = running;
  const [batch, chunk] = [batchOf(running), examplesIn(floats.buffer, facts.measured, facts.chunk)];
  const engine: Engine = {
    batch,
    chunk,
    step(step, settings) {
      takeIn(running.places);
      for (const [i, value] of stepNumbers(step + 1, learningRate(step, settings)).entries())
        floats[(facts.scalars[i] as number) / 4] = value;
      return facts.parts ? stepInParts(running, batch, step, settings) : stepInOne(running, step, settings);
    },
    measure() {
      takeIn(running.places);
      run('measure');
      return floats[facts.measured.loss / 4] as number;
    },
  };
  return { ...model, engine };
}

/** The name of the kernel under which TensorFlow.js knows the functions of engines. */
const KERNEL = 'FusedEngine';

/** Starts the module over a memory of its own, which never grows, so that views of it stay what they are. */
async function started({ module, facts }: OpenedEngine, tensors: Tensors): Promise<RunningEngine> {
  const { instantiate } = wasm as WebAssemblyPlatform;
  const memory = memoryOf(facts.pages);
  const { exports } = await instantiate(module, { env: { memory } });
  for (const backendName of ['cpu', 'wasm'])
    if (!tf.getKernel(KERNEL, backendName)) tf.registerKernel({ kernelName: KERNEL, backendName, kernelFunc });
  const places = Object.entries(tensors).flatMap(([path, variable]): EnginePlace[] => {
    const address = facts.tensors[path];
    if (address === undefined) return []; // nothing that the loss depends on
    return [{ variable, numbers: new Float32Array(memory.buffer, address, variable.size), dataId: undefined }];
  });
  const run = (name: string) => {
    tf.engine().runKernel(KERNEL, tensors, { call: exports[name] as unknown as string });
  };
  return {
    facts,
    floats: new Float32Array(memory.buffer),
    wholes: new Int32Array(memory.buffer),
    places,
    run,
  };
}

function memoryOf(pages: number): { readonly buffer: ArrayBuffer } {
  const { Memory } = wasm as WebAssemblyPlatform;
  try {
    return new Memory({ initial: pages, maximum: pages });
  } catch {
    throw new Problem(`there are no ${Math.ceil(pages / 16)} MB left for the fused engine; --engine tfjs does without`);
  }
}

/** The kernel calls a function of an engine, which changes variables and gives nothing. */
function kernelFunc({ attrs }: { readonly attrs?: tf.NamedAttrMap }): tf.TensorInfo[] {
  (attrs as unknown as { readonly call: () => void }).call();
  return [];
}

/** Copies variables that lie elsewhere into the memory: at first, and whenever something was assigned to them. */
function takeIn(places: readonly EnginePlace[]): void {
  for (const place of places) {
    const { variable, numbers, dataId } = place;
    if (variable.dataId === dataId) continue;
    numbers.set(variable.dataSync());
    tf.tidy(() => variable.assign(tf.tensor(numbers, variable.shape)));
    place.dataId = variable.dataId;
  }
}

/** Where a step's examples are put: in the memory, or beside it where it holds only one of several minibatches. */
function batchOf({ facts, floats }: RunningEngine): Examples {
  if (!facts.parts) return examplesIn(floats.buffer, facts, facts.batch);
  const examples = facts.batch * facts.accumulate;
  return examplesIn(
    new ArrayBuffer(4 * examples * (sizeOf(INPUT.shape) + sizeOf(TARGET.shape))),
    {
      input: 0,
      target: 4 * examples * sizeOf(INPUT.shape),
    },
    examples,
  );
}

/** Examples at addresses of a memory. */
function examplesIn(
  buffer: ArrayBufferLike,
  { input, target }: { readonly input: number; readonly target: number },
  examples: number,
): Examples {
  return { x: numbersIn(buffer, input, INPUT, examples), y: numbersIn(buffer, target, TARGET, examples), examples };
}

function numbersIn(buffer: ArrayBufferLike, address: number, { shape, dtype }: Form, examples: number): Numbers {
  const length = examples * sizeOf(shape);
  return dtype === 'int32' ? new Int32Array(buffer, address, length) : new Float32Array(buffer, address, length);
}

/** A step on one minibatch. */
function stepInOne({ facts, floats, wholes, run }: RunningEngine, step: number, { seed }: StepSettings): number {
  for (const { address, stream, site } of facts.keys) wholes[address / 4] = keyOf(seed, stream, site, step);
  run('step');
  return floats[facts.loss / 4] as number;
}

/** A step on several minibatches, whose gradients are added up; the weight of each is how many of its targets count. */
function stepInParts(running: RunningEngine, { x, y }: Examples, step: number, { seed }: StepSettings): number {
  const { facts, floats, wholes, run } = running;
  const { accumulate, batch, parts } = facts;
  const { share, first } = parts as { readonly share: number; readonly first: number };
  const room = examplesIn(floats.buffer, facts, batch);
  const counted = countedIn(y);
  let begun = false;
  for (let part = 0; part < accumulate; part++) {
    const target = y.subarray(part * room.y.length, (part + 1) * room.y.length);
    const own = countedIn(target) / counted;
    if (own === 0) continue; // no target of this minibatch counts
    room.x.set(x.subarray(part * room.x.length, (part + 1) * room.x.length));
    room.y.set(target);
    floats[share / 4] = own;
    floats[first / 4] = begun ? 0 : 1;
    for (const { address, stream, site } of facts.keys)
      wholes[address / 4] = keyOf(seed, stream, site, step * accumulate + part);
    run('part');
    begun = true;
  }
  const value = floats[facts.loss / 4] as number;
  if (Number.isFinite(value)) run('update');
  return value;
}
