/** What a training step keeps in memory for the way back: the numbers of one example, op by op. */
import { add, constant, type Dim } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import type { OpNode, Value } from './graph.ts';
import type { OpKind } from './op.ts';

/** What the gradient of an op looks at again: inputs by place, its output, or something of its own in the output's size. */
interface Kept {
  readonly inputs?: readonly number[];
  readonly output?: true;
  readonly own?: true;
}

const kept: { readonly [K in OpKind]: Kept } = {
  embedding: { inputs: [1] },
  reshape: {},
  linear: { inputs: [0] },
  unary: { output: true },
  binary: { inputs: [0, 1] },
  softmax: { output: true },
  concat: {},
  batch_norm: { own: true },
  dropout: { own: true },
  cross_entropy: { own: true, inputs: [1] },
};

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
    const { inputs = [], output, own } = keptBy(node);
    for (const at of inputs) count(node.inputs[at]);
    if (output) count(node.output);
    if (own) total = add(total, perExample(node.op.kind === 'cross_entropy' ? (node.inputs[0] as Value) : node.output));
  }
  return total;
}

/** A sum hands its gradient on as it is; only a product needs what it multiplied. */
function keptBy({ op }: OpNode): Kept {
  return op.kind === 'binary' && op.fn === 'add' ? {} : kept[op.kind];
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
