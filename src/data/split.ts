/** The split of documents into training, validation and test parts, as Python's shuffle orders them. */
import { shuffled } from './python-random.ts';

/**
 * One part for each share, cut at int(cumulative share · n) of the shuffled documents, as makemore does with 0.8 and 0.9.
 * The sum of shares is rounded to twelve digits first, so that 0.7 and 0.2 make 0.9.
 */
export function split<T>(documents: readonly T[], shares: readonly number[], seed: number): readonly (readonly T[])[] {
  const order = shuffled(documents, seed);
  let total = 0;
  let start = 0;
  return shares.map((share) => {
    total = Number((total + share).toPrecision(12));
    const end = Math.floor(total * order.length);
    const part = order.slice(start, end);
    start = end;
    return part;
  });
}
