/**
 * Runs the forward pass of emitted programs on inputs of their type and tells the shape that each line gives beside the
 * one that the line's comment states: `node run-shapes.mjs LIST`, where LIST is a JSON file of
 * {path, shape, vocabulary, idle}. Prints for each program the pairs, in training and in evaluation, with what went in and
 * out; and which weights get a gradient, where `idle` are those that should get none.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const BATCH = 5;
const TRIALS = 24;
const programs = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const results = [];
for (const program of programs) results.push(await run(program));
console.log(JSON.stringify(results));

async function run({ path, shape, vocabulary, idle }) {
  const traced = path.replace(/\.mjs$/, '.traced.mjs');
  writeFileSync(traced, withTrace(readFileSync(path, 'utf8')));
  const { createModel, forward, weights, trace } = await import(pathToFileURL(traced).href);
  const model = createModel(1);
  const dims = [BATCH, ...shape];
  const input = drawn(dims, vocabulary, 1);
  const tensors = { weights: valuesOf(model.weights), buffers: valuesOf(model.buffers) };
  const output = forward(model, input, { seed: 1, step: 0 });
  const inTraining = trace.splice(0);
  const evaluated = forward(model, input);
  const counted = Object.values(model.weights).reduce((sum, { size }) => sum + size, 0);
  const stated = Object.values(weights).reduce((sum, spec) => sum + spec.shape.reduce((all, dim) => all * dim, 1), 0);
  const result = {
    ...tensors,
    input: Array.from(input.dataSync()),
    output: output.shape,
    outputs: [output, evaluated].map((tensor) => Array.from(tensor.dataSync())),
    training: inTraining,
    evaluation: trace.splice(0),
    counted,
    stated,
  };
  tf.disposeVariables();
  return { ...result, ...learning(createModel, forward, { dims, vocabulary, idle }) };
}

function drawn(dims, vocabulary, seed) {
  if (vocabulary === undefined) return tf.randomNormal(dims, 0, 1, 'float32', seed);
  return tf.cast(tf.floor(tf.randomUniform(dims, 0, vocabulary, 'float32', seed)), 'int32');
}

/**
 * `unmoved` are the weights, not among the idle ones, whose gradient is nothing but zeros: with the weights as they start
 * and, where that leaves some, with weights moved away from there and other inputs, since a relu may be dead by chance and
 * what starts as zero hides what stands before it until it has moved. `moved` are idle weights with a gradient, and
 * `difference` is how much what comes out changes when all idle weights are moved at once, next to the greatest number in it (or 1).
 */
function learning(createModel, forward, { dims, vocabulary, idle }) {
  const moved = new Set();
  let unmoved;
  let difference = 0;
  for (let trial = 0; trial < TRIALS && unmoved?.length !== 0; trial++) {
    const training = { seed: 1, step: trial };
    const model = createModel(1 + trial);
    const weights = Object.entries(model.weights);
    if (trial > 0) shake(weights, trial);
    const input = drawn(dims, vocabulary, 2 + trial);
    const grads = gradientsOf(() => forward(model, input, training), weights);
    const still = weights.filter(([, { name }]) => !grads[name]?.dataSync().some((value) => value !== 0));
    const zero = new Set(still.map(([path]) => path));
    unmoved = (unmoved ?? Object.keys(model.weights)).filter((path) => zero.has(path) && !idle.includes(path));
    for (const path of idle) if (!zero.has(path)) moved.add(path);
    if (idle.length > 0) {
      const before = forward(model, input, training);
      shake(
        weights.filter(([path]) => idle.includes(path)),
        100 + trial,
      );
      difference = Math.max(difference, distance(before, forward(model, input, training)));
    }
    tf.disposeVariables();
  }
  return { unmoved, moved: [...moved], difference };
}

/** Moves weights away from where they are. */
function shake(weights, seed) {
  for (const [, weight] of weights)
    weight.assign(tf.add(weight, tf.randomNormal(weight.shape, 0, 0.5, 'float32', seed)));
}

function distance(a, b) {
  return tf.div(tf.max(tf.abs(tf.sub(a, b))), tf.maximum(tf.max(tf.abs(a)), 1)).dataSync()[0];
}

/** Gradients of a weighted sum of squared distances from random numbers, by the names of variables. */
function gradientsOf(output, weights) {
  const loss = () => {
    const y = output();
    const away = tf.sub(y, tf.randomNormal(y.shape, 0, 1, 'float32', 3));
    return tf.sum(tf.mul(tf.randomUniform(y.shape, 0.5, 1.5, 'float32', 4), tf.square(away)));
  };
  if (weights.length === 0) return {};
  try {
    return tf.variableGrads(
      loss,
      weights.map(([, weight]) => weight),
    ).grads;
  } catch (thrown) {
    // That is what it says when the loss hangs on none of them.
    if (!/Cannot find a connection between any variable and the result/.test(thrown.message)) throw thrown;
    return {};
  }
}

function valuesOf(tensors) {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, Array.from(tensor.dataSync())]));
}

/** Every line `x = …; // [B, 4, 20]` also notes its shape, with what it states. */
function withTrace(text) {
  const lines = text.replace(
    /^(\s*(?:let )?x = [^;]*;) +\/\/ (\[B.*)$/gm,
    (_, statement, stated) => `${statement} trace.push([${JSON.stringify(stated)}, x.shape]);`,
  );
  return `export const trace = [];\n${lines}`;
}
