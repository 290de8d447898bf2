/**
 * Trains the small network of an optimiser's golden with an emitted program that exports `update`:
 * `node optimiser-steps.mjs PROGRAM GOLDEN BACKEND`. Prints the loss before and the weights after each step as JSON.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [program, file, backend] = process.argv.slice(2);
const { createModel, learningRate, loss, update, knobs } = await import(pathToFileURL(program).href);
const { config, inputs, params_before: before, steps } = JSON.parse(readFileSync(file, 'utf8'));

await tf.setBackend(backend);
const tensor = ({ shape, data }) => tf.tensor(data, shape);
const [x, y] = [tensor(inputs.X), tensor(inputs.Y)];
const model = createModel(1);
const weights = Object.values(model.weights);
const names = ['w1', 'b1', 'w2', 'b2'];
for (const [i, name] of names.entries()) weights[i].assign(turned(tensor(before[name])));

const told = [];
for (let step = 0; step < steps.length; step++) {
  const value = tf.tidy(() => {
    const scaled = () => tf.mul(loss(model, x, y, { seed: 1, step }), config.loss_scale ?? 1);
    const { value, grads } = tf.variableGrads(scaled, weights);
    update(model, grads, step, learningRate(step, knobs));
    return value.dataSync()[0];
  });
  const params = Object.fromEntries(names.map((name, i) => [name, [...turned(weights[i]).dataSync()]]));
  told.push({ loss: value, params });
}
console.log(JSON.stringify(told));

/** PyTorch's matrices are [out, in], those of programs [in, out]. */
function turned(matrix) {
  return matrix.rank === 2 ? tf.transpose(matrix) : matrix;
}
