/** Layers that take one position of a sequence: everything but which one follows from that. */
import type { Builder, Value } from '../ops/graph.ts';
import { add, constant, type Dim, sub } from '../shapes/dim.ts';
import { defineLayer, type LayerDef } from './layer.ts';
import { float, gives, misfit } from './rule.ts';

type End = 'first' | 'last';

/** States a layer without arguments or weights that keeps the vector of the position at one end. */
export function definePosition(
  end: End,
  about: Omit<LayerDef<Record<never, never>>, 'signature' | 'params' | 'type' | 'lower'>,
): LayerDef<Record<never, never>> {
  return defineLayer({
    ...about,
    signature: '[B, T, C] -> [B, C]',
    params: {},
    type(input) {
      const [batch, , channels] = input.dims;
      if (input.dtype === 'int') return misfit({ kind: 'needs-float' });
      if (!batch || !channels || input.dims.length !== 3) return misfit({ kind: 'rank', takes: '[B, T, C]' }, input);
      return gives(float(batch, channels));
    },
    lower: (b, x) => positionAt(end, b, x),
  });
}

/** The vector of the first or the last position: [B, T, C] to [B, C]. */
export function positionAt(end: End, b: Builder, x: Value): Value {
  const [batch, positions, channels] = x.type.dims as [Dim, Dim, Dim];
  const from = end === 'first' ? constant(0) : sub(positions, constant(1));
  const one = b.op({ kind: 'slice', axis: 1, from, to: add(from, constant(1)) }, x);
  return b.op({ kind: 'reshape', dims: [batch, channels] }, one);
}
