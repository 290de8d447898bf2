/** Layers that let one half of the channels through by the other. */
import type { GatedOp } from '../ops/gated.ts';
import { constant, divide } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { defineLayer, type LayerDef } from './layer.ts';
import { float, gives, misfit, type Rule, splitLast } from './rule.ts';

type None = Record<never, never>;

/** States a layer without arguments or weights that makes one channel of two. */
export function defineGate(
  about: Pick<LayerDef<None>, 'summary' | 'formula' | 'pytorch' | 'keras' | 'examples'> & { name: GatedOp['fn'] },
): LayerDef<None> {
  return defineLayer({
    ...about,
    group: 'activation',
    signature: '[*, 2C] -> [*, C]',
    params: {},
    type: half,
    lower: (b, x) => b.op({ kind: 'gated', fn: about.name }, x),
  });
}

function half(input: TensorType): Rule {
  const [leading, channels] = splitLast(input);
  if (!channels || leading.length === 0) return misfit({ kind: 'rank', takes: '[*, 2C]' }, input);
  const output = float(...leading, divide(channels, constant(2)));
  if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
  const obligation = { kind: 'divides', divisor: constant(2), of: channels } as const;
  const ways = ['twice as many channels before it as are to come out'];
  return gives(output, [{ obligation, what: 'channels', axis: leading.length, ways }]);
}
