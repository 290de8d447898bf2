/** Codes about training. */
import { both, count, error, warning } from '../row.ts';

export const trainRows = {
  'train/no-target': error<Record<never, string>>(
    'Training without anything to train towards.',
    () => 'nothing says what the model is trained towards',
    { no: { cause: 'the place is the cause', fix: 'nobody but the writer knows what is missing' } },
  ),
  'train/loss-target': error<{ loss: string; target: string; goesWith: readonly string[] }>(
    'A loss that does not go with the target.',
    ({ loss, target, goesWith }) => `${loss} goes with ${both(goesWith)}, but the target is ${target}`,
    { no: { cause: 'the place is the cause', fix: 'there are several ways that mean different things' } },
  ),
  'train/target-range': error<{ loss: string; targets: string; first: string; place: string; count: number }>(
    'Targets beyond 0 and 1 for a loss that takes them as how likely yes is.',
    ({ loss, targets, first, place, count: n }) =>
      `${loss} takes targets from 0 to 1, but ${targets} has ${first} in ${place}${n > 1 ? ` and ${count(n - 1, 'more number')} beyond` : ''}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'train/out-of-reach': warning<{ stage: string; gives: string; targets: string; least: string; most: string }>(
    'A model whose last activation cannot give numbers as large, or as small, as the targets.',
    ({ stage, gives, targets, least, most }) => `${stage} gives ${gives}, but ${targets} goes from ${least} to ${most}`,
    {
      more: 'An activation behind the last layer with weights bounds what the model can say. Targets beyond can never be met: their loss stays large, and the gradient of what is pushed against the bound fades.',
    },
  ),
};
