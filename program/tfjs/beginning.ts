/** Beginning with weights of another model, as far as there are such */
import * as tf from '@tensorflow/tfjs';
import { openCheckpoint } from './checkpoint.ts';
import { Problem } from './problem.ts';
import type { Entry, Model } from './types.ts';

/**
 * Sets weights and running statistics to those of the same names in a safetensors file. Of a tensor of another size the
 * numbers are taken that both have room for; what the file lacks, or has as NaN, stays as it was drawn. Gives how many
 * were set.
 */
export function beginWith(model: Model, bytes: Uint8Array): number {
  const { entries, start, view } = openCheckpoint(bytes);
  const tensors = { ...model.weights, ...model.buffers };
  const found = Object.keys(tensors).filter((name) => tensors[name]?.rank === entries[name]?.shape.length);
  if (found.length === 0) throw new Problem('the weights to begin with are of another model: no name is the same');
  for (const name of found) {
    const tensor = tensors[name] as tf.Variable;
    const values = overlaid(tensor, entries[name] as Entry, (i) => view.getFloat32(start + i, true));
    for (const same of [tensor, model.optimiser[`${name}.ema`]])
      if (same) tf.tidy(() => same.assign(tf.tensor(values, tensor.shape)));
  }
  return found.length;
}

/** The numbers of a tensor with those of an entry over them, from the first place on along each axis. */
function overlaid(
  tensor: tf.Tensor,
  { shape, data_offsets: [from] }: Entry,
  at: (byte: number) => number,
): Float32Array {
  const values = Float32Array.from(tensor.dataSync());
  const sizes = tensor.shape.map((size, axis) => Math.min(size, shape[axis] ?? 0));
  const copy = (axis: number, to: number, place: number): void => {
    if (axis === sizes.length) {
      const value = at(from + 4 * place);
      if (!Number.isNaN(value)) values[to] = value;
    } else
      for (let i = 0; i < (sizes[axis] as number); i++)
        copy(axis + 1, to * (tensor.shape[axis] as number) + i, place * (shape[axis] as number) + i);
  };
  copy(0, 0, 0);
  return values;
}
