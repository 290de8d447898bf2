/**
 * Trains an emitted program twice from the same weights, by the readable code and by the fused engine: `node
 * both-engines.mjs PROGRAM STEPS`. Prints the losses of both step by step, what became of each tensor, the losses of whole
 * splits, and how many tensors each step of the engine leaves.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { startedModel } from './on-engine.mjs';

const [program, steps] = process.argv.slice(2);
const module = await import(pathToFileURL(program).href);
const { knobs, train, evaluate, readData } = module;
const files = [knobs.data, knobs.targets].filter(Boolean).map((path) => {
  return { name: basename(path), bytes: readFileSync(join(dirname(program), path)) };
});
const data = readData(files, knobs);
const settings = { ...knobs, steps: Number(steps) };

const readable = await startedModel(program, module, 'cpu', settings.seed);
const fused = await startedModel(program, module, 'fused', settings.seed);
const losses = [...train(readable, data, settings)].map(({ loss }) => loss);
const told = [];
const tensors = [];
for (const { loss } of train(fused, data, settings)) {
  told.push(loss);
  tensors.push(tf.memory().numTensors);
}
const all = ({ weights, buffers, optimiser }) => ({ ...weights, ...buffers, ...optimiser });
const others = all(fused);
const distances = Object.entries(all(readable)).map(([path, tensor]) => {
  const [want, got] = [tensor.dataSync(), others[path].dataSync()];
  const largest = want.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const furthest = want.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i])), 0);
  return [path, Number.isFinite(furthest) ? furthest / Math.max(largest, 1e-3) : 'not finite'];
});
const parts = ['train', 'val', 'test'].filter((name) => data[name].examples > 0);
const splits = parts.map((name) => [
  evaluate({ ...fused, engine: undefined }, data[name]),
  evaluate(fused, data[name]),
]);
console.log(JSON.stringify({ losses, told, tensors, distances, splits }));
