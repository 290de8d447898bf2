/** Layers that change each number by itself: everything but the function follows from that. */
import type { UnaryFunction } from '../ops/unary.ts';
import { defineLayer, type Example, type LayerDef } from './layer.ts';
import { gives, misfit } from './rule.ts';

interface Elementwise {
  readonly name: string;
  readonly fn: UnaryFunction;
  readonly summary: string;
  readonly formula: string;
  readonly pytorch: string;
  readonly keras: string;
  readonly examples: readonly Example[];
}

/** States a layer without arguments or weights that applies one function to each number. */
export function defineElementwise({ fn, ...about }: Elementwise): LayerDef<Record<never, never>> {
  return defineLayer({
    ...about,
    signature: '[*] -> [*]',
    params: {},
    type: (input) => (input.dtype === 'int' ? misfit({ kind: 'needs-float' }, input) : gives(input)),
    lower: (b, x) => b.op({ kind: 'unary', fn }, x),
  });
}
