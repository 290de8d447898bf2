/** What a training step keeps in memory for the way back: the numbers of one example, op by op. */
import { add, constant, type Dim } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import type { OpNode, Value } from './graph.ts';
import { ruleOf } from './op.ts';

/**
 * Numbers per example that the way back needs, each tensor counted once however many ops look at it; a reshape is its
 * input seen otherwise. Weights and buffers are not among them. The ops may be of several graphs, whose ids are the same.
 */
export function keptPerExample(nodes: readonly OpNode[], owned: readonly Value[] = []): Dim {
  const counted = new Set(owned);
  const origin = originsOf(nodes);
  let total: Dim = constant(0);
  const count = (value: Value | undefined) => {
    const source = value && (origin.get(value) ?? value);
    if (!source || counted.has(source)) return;
    counted.add(source);
    total = add(total, perExample(source));
  };
  for (const node of nodes) {
    const { inputs = [], output, own = [], numbers } = ruleOf(node.op).kept(node);
    for (const at of inputs) count(node.inputs[at]);
    if (output) count(node.output);
    for (const value of own) total = add(total, perExample(value));
    if (numbers) total = add(total, numbers);
  }
  return total;
}

/** For each result of a reshape, the value that holds its numbers. */
function originsOf(nodes: readonly OpNode[]): ReadonlyMap<Value, Value> {
  const origins = new Map<Value, Value>();
  for (const { op, inputs, output } of nodes) {
    const [input] = inputs;
    if (op.kind === 'reshape' && input) origins.set(output, origins.get(input) ?? input);
  }
  return origins;
}

function perExample({ type }: Value): Dim {
  return product(type.dims.slice(1));
}
