/**
 * Runs the forward pass of emitted programs on inputs of their type and tells the shape that each line gives beside the
 * one that the line's comment states: `node run-shapes.mjs LIST`, where LIST is a JSON file of
 * {path, shape, vocabulary}. Prints for each program the pairs, in training and in evaluation, with what went in and out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const BATCH = 5;
const programs = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const results = [];
for (const { path, shape, vocabulary } of programs) results.push(await run(path, shape, vocabulary));
console.log(JSON.stringify(results));

async function run(path, shape, vocabulary) {
  const traced = path.replace(/\.mjs$/, '.traced.mjs');
  writeFileSync(traced, withTrace(readFileSync(path, 'utf8')));
  const { createModel, forward, weights, trace } = await import(pathToFileURL(traced).href);
  const model = createModel(1);
  const dims = [BATCH, ...shape];
  const input = vocabulary
    ? tf.cast(tf.fill(dims, vocabulary - 1), 'int32')
    : tf.randomNormal(dims, 0, 1, 'float32', 1);
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
  return result;
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
