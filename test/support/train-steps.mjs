/**
 * Trains an emitted module on arrays, step by step: `node train-steps.mjs PROGRAM CASE BACKEND`, where the case is JSON
 * with x, y and a number of steps. Prints after each step the loss, all weights, what evaluation says, and how many
 * tensors there are.
 */
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [program, text, backend] = process.argv.slice(2);
const { createModel, forward, trainStep } = await import(pathToFileURL(program).href);
const { x, y, steps } = JSON.parse(text);
await tf.setBackend(backend);
const [input, target] = [tf.tensor(x, undefined, 'float32'), tf.tensor(y, undefined, 'int32')];
const model = createModel(1);
const told = [look()];
for (let step = 0; step < steps; step++) {
  const loss = trainStep(model, input, target, step);
  told.push({ loss, ...look() });
}
console.log(JSON.stringify(told));

function look() {
  return {
    weights: Object.fromEntries(Object.entries(model.weights).map(([path, weight]) => [path, [...weight.dataSync()]])),
    evaluation: tf.tidy(() => [...forward(model, input).dataSync()]),
    tensors: tf.memory().numTensors,
  };
}
