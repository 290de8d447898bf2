/** Scores: the loss of a part, as it is shown */
import { evaluate } from './engine-training.ts';
import type { Examples, Model } from './types.ts';

/** The loss of a part, and the text that shows it. */
export function scored(model: Model, part: Examples): readonly [loss: number, text: string] {
  const loss = evaluate(model, part);
  return [loss, loss.toFixed(4)];
}
