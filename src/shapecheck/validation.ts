/** Whether a split of data leaves any examples for validation. */
import type { DataFacts } from '../registry/reader.ts';
import type { CheckedData } from './checked.ts';

/** Where the number of examples is not known: whether it gives them a share. */
export function hasValidation({ reader, settings, found }: CheckedData): boolean {
  const { split: [train = 0, validation = 0] = [1, 1] } = settings as { readonly split?: readonly number[] };
  if (validation === 0) return false;
  const facts = found.filter((each): each is DataFacts => each !== undefined);
  if (facts.length < found.length) return true;
  const upTo = (share: number) => reader.trainedOn?.({ ...settings, split: [share, 0, 0] } as never, facts, 'each');
  // As programs cut them: at the sum of the shares.
  const [before, after] = [upTo(train), upTo(Number((train + validation).toPrecision(12)))];
  return !before || !after || after.count > before.count;
}
