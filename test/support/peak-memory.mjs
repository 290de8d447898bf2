/**
 * The most bytes that tensors hold in a training step of an emitted program on the cpu backend:
 * `node peak-memory.mjs PROGRAM BATCH TYPES`, where TYPES is {input, target} as JSON, each with the shape of an example
 * and, for whole numbers, how many there are.
 */
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';

const [path, batch, types] = process.argv.slice(2);
const { input, target } = JSON.parse(types);
await tf.setBackend('cpu');
const { createModel, trainStep } = await import(pathToFileURL(path).href);
const model = createModel(1);
const [x, y] = [drawn(input), drawn(target)];
trainStep(model, x, y, 0);

const { state } = tf.engine();
let [now, peak] = [state.numBytes, state.numBytes];
Object.defineProperty(state, 'numBytes', {
  get: () => now,
  set(bytes) {
    now = bytes;
    peak = Math.max(peak, bytes);
  },
});
trainStep(model, x, y, 1);
console.log(JSON.stringify({ peak }));

function drawn({ shape, below }) {
  const dims = [Number(batch), ...shape];
  return below === undefined
    ? tf.randomUniform(dims, 0, 1, 'float32', 7)
    : tf.cast(tf.floor(tf.randomUniform(dims, 0, below, 'float32', 7)), 'int32');
}
