/** Codes about training. */
import { both, error } from '../row.ts';

export const trainRows = {
  'train/no-target': error<Record<never, string>>(
    'Training without anything to train towards.',
    () => 'nothing says what the model is trained towards',
  ),
  'train/loss-target': error<{ loss: string; target: string; goesWith: readonly string[] }>(
    'A loss that does not go with the target.',
    ({ loss, target, goesWith }) => `${loss} goes with ${both(goesWith)}, but the target is ${target}`,
  ),
};
