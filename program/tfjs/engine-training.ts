/** Training by the engine: where a model is on one; others are trained by the tape of TensorFlow.js */
import * as tf from '@tensorflow/tfjs';
import { copyMinibatch, minibatch } from './batches.ts';
import { Problem } from './problem.ts';
import { learningRate, loss, TARGET } from './spec.ts';
import { chunksOf, countedIn, type Mean, meanOf, measured, stepOn } from './training.ts';
import type { Data, Engine, Examples, Model, Numbers, Progress, Settings } from './types.ts';
import { copyExamples } from './windows.ts';

/** Trains from a step on; tells of each step when it is done. */
export function* train(model: Model, data: Data, settings: Settings, from = 0): Generator<Progress> {
  const { engine } = model;
  for (let step = from; step < settings.steps; step++) {
    const expected = engine && step === from ? lossOn(model, data.train, step, settings) : undefined;
    const value = engine ? engineStepOn(engine, data.train, step, settings) : stepOn(model, data.train, step, settings);
    if (expected !== undefined) checkEngine(value, expected);
    yield { step: step + 1, loss: value, lr: learningRate(step, settings) };
  }
}

/** One step of the engine on its own minibatch of a part. */
function engineStepOn(engine: Engine, part: Examples, step: number, settings: Settings): number {
  copyMinibatch(part, engine.batch, settings.seed, step);
  return engine.step(step, settings);
}

/** The loss of a step's minibatches by the code of this file; leaves the model as it is. */
function lossOn(model: Model, part: Examples, step: number, { batch, accumulate = 1, seed }: Settings): number {
  const [x, y] = minibatch(part, batch * accumulate, seed, step);
  const buffers = Object.entries(model.buffers).map(([path, buffer]) => [path, tf.variable(buffer)] as const);
  const trial = { ...model, buffers: Object.fromEntries(buffers) };
  const [inputs, targets] = [tf.split(x, accumulate), tf.split(y, accumulate)];
  const losses = inputs.map((input, at): Mean => {
    const target = targets[at] as tf.Tensor;
    const training = { seed, step: step * accumulate + at };
    const mean = tf.tidy(() => loss(trial, input, target, training).dataSync()[0] as number);
    return [mean, countedIn(target.dataSync() as Numbers)];
  });
  tf.dispose([x, y, inputs, targets, trial.buffers]);
  return meanOf(losses);
}

/** An engine that computes something else than this file would train something else: so much rounding cannot do. */
function checkEngine(value: number, expected: number): void {
  if (!(Math.abs(value - expected) > 1e-3 * Math.max(1, Math.abs(expected)))) return;
  throw new Problem(
    `engine.wasm gives a loss of ${value} where this program gives ${expected}: one of them was changed. ` +
      '--engine tfjs trains with this program, mm build makes both anew',
  );
}

/** The mean loss over a whole split, in evaluation mode. */
export function evaluate(model: Model, part: Examples): number {
  const { engine } = model;
  const size = engine?.chunk.examples ?? 1;
  // A last chunk is filled up with targets that do not count, where there are such.
  const chunks = engine ? (TARGET.dtype === 'int32' ? Math.ceil : Math.floor)(part.examples / size) : 0;
  const losses = Array.from({ length: chunks }, (_, chunk) => measuredChunk(engine as Engine, part, chunk * size));
  return meanOf([...losses, ...chunksOf(part, chunks * size).map((rows) => measured(model, part, rows))]);
}

function measuredChunk({ chunk, measure }: Engine, part: Examples, start: number): Mean {
  const end = Math.min(start + chunk.examples, part.examples);
  const rows = Array.from({ length: end - start }, (_, i) => start + i);
  if (rows.length < chunk.examples) chunk.y.fill(-1);
  copyExamples(part, rows, chunk);
  return [measure(), countedIn(chunk.y)];
}
