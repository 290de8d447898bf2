/** Layers that change each number by itself: everything but the function follows from that. */
import type { UnaryFunction } from '../ops/unary.ts';
import { defineLayer, type LayerDef } from './layer.ts';
import type { Params, ValuesOf } from './param.ts';
import { gives, misfit } from './rule.ts';

type About<P extends Params> = Pick<
  LayerDef<P>,
  'name' | 'summary' | 'formula' | 'glued' | 'pytorch' | 'keras' | 'examples'
>;

interface Elementwise extends About<Record<never, never>> {
  readonly fn: UnaryFunction['fn'] & Exclude<UnaryFunction, { by: number }>['fn'];
}

interface ElementwiseWith<P extends Params> extends About<P> {
  readonly params: P;
  /** The function that the arguments make. */
  readonly fn: (params: ValuesOf<P>) => UnaryFunction;
}

/** States a layer without arguments or weights that applies one function to each number. */
export function defineElementwise({ fn, ...about }: Elementwise): LayerDef<Record<never, never>> {
  return defineElementwiseWith({ ...about, params: {}, fn: () => ({ fn }) });
}

/** The same for a function that hangs on arguments. */
export function defineElementwiseWith<const P extends Params>({ fn, ...about }: ElementwiseWith<P>): LayerDef<P> {
  return defineLayer({
    ...about,
    group: 'activation',
    signature: '[*] -> [*]',
    type: (input) => (input.dtype === 'int' ? misfit({ kind: 'needs-float' }, input) : gives(input)),
    lower: (b, x, params) => b.op({ kind: 'unary', ...fn(params) }, x),
  });
}
