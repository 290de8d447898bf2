/**
 * What the memory of an engine is to TensorFlow.js: `node engine-memory.mjs PROGRAM STEPS`. Prints what a test looks at.
 */
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { startedModel, stepOn } from './on-engine.mjs';

const [program, steps] = process.argv.slice(2);
const module = await import(pathToFileURL(program).href);
const { knobs, loss, trainStep } = module;
const model = await startedModel(program, module, 'fused', 1);
const other = await startedModel(program, module, 'cpu', 1);
const x = tf.tensor(
  Array.from({ length: 8 }, (_, i) => [i, 2 * i, 3 * i]),
  [8, 3],
  'int32',
);
const y = tf.tensor(
  Array.from({ length: 8 }, (_, i) => i + 5),
  [8],
  'int32',
);
const { batch, chunk } = model.engine;
const path = 'linear.weight';
const told = {};

stepOn(module, model, x, y, 0, knobs);
const { buffer } = batch.x;
const tensors = [model.weights, model.buffers, model.optimiser].flatMap(Object.values);
told.outside = tensors.filter((tensor) => tensor.dataSync().buffer !== buffer).length;
told.tensors = tensors.length;
const view = model.weights[path].dataSync();
const before = view.slice();
stepOn(module, model, x, y, 1, knobs);
told.isLive = model.weights[path].dataSync() === view && view.some((value, i) => value !== before[i]);

for (let i = 0; i < 32; i++) {
  chunk.x.set(x.dataSync(), i * batch.x.length);
  chunk.y.set(y.dataSync(), i * batch.y.length);
}
told.measured = [model.engine.measure(), loss(model, x, y).dataSync()[0]];

// Three ways in which numbers come into a model from elsewhere, and a step of the readable code between two of the engine.
trainStep(other, x, y, 0);
trainStep(other, x, y, 1);
for (const each of [model, other]) each.weights[path].assign(tf.mul(each.weights[path], 0.5));
told.assigned = [stepOn(module, model, x, y, 2, knobs), trainStep(other, x, y, 2)];
for (const each of [model, other]) trainStep(each, x, y, 3);
told.mixed = [stepOn(module, model, x, y, 4, knobs), trainStep(other, x, y, 4)];
module.unpackCheckpoint(other, module.packCheckpoint(model, {}));
module.unpackCheckpoint(model, module.packCheckpoint(other, {}));
told.unpacked = [stepOn(module, model, x, y, 5, knobs), trainStep(other, x, y, 5)];
told.outsideAfter = tensors.filter((tensor) => tensor.dataSync().buffer !== buffer).length;

const started = tf.memory();
for (let step = 6; step < Number(steps); step++) {
  batch.x.fill(step % 27);
  model.engine.step(step, knobs);
}
const ended = tf.memory();
told.growth = ['numTensors', 'numDataBuffers', 'numBytes'].map((name) => ended[name] - started[name]);
told.pages = [buffer.byteLength, model.weights[path].dataSync().buffer.byteLength];
console.log(JSON.stringify(told));
