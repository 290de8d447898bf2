/** Patience: the model with the lowest validation loss so far, and for how long nothing better has come */
import * as tf from '@tensorflow/tfjs';
import { tensorsOf } from './checkpoint.ts';
import type { Best, Model } from './types.ts';

/** A validation loss, and the model that it is of. */
export interface Validation {
  readonly model: Model;
  readonly loss: number;
  readonly step: number;
  readonly patience: number;
}

/** The best model once the loss of this one is known; with patience off nothing is kept. */
export function bestAfter(before: Best | undefined, { model, loss, step, patience }: Validation): Best | undefined {
  if (patience === 0) return undefined;
  if (before && !(loss < before.loss)) return { ...before, waited: before.waited + 1 };
  const numbers: Record<string, Float32Array> = {};
  for (const [name, tensor] of Object.entries(tensorsOf(model))) numbers[name] = Float32Array.from(tensor.dataSync());
  return { loss, step, waited: 0, tensors: numbers };
}

/** Whether too many measurements in a row have brought nothing better. */
export function isOutOfPatience(best: Best | undefined, patience: number): boolean {
  return best !== undefined && patience > 0 && best.waited >= patience;
}

/** Sets a model to the best one, where there is one. */
export function becomeBest(model: Model, best: Best | undefined): void {
  for (const [name, values] of Object.entries(best?.tensors ?? {})) {
    const variable = tensorsOf(model)[name] as tf.Variable;
    tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
  }
}
