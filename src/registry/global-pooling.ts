/** The two pools over everything, as one rule. */
import { constant, type Dim } from '../shapes/dim.ts';
import { defineLayer, type LayerDef } from './layer.ts';
import type { Pool } from './pooling.ts';
import { float, gives, misfit } from './rule.ts';
import { noWindow, slidDims } from './window.ts';

const params = {
  keep: {
    kind: 'switch',
    type: 'boolean',
    default: false,
    description: 'whether the dims stay, as 1, so that joins may stretch them again',
  },
} as const;

/** States a pool over T, or over H and W. */
export function defineGlobalPool({ fn, ...about }: Pool): LayerDef<typeof params> {
  return defineLayer({
    ...about,
    group: 'pooling',
    signature: '[B, T, C] -> [B, C] · [B, H, W, C] -> [B, C]; with keep [B, 1, C] · [B, 1, 1, C]',
    params,
    type(input, { keep }) {
      const lengths = slidDims(input);
      const [batch, channels] = [input.dims[0] as Dim, input.dims.at(-1) as Dim];
      if (!lengths) return misfit(noWindow(input), float(batch, channels));
      if (!keep) return gives(float(batch, channels));
      const ones = lengths.map(() => constant(1));
      return gives(
        float(batch, ...ones, channels),
        [],
        lengths.map((_, axis) => axis + 1),
      );
    },
    lower: (b, x, { keep }) => b.op({ kind: 'global_pool', fn, keep }, x),
  });
}
