/**
 * Hands arrays to an emitted module: `node own-arrays.mjs PROGRAM CASE BACKEND`, where the case is JSON with x, y, their
 * dtypes and a y of a wrong shape. Prints losses before and after some steps, and what is said to the wrong y.
 */
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [program, text, backend] = process.argv.slice(2);
const { createModel, loss, trainStep } = await import(pathToFileURL(program).href);
const { x, y, wrong, dtypes } = JSON.parse(text);
await tf.setBackend(backend);
const [input, target] = [tf.tensor(x, undefined, dtypes[0]), tf.tensor(y, undefined, dtypes[1])];
const model = createModel(1);
const evaluated = () => tf.tidy(() => loss(model, input, target).dataSync()[0]);
const before = evaluated();
const steps = Array.from({ length: 20 }, (_, step) => trainStep(model, input, target, step));
console.log(JSON.stringify({ before, steps, after: evaluated(), said: saidTo(wrong) }));

function saidTo(values) {
  try {
    trainStep(model, input, tf.tensor(values, undefined, dtypes[1]), 20);
    return 'nothing';
  } catch (error) {
    return error.message;
  }
}
