/** The two pools: how they are stated, and their rule. */
import { lengthsAfter } from '../ops/window.ts';
import type { Dim } from '../shapes/dim.ts';
import { defineLayer, type Example, type LayerDef } from './layer.ts';
import type { WindowValue } from './param.ts';
import { float, gives, misfit } from './rule.ts';
import {
  fitWindow,
  paddingForEach,
  realNumbersIn,
  remaindersOf,
  roomFor,
  sizeForEach,
  tooMuchPadding,
} from './window.ts';

const params = {
  k: {
    kind: 'window',
    ...sizeForEach,
    positional: true,
    description: 'positions in a window, or rows and columns: a number for both, or a list',
  },
  stride: {
    kind: 'window',
    ...sizeForEach,
    optional: true,
    description: 'how far the window moves, a number or a list; without it, windows stand side by side',
  },
  padding: {
    kind: 'window',
    ...paddingForEach,
    default: 0,
    description: 'room before and after each dim: a number, a list with an entry (or a pair) for each, or same',
  },
} as const;

/** What a pool says of itself. */
export interface Pool {
  readonly name: string;
  readonly fn: 'max' | 'avg';
  readonly summary: string;
  readonly formula: string;
  readonly pytorch: string;
  readonly keras: string;
  readonly examples: readonly Example[];
}

/** States a pool. */
export function definePool({ fn, ...about }: Pool): LayerDef<typeof params> {
  return defineLayer({
    ...about,
    group: 'pooling',
    signature: "[B, T, C] -> [B, T', C] · [B, H, W, C] -> [B, H', W', C]; T' = (T + pads - k)//stride + 1",
    params,
    glued: true,
    type(input, values) {
      const fitted = fitWindow(input, windowOf(values));
      if ('misfit' in fitted) return misfit(fitted.misfit, input);
      const { lengths, window } = fitted;
      const after = lengthsAfter(lengths, window.kernel, window);
      const output = float(input.dims[0] as Dim, ...after, input.dims.at(-1) as Dim);
      const wrong = tooMuchPadding(window);
      if (wrong) return misfit(wrong, output);
      const needs = [...roomFor(lengths, window), ...realNumbersIn(window)];
      return { ...gives(output, needs), remainders: remaindersOf(lengths, window) };
    },
    lower(b, x, values) {
      const fitted = fitWindow(x.type, windowOf(values));
      if ('misfit' in fitted) throw new Error('a pool without a window is never lowered');
      return b.op({ kind: 'pool', fn, ...fitted.window }, x);
    },
  });
}

interface PoolValues {
  readonly k: WindowValue;
  readonly stride: WindowValue | undefined;
  readonly padding: WindowValue;
}

function windowOf({ k, stride, padding }: PoolValues) {
  return { kernel: k, stride: stride ?? k, padding };
}
