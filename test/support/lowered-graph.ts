/** Graphs of ops lowered to tensors and run in double precision: what comes out, gradients, and buffers afterwards. */
import { expect } from 'vitest';
import { lowering } from '../../src/fused/lowering/index.ts';
import type { Lower } from '../../src/fused/lowering/lowering.ts';
import type { OpNode, Value } from '../../src/ops/graph.ts';
import type { Op } from '../../src/ops/op.ts';
import { BATCH } from '../../src/shapes/batch.ts';
import { type Dim, evaluate as sizeOf, symbolsOf } from '../../src/shapes/dim.ts';
import { leaf, mul, sum } from '../../src/tensors/build.ts';
import { evaluate, type Given as Leaves } from '../../src/tensors/evaluate.ts';
import { gradients } from '../../src/tensors/gradients.ts';
import type { Tensor } from '../../src/tensors/tensor.ts';
import { STEP } from './golden-model.ts';

/** A value that is given with its numbers; the first dim of the first one is the batch. */
export interface Given {
  readonly value: Value;
  readonly name: string;
  readonly data: readonly number[];
}

export interface Outcome {
  readonly output: readonly number[];
  /** By the name of what is given; none for ids and for what does not count. */
  readonly gradients: Readonly<Record<string, readonly number[] | undefined>>;
  /** What a buffer is after the step, by its name. */
  readonly assigned: Readonly<Record<string, readonly number[]>>;
}

/** What is run: the ops, what they are given and which value of them counts, for so many examples. */
export interface Run {
  readonly nodes: readonly OpNode[];
  readonly given: readonly Given[];
  readonly output: Value;
  readonly examples: number;
  readonly training: boolean;
}

/** What computes the numbers of tensors. */
export type Evaluate = (tensors: readonly Tensor[], given: Leaves) => readonly (Float64Array | Float32Array)[];

/** The output, the gradients of sum(output * dy), and the buffers that are assigned to. */
export function runTensors(
  { nodes, given, output, examples, training }: Run,
  dy: readonly number[],
  evaluated: Evaluate = evaluate,
): Outcome {
  const shapeOf = (type: Value['type']) => type.dims.map((dim) => sizeFor(dim, examples));
  const leaves = given.map(({ value: { type }, name }) =>
    leaf('weight', name, shapeOf(type), type.dtype === 'int' ? 'i32' : 'f32'),
  );
  const values = new Map(given.map(({ value }, at) => [value.id, leaves[at] as Tensor]));
  const assigned = new Map<Tensor, Tensor>();
  const context = {
    training,
    size: (dim: Dim) => sizeFor(dim, examples),
    shapeOf,
    assign: (buffer: Tensor, value: Tensor) => void assigned.set(buffer, value),
  };
  for (const node of nodes) {
    const inputs = node.inputs.map(({ id }) => values.get(id) as Tensor);
    const result = (lowering[node.op.kind] as Lower<Op>)(node, inputs, context);
    expect(result.shape, `shape of ${node.op.kind}`).toEqual(shapeOf(node.output.type));
    values.set(node.output.id, result);
  }
  const result = values.get(output.id) as Tensor;
  const upstream = leaf('input', 'dy', result.shape);
  const found = gradients(sum(mul(result, upstream)), leaves);
  const wanted = [result, ...found.filter((gradient) => gradient !== undefined), ...assigned.values()];
  const numbers = Object.fromEntries(given.map(({ name, data }) => [name, data]));
  const all = evaluated(wanted, { ...STEP, leaves: { ...numbers, dy } });
  const numbersOf = (tensor: Tensor | undefined) =>
    tensor && Array.from(all[wanted.indexOf(tensor)] as Float64Array | Float32Array);
  return {
    output: numbersOf(result) as number[],
    gradients: Object.fromEntries(given.map(({ name }, at) => [name, numbersOf(found[at])])),
    assigned: Object.fromEntries(
      given.flatMap(({ name }, at) => {
        const value = numbersOf(assigned.get(leaves[at] as Tensor));
        return value ? [[name, value] as const] : [];
      }),
    ),
  };
}

function sizeFor(dim: Dim, examples: number): number {
  const values = new Map(symbolsOf(BATCH).map(({ id }) => [id, examples]));
  return sizeOf(dim, values) as number;
}
