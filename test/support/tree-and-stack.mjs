/**
 * Trains a tree of linear layers on the first names, copies its weights into a stack of convolutions, and prints what both
 * make of other names: `node tree-and-stack.mjs TREE STACK BACKEND`.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [treePath, stackPath, backend] = process.argv.slice(2);
const tree = await import(pathToFileURL(treePath).href);
const stack = await import(pathToFileURL(stackPath).href);
await tf.setBackend(backend);

const CONTEXT = 8;
const names = readFileSync('data/names.txt', 'utf8').trim().split('\n');
const seen = examples(names.slice(0, 200));
const others = examples(names.slice(1000, 1050));
const grown = tree.createModel(1);
const settings = { seed: 1, steps: 200, lr: 0.1 };
const losses = Array.from({ length: settings.steps }, (_, step) => {
  const [x, y] = tensors(seen, (step * 64) % (seen.length - 64), 64);
  return tree.trainStep(grown, x, y, step, settings);
});

const flat = stack.createModel(2);
const [x] = tensors(others, 0, others.length);
const untouched = logits(stack, flat);
const targets = Object.values(flat.weights);
for (const [i, weight] of Object.values(grown.weights).entries())
  targets[i].assign(tf.reshape(weight, targets[i].shape));

console.log(
  JSON.stringify({
    losses,
    shapes: { tree: shapes(grown), stack: shapes(flat) },
    tree: logits(tree, grown),
    stack: logits(stack, flat),
    untouched,
  }),
);

function logits({ forward }, model) {
  return [...forward(model, x).dataSync()];
}

function shapes({ weights }) {
  return Object.values(weights).map(({ shape }) => shape);
}

/** What stands before each letter and each end, filled with 0 on the left, and what follows. */
function examples(list) {
  return list.flatMap((name) => {
    const ids = [...Array(CONTEXT).fill(0), ...[...name].map((letter) => letter.charCodeAt(0) - 96), 0];
    return ids.slice(CONTEXT).map((next, at) => ({ before: ids.slice(at, at + CONTEXT), next }));
  });
}

function tensors(list, from, count) {
  const batch = list.slice(from, from + count);
  const before = batch.map((one) => one.before);
  const next = batch.map((one) => one.next);
  return [tf.tensor2d(before, undefined, 'int32'), tf.tensor1d(next, 'int32')];
}
