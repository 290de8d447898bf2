/** Multiply-adds of one example, forwards: those of matrix products, as `budget macs=` counts them, and nothing else. */
import { constant, type Dim, mul } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import type { OpNode } from './graph.ts';
import type { OpKind } from './op.ts';

/** The multiply-adds of one op for one example; symbolic where the shape is. */
export function macsOf(node: OpNode): Dim {
  return counts[node.op.kind](node);
}

const none = () => constant(0);

const counts: { readonly [K in OpKind]: (node: OpNode) => Dim } = {
  embedding: none,
  reshape: none,
  linear: ({ inputs, output }) => mul(product(inputs[0]?.type.dims.slice(1) ?? []), output.type.dims.at(-1) as Dim),
  unary: none,
  binary: none,
  softmax: none,
  concat: none,
  batch_norm: none,
  dropout: none,
  cross_entropy: none,
};
