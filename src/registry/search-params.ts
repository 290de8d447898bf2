/** Settings that strategies of search have in common. */
import type { Params } from './param.ts';

export const trialsParam = {
  trials: { kind: 'value', type: 'integer', minimum: 1, default: 20, description: 'how many settings are tried' },
} as const satisfies Params;

export const searchParams = {
  prune: {
    kind: 'value',
    enum: ['none', 'asha'],
    default: 'none',
    description: 'whether poor trials are stopped early',
  },
  seed: { kind: 'value', type: 'integer', minimum: 0, default: 42, description: 'decides which values are drawn' },
} as const satisfies Params;
