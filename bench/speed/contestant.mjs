/**
 * A contestant of the speed benchmark in TensorFlow.js, a process of its own: `node contestant.mjs KIND BACKEND MODEL
 * PROGRAM MINIBATCHES`. It tells what it is as a line of JSON, then takes lines with a number of CPU seconds and answers
 * each with another line: how many steps it did, in how many CPU seconds, and the last loss that it read.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { bareEngine } from './engine.mjs';
import { layersModel } from './layers.mjs';

const kinds = { bare, layers, readable };

const [kind, backend, name, program, file] = process.argv.slice(2);
tf.enableProdMode();
await tf.setBackend(backend);
const { step, parameters } = await kinds[kind](JSON.parse(readFileSync(file, 'utf8')));
say({ versions: `TensorFlow.js ${tf.version.tfjs}`, parameters });

let done = 0;
for await (const line of createInterface({ input: process.stdin })) say(await timed(Number(line)));

/** Steps for a while. Every step of a slow contestant is looked at, every tenth of a fast one. */
async function timed(seconds) {
  const from = done;
  const begun = process.cpuUsage();
  for (let loss; ; ) {
    loss = await step(done++);
    const steps = done - from;
    if (steps >= 16 && steps % 16 !== 0) continue;
    const spent = process.cpuUsage(begun);
    const used = (spent.user + spent.system) / 1e6;
    if (used >= seconds) return { steps, seconds: used, loss };
  }
}

function say(facts) {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}

/** The compiled step alone. */
async function bare(minibatches) {
  const emitted = await import(pathToFileURL(program).href);
  const step = await bareEngine(name, emitted);
  const batches = minibatches.map((pair) => pair.map((each) => Int32Array.from(each.flat())));
  return { parameters: parametersOf(emitted.weights), step: (i) => step(...batches[i % batches.length], i) };
}

/** The forward, loss and update of an emitted program, with the tape of TensorFlow.js. */
async function readable(minibatches) {
  const { createModel, trainStep, weights } = await import(pathToFileURL(program).href);
  const model = createModel();
  const batches = minibatches.map(([x, y]) => [tf.tensor(x, undefined, 'int32'), tf.tensor(y, undefined, 'int32')]);
  return { parameters: parametersOf(weights), step: (i) => trainStep(model, ...batches[i % batches.length], i) };
}

function layers(minibatches) {
  const { model, batches, parameters } = layersModel(name, minibatches);
  return { parameters, step: (i) => model.trainOnBatch(...batches[i % batches.length]) };
}

function parametersOf(weights) {
  return Object.values(weights).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}
