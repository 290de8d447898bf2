/** Prints the steps per CPU second of one contestant: `node train-steps.mjs PROGRAM emitted|layers BACKEND STEPS`. */
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const [program, kind, backend, count] = process.argv.slice(2);
tf.enableProdMode();
await tf.setBackend(backend);
const step = kind === 'emitted' ? await emitted() : layers();
for (let i = 0; i < 10; i++) await step(i);
const begun = process.cpuUsage();
for (let i = 0; i < Number(count); i++) await step(10 + i);
const { user, system } = process.cpuUsage(begun);
console.log((1e6 * Number(count)) / (user + system));

async function emitted() {
  const { createModel, trainStep } = await import(pathToFileURL(program).href);
  const model = createModel();
  const [x, y] = minibatch();
  return (i) => trainStep(model, x, y, i);
}

/** By hand; the embedding is a dense layer over one-hot rows, as the one of tfjs-layers is slower still. */
function layers() {
  const { dense, batchNormalization, activation, reshape, flatten } = tf.layers;
  const norm = () => batchNormalization({ momentum: 0.9, epsilon: 1e-5 });
  const model = tf.sequential({
    layers: [
      dense({ units: 24, useBias: false, inputShape: [8, 27] }),
      reshape({ targetShape: [4, 48] }),
      ...[dense({ units: 128, useBias: false }), norm(), activation({ activation: 'tanh' })],
      reshape({ targetShape: [2, 256] }),
      ...[dense({ units: 128, useBias: false }), norm(), activation({ activation: 'tanh' })],
      flatten(),
      ...[dense({ units: 128, useBias: false }), norm(), activation({ activation: 'tanh' })],
      dense({ units: 27, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'sparseCategoricalCrossentropy' });
  const [ids, y] = minibatch();
  const x = tf.cast(tf.oneHot(tf.cast(ids, 'int32'), 27), 'float32');
  const targets = tf.cast(y, 'float32');
  return () => model.trainOnBatch(x, targets);
}

/** 32 contexts of 8 tokens and what follows, always the same: the work does not depend on them. */
function minibatch() {
  const ids = Int32Array.from({ length: 32 * 8 }, (_, i) => (i * 7) % 27);
  const targets = Int32Array.from({ length: 32 }, (_, i) => (i * 5) % 27);
  return [tf.tensor(ids, [32, 8], 'int32'), tf.tensor(targets, [32], 'int32')];
}
