/**
 * The models of the benchmark written by hand with the layers of TensorFlow.js. The embedding is a dense layer over
 * one-hot rows, as the gradient of `tf.layers.embedding` is slower still on cpu and lacks a kernel on wasm. Written so,
 * both backends train them without a patch.
 */
import * as tf from '@tensorflow/tfjs';

const VOCABULARY = 27;

const stacks = {
  'stage-5': () => tree(24, 128),
  'stage-4': () => tree(10, 68),
  gru: () => recurrent(tf.layers.gru),
  lstm: () => recurrent(tf.layers.lstm),
  rnn: () => recurrent(tf.layers.simpleRNN, {}),
};

/** A model ready to train, and its minibatches as it takes them. */
export function layersModel(name, minibatches) {
  const model = tf.sequential({ layers: stacks[name]() });
  const isTree = name.startsWith('stage');
  const optimizer = isTree ? tf.train.sgd(0.1) : tf.train.adam(5e-4, 0.9, 0.99);
  model.compile({ optimizer, loss: 'sparseCategoricalCrossentropy' });
  const batches = minibatches.map(([x, y]) => [
    tf.tidy(() => tf.cast(tf.oneHot(tf.tensor(x, undefined, 'int32'), VOCABULARY), 'float32')),
    tf.tensor(isTree ? y : y.map((row) => row.map((target) => [target])), undefined, 'float32'),
  ]);
  const parameters = model.trainableWeights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  return { model, batches, parameters };
}

/** Eight letters, fused two by two. */
function tree(embedding, width) {
  const { dense, batchNormalization, activation, reshape, flatten } = tf.layers;
  const fused = () => [
    dense({ units: width, useBias: false }),
    batchNormalization({ momentum: 0.9, epsilon: 1e-5 }),
    activation({ activation: 'tanh' }),
  ];
  return [
    dense({ units: embedding, useBias: false, inputShape: [8, VOCABULARY] }),
    ...[reshape({ targetShape: [4, 2 * embedding] }), ...fused()],
    ...[reshape({ targetShape: [2, 2 * width] }), ...fused()],
    ...[flatten(), ...fused()],
    dense({ units: VOCABULARY, activation: 'softmax' }),
  ];
}

/** Sixteen letters, one after the other. The first weights are drawn quickly, not as an orthogonal matrix. */
function recurrent(layer, gates = { recurrentActivation: 'sigmoid' }) {
  return [
    tf.layers.dense({ units: 64, useBias: false, inputShape: [16, VOCABULARY] }),
    layer({ units: 64, returnSequences: true, recurrentInitializer: 'glorotUniform', ...gates }),
    tf.layers.dense({ units: VOCABULARY, activation: 'softmax' }),
  ];
}
