/** Data: what all kinds of data have in common */
import { Problem } from './problem.ts';
import type { Examples, Split } from './types.ts';

export const SPLITS = ['train', 'val', 'test'] as const;

/** Items cut into training, validation and test parts, at int(cumulative share · n) of them. */
export function inParts<Items extends { readonly length: number; slice(start: number, end: number): Items }>(
  items: Items,
  shares: readonly number[],
): readonly Items[] {
  let share = 0;
  let start = 0;
  return shares.map((part) => {
    share = Number((share + part).toPrecision(12));
    const end = Math.floor(share * items.length);
    const kept = items.slice(start, end);
    start = end;
    return kept;
  });
}

/** The examples of each part; training needs some. */
export function splitsOf(parts: readonly Examples[], name: string): Readonly<Record<Split, Examples>> {
  const [train, val, test] = parts as [Examples, Examples, Examples];
  if (train.examples === 0) throw new Problem(`${name} is too small: no training examples`);
  return { train, val, test };
}

/** The text of a file. */
export function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(`${name} is not UTF-8`);
  }
}
