/** Scores: the loss of a part, and how often the likeliest class is the right one */
import * as tf from '@tensorflow/tfjs';
import { evaluate } from './engine-training.ts';
import { forward } from './spec.ts';
import { chunksOf } from './training.ts';
import type { Examples, Model } from './types.ts';
import { examplesAt } from './windows.ts';

/** The loss of a part, and the text that shows it with the accuracy. */
export function scored(model: Model, part: Examples): readonly [loss: number, text: string] {
  const loss = evaluate(model, part);
  return [loss, `${loss.toFixed(4)}, accuracy ${(100 * accuracy(model, part)).toFixed(1)} %`];
}

/** The share of targets that are the likeliest class; those of -1 are not counted. */
export function accuracy(model: Model, part: Examples): number {
  let right = 0;
  let count = 0;
  for (const rows of chunksOf(part)) {
    const [guesses, targets] = tf.tidy(() => {
      const [x, y] = examplesAt(part, rows);
      return [tf.argMax(forward(model, x), -1).dataSync(), y.dataSync()] as const;
    });
    right += targets.filter((target, i) => target === guesses[i]).length;
    count += targets.filter((target) => target >= 0).length;
  }
  return right / count;
}
