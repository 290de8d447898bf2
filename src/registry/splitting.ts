/** The settings `split` and `seed`, which readers have in common. */
import type { Disagreement, Params } from './param.ts';
import type { Count } from './reader.ts';

export const splitParam = {
  split: {
    kind: 'value',
    type: 'array',
    items: { type: 'number', minimum: 0, maximum: 1 },
    minItems: 3,
    maxItems: 3,
    default: [0.8, 0.1, 0.1],
    description: 'shares of the examples for training, validation and test',
  },
} as const satisfies Params;

export const seedParam = {
  seed: {
    kind: 'value',
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    default: 42,
    description: "shuffles the examples before the split, as CPython's random.seed and random.shuffle do",
  },
} as const satisfies Params;

interface Split {
  readonly split: readonly number[];
}

/** What is wrong with the shares of a split. */
export function splitDisagreement({ split }: Split): Disagreement | undefined {
  const total = split.reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) > 1e-9)
    return {
      param: 'split',
      why: `needs shares that add up to 1, but ${split.join(' + ')} is ${Number(total.toFixed(9))}`,
      help: 'for example: split=[0.8, 0.1, 0.1]',
    };
  if (split[0] !== 0) return undefined;
  return {
    param: 'split',
    why: 'needs a share for training above 0',
    help: 'the first share is that for training: split=[0.8, 0.1, 0.1]',
  };
}

/** Examples for training, of so many in all. */
export function trainingShare({ split: [share = 0] }: Split, count: number | undefined): Count | undefined {
  return count === undefined ? undefined : { count: Math.floor(share * count), isMost: false };
}

/** What is said when nothing is left for training. */
export function tooFew({ split: [share = 0] }: Split, count: number, noun: string): string | undefined {
  const none = Math.floor(share * count) === 0;
  return none ? `needs more ${noun}: a share of ${share} of ${count} leaves none for training` : undefined;
}
