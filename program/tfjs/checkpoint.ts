/** Checkpoints: bytes in the safetensors format, which other tools read as well */
import * as tf from '@tensorflow/tfjs';
import { sizeOf } from './chance.ts';
import { Problem } from './problem.ts';
import type { Best, Entry, Facts, Model, Opened, Tensors } from './types.ts';

/** What the names of the best model's tensors begin with, and those of others cannot. */
const BEST = 'best:';

/** Every tensor of a model by the name that it bears in a checkpoint. */
export function tensorsOf(model: Model): Tensors {
  return { ...model.weights, ...model.buffers, ...model.optimiser };
}

/** A model, what is to be known about it (texts by name), and the best one so far, as bytes. */
export function packCheckpoint(model: Model, facts: Facts, best?: Best): Uint8Array {
  const header: Record<string, Entry | Facts> = { __metadata__: { ...facts, ...bestFacts(best) } };
  const parts: Float32Array[] = [];
  let size = 0;
  for (const [name, shape, data] of numbersOf(model, best)) {
    if (!data.every(Number.isFinite))
      throw new Problem(`${name} is not finite any more: nothing is saved. Try a lower --lr`);
    header[name] = { dtype: 'F32', shape, data_offsets: [size, size + 4 * data.length] };
    size += 4 * data.length;
    parts.push(data);
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = 8 + Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(start + size).fill(0x20, 8, start);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(start - 8), true);
  bytes.set(json, 8);
  let at = start;
  for (const data of parts) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

type Named = readonly [name: string, shape: readonly number[], data: Float32Array];

/** The numbers of a model, and those of the best one after them. */
function* numbersOf(model: Model, best: Best | undefined): Generator<Named> {
  const tensors = tensorsOf(model);
  for (const [name, tensor] of Object.entries(tensors)) yield [name, tensor.shape, tensor.dataSync() as Float32Array];
  for (const [name, data] of Object.entries(best?.tensors ?? {}))
    yield [`${BEST}${name}`, tensors[name]?.shape ?? [], data];
}

function bestFacts(best: Best | undefined): Facts {
  return best ? { best: JSON.stringify({ loss: best.loss, step: best.step, waited: best.waited }) } : {};
}

/** The best model that a checkpoint holds beside the last one, if there is one. */
export function unpackBest(bytes: Uint8Array): Best | undefined {
  const { facts, entries, start, view } = openCheckpoint(bytes);
  if (facts.best === undefined) return undefined;
  const numbers: Record<string, Float32Array> = {};
  for (const [name, entry] of Object.entries(entries))
    if (name.startsWith(BEST)) numbers[name.slice(BEST.length)] = valuesOf(entry, start, view);
  return { ...JSON.parse(facts.best), tensors: numbers };
}

function valuesOf({ shape, data_offsets: [from] }: Entry, start: number, view: DataView): Float32Array {
  return Float32Array.from({ length: sizeOf(shape) }, (_, i) => view.getFloat32(start + from + 4 * i, true));
}

/** Sets a model to a checkpoint, which must hold the same tensors; gives the facts that were packed with it. */
export function unpackCheckpoint(model: Model, bytes: Uint8Array): Facts {
  const { facts, entries, start, view } = openCheckpoint(bytes);
  const tensors = tensorsOf(model);
  const found = Object.keys(entries).filter((name) => !name.startsWith(BEST));
  for (const name of new Set([...Object.keys(tensors), ...found])) {
    const [wanted, is] = [shapeOf(tensors[name]), shapeOf(entries[name])];
    if (wanted !== is) throw new Problem(`the checkpoint is of another model: ${name} should be ${wanted}, is ${is}`);
  }
  for (const [name, variable] of Object.entries(tensors)) {
    const values = valuesOf(entries[name] as Entry, start, view);
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
  }
  return facts;
}

function shapeOf(tensor: { readonly shape: readonly number[] } | undefined): string {
  return tensor ? `[${tensor.shape}]` : 'absent';
}

/** The header of a checkpoint, checked: every tensor lies in the file. */
export function openCheckpoint(bytes: Uint8Array): Opened {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = 8 + Number(view.getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
    const { __metadata__: facts = {}, ...entries } = header as Record<string, Entry> & { __metadata__?: Facts };
    const size = bytes.length - start;
    if (Object.values(entries).every((entry) => isWhole(entry, size))) return { facts, entries, start, view };
  } catch {} // no number at its head, or no JSON after it
  throw new Problem('the checkpoint is not a safetensors file, or was cut off');
}

function isWhole({ dtype, shape, data_offsets: [from, to] }: Entry, size: number): boolean {
  return dtype === 'F32' && from >= 0 && to <= size && to - from === 4 * sizeOf(shape);
}
