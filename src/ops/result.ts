/** The type that each primitive op gives for its inputs. */
import { add, type Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { OpKind, OpOf } from './op.ts';

/** The inputs of an op in its order; what was left out is undefined. */
export type InputTypes = readonly (TensorType | undefined)[];

/** The type of an op's result. An input that an op cannot do without is our own mistake and throws. */
export function resultType<K extends OpKind>(op: OpOf<K>, inputs: InputTypes): TensorType {
  const rule = results[op.kind as K] as (op: OpOf<K>, inputs: InputTypes) => TensorType;
  return rule(op, inputs);
}

const results: { readonly [K in OpKind]: (op: OpOf<K>, inputs: InputTypes) => TensorType } = {
  embedding: (op, inputs) => float(...input(op, inputs, 1).dims, lastDim(op, inputs, 0)),
  reshape: (op, inputs) => ({ ...input(op, inputs, 0), dims: op.dims }),
  linear: (op, inputs) => float(...input(op, inputs, 0).dims.slice(0, -1), lastDim(op, inputs, 1)),
  unary: (op, inputs) => input(op, inputs, 0),
  binary: (op, inputs) => {
    input(op, inputs, 1);
    return input(op, inputs, 0);
  },
  softmax: (op, inputs) => input(op, inputs, 0),
  concat: (op, inputs) => {
    const first = input(op, inputs, 0);
    const along = inputs.map((_, at) => input(op, inputs, at).dims[op.axis] as Dim);
    return { ...first, dims: first.dims.with(op.axis, along.reduce(add)) };
  },
  batch_norm: (op, inputs) => {
    for (const at of [1, 2, 3, 4]) input(op, inputs, at);
    return input(op, inputs, 0);
  },
  dropout: (op, inputs) => input(op, inputs, 0),
  cross_entropy: (op, inputs) => {
    input(op, inputs, 1);
    input(op, inputs, 0);
    return float();
  },
};

function input(op: { readonly kind: OpKind }, inputs: InputTypes, at: number): TensorType {
  const found = inputs[at];
  if (!found) throw new Error(`the op ${op.kind} has no input ${at}`);
  return found;
}

function lastDim(op: { readonly kind: OpKind }, inputs: InputTypes, at: number): Dim {
  const dim = input(op, inputs, at).dims.at(-1);
  if (!dim) throw new Error(`input ${at} of the op ${op.kind} has no dims`);
  return dim;
}

function float(...dims: readonly Dim[]): TensorType {
  return { dtype: 'float', dims };
}
