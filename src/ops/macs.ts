/** Multiply-adds of one example, forwards: those of matrix products, as `budget macs=` counts them, and nothing else. */
import { constant, type Dim } from '../shapes/dim.ts';
import type { OpNode } from './graph.ts';
import { ruleOf } from './op.ts';

/** The multiply-adds of one op for one example; symbolic where the shape is. */
export function macsOf(node: OpNode): Dim {
  return ruleOf(node.op).macs?.(node) ?? constant(0);
}
