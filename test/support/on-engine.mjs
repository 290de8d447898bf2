/** Models of emitted programs on a backend of TensorFlow.js or on the fused engine, for scripts that take either. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

/** A model with its first weights; `computes` is cpu, wasm or fused. */
export async function startedModel(program, { createModel, openEngine, withEngine, knobs }, computes, seed) {
  await tf.setBackend(computes === 'wasm' ? 'wasm' : 'cpu');
  const model = createModel(seed);
  if (computes !== 'fused') return model;
  const opened = await openEngine(readFileSync(join(dirname(program), 'engine.wasm')), knobs);
  if (typeof opened === 'string') throw new Error(opened);
  return withEngine(model, opened);
}

/** A step on these tensors, by the engine where the model is on one; gives the loss. */
export function stepOn({ trainStep }, model, x, y, step, settings) {
  if (!model.engine) return trainStep(model, x, y, step, settings);
  model.engine.batch.x.set(x.dataSync());
  model.engine.batch.y.set(y.dataSync());
  return model.engine.step(step, settings);
}
