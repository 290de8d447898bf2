/**
 * One training step of an emitted program on one example drawn at random: `node one-step.mjs PROGRAM BACKEND TYPES`, where
 * TYPES is {input, target} as JSON, each with the shape of an example and, for whole numbers, how many there are.
 * Prints the loss, how many weights there are, those that the step left as they were, and what it took.
 */
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [path, backend, types] = process.argv.slice(2);
const { input, target } = JSON.parse(types);
await tf.setBackend(backend);
const { createModel, trainStep } = await import(pathToFileURL(path).href);
const model = createModel(1);
const weights = Object.entries(model.weights);
const before = new Map(weights.map(([name, weight]) => [name, digest(weight)]));

const started = process.cpuUsage();
const loss = trainStep(model, drawn(input), drawn(target), 0);
const { user, system } = process.cpuUsage(started);

const unchanged = weights.flatMap(([name, weight]) => (digest(weight) === before.get(name) ? [name] : []));
const seconds = (user + system) / 1e6;
const megabytes = Math.round(process.resourceUsage().maxRSS / 1000);
console.log(JSON.stringify({ loss, weights: weights.length, unchanged, seconds, megabytes }));

function drawn({ shape, below }) {
  const dims = [1, ...shape];
  return below === undefined
    ? tf.randomUniform(dims, 0, 1, 'float32', 7)
    : tf.cast(tf.floor(tf.randomUniform(dims, 0, below, 'float32', 7)), 'int32');
}

/** A number that changes when any bit of a weight does, in place of a copy of it: the largest models fill the memory. */
function digest(weight) {
  const bits = new Int32Array(weight.dataSync().slice().buffer);
  return bits.reduce((code, word) => Math.imul(code ^ word, 0x01000193), 0x811c9dc5);
}
