/**
 * A contestant of the speed benchmark in TensorFlow.js, a process of its own: `node contestant.mjs KIND BACKEND MODEL
 * PROGRAM MINIBATCHES`, with engine.wasm beside the program. It tells what it is as a line of JSON, then takes lines with
 * a number of CPU seconds and a kind of step, and answers each with another line: how many steps it did, in how many CPU
 * seconds, and the last loss that it read.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { layersModel } from './layers.mjs';

const kinds = { fused, layers, readable };

const [kind, backend, name, program, file] = process.argv.slice(2);
tf.enableProdMode();
await tf.setBackend(backend);
const { parameters, ...steps } = await kinds[kind](JSON.parse(readFileSync(file, 'utf8')));
say({ versions: `TensorFlow.js ${tf.version.tfjs}`, parameters });

let done = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const [seconds, which] = line.split(' ');
  say(await timed(Number(seconds), steps[which]));
}

/** Steps for a while. Every step of a slow contestant is looked at, every tenth of a fast one. */
async function timed(seconds, step) {
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

/**
 * A step of the fused engine as the emitted program takes it; `bare` is the call of WebAssembly in it, with the numbers
 * that the last whole step wrote for its optimiser, and `hollow` is all the rest.
 */
async function fused(minibatches) {
  const { createModel, knobs, openEngine, weights, withEngine } = await import(pathToFileURL(program).href);
  const opened = await openEngine(readFileSync(join(dirname(program), 'engine.wasm')), knobs);
  if (typeof opened === 'string') throw new Error(opened);
  const inner = interceptStep();
  const { engine } = await withEngine(createModel(), opened);
  const batches = minibatches.map((pair) => pair.map((each) => Int32Array.from(each.flat())));
  const step = (i) => {
    const [x, y] = batches[i % batches.length];
    engine.batch.x.set(x);
    engine.batch.y.set(y);
    return engine.step(i, knobs);
  };
  const bare = () => {
    inner.call();
    return 0;
  };
  const hollow = (i) => {
    inner.isIdle = true;
    const loss = step(i);
    inner.isIdle = false;
    return loss;
  };
  return { parameters: parametersOf(weights), step, bare, hollow };
}

/** The function `step` of the next module of WebAssembly that is started here, which does nothing while it is idle. */
function interceptStep() {
  const inner = { isIdle: false, call: undefined };
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    WebAssembly.instantiate = instantiate;
    const { exports } = await instantiate(...args);
    inner.call = exports.step;
    return { exports: { ...exports, step: () => inner.isIdle || exports.step() } };
  };
  return inner;
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
