/** A stack of mm with the weights and buffers of a golden, run on TensorFlow.js with the helpers of emitted programs. */
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Model, Tensors, Training } from '../../program/tfjs/types.ts';
import { type Graph, lower, type Owned } from '../../src/ir/lower.ts';
import { check } from '../../src/shapecheck/check.ts';
import { numberOf } from '../../src/shapes/dim.ts';
import { source } from '../../src/text/source.ts';
import { type ByName, type Numbers, transposed } from './goldens.ts';
import { runGraph } from './run-graph.ts';

export const STEP: Training = { seed: 42, step: 0 };

/** A stack over the inputs of a golden. */
export interface GoldenModel {
  readonly graph: Graph;
  readonly model: Model;
}

/** The stack as a model; parameters and buffers of the golden are found by the ends of their paths. */
export function goldenModel(stack: string, input: Numbers, vocabulary: unknown, params: ByName, buffers: ByName) {
  const type = `x[${input.shape.slice(1).join(', ')}]${input.dtype === 'int32' ? ` of ${vocabulary}` : ''}`;
  const { value, diagnostics } = check(source('golden.mm', `input ${type}\nmodel ${stack}`));
  // A pool may leave out a remainder, as PyTorch's does.
  expect(diagnostics.filter(({ code }) => code !== 'shape/remainder')).toEqual([]);
  const graph = lower(value.models[0]!);
  const model = { weights: owned(graph.weights, params), buffers: owned(graph.buffers, buffers), optimiser: {} };
  return { graph, model };
}

function owned(all: readonly Owned[], numbers: ByName): Tensors {
  expect(all.length).toBe(Object.keys(numbers).length);
  return Object.fromEntries(
    all.map(({ weight: { path, shape } }) => {
      const [, found] = Object.entries(numbers).find(([name]) => isEndOf(path, name)) ?? [];
      const dims = shape.map((dim) => numberOf(dim) as number);
      return [path, variableOf(firstRows(isTurned(found!) ? transposed(found!) : found!, dims[0] as number), dims)];
    }),
  );
}

/** `fc.weight` ends the path `residual/fc.weight`, `weight` that of a layer that stands alone. */
export function isEndOf(path: string, name: string): boolean {
  return `/${path}`.endsWith(`/${name}`) || (!name.includes('.') && path.endsWith(`.${name}`));
}

/** PyTorch keeps the matrix of a linear layer as [out, in]. */
export function isTurned({ layout = '' }: Numbers): boolean {
  return /^\[(out_features,in_features|3\*C,C|(\d\*)?hidden,(in|hidden))\]/.test(layout);
}

/** A table as far as it is used: PyTorch's vectors of positions may be more than there are positions. */
export function firstRows(numbers: Numbers, rows: number): Numbers {
  const [all, width = 1] = numbers.shape;
  if (all === undefined || all <= rows) return numbers;
  return { ...numbers, shape: [rows, ...numbers.shape.slice(1)], data: numbers.data.slice(0, rows * width) };
}

/** A variable; one row that stands for all positions is repeated. */
function variableOf({ shape, data }: Numbers, dims: readonly number[]): tf.Variable {
  const tensor = tf.tensor([...data], [...shape]);
  return tf.variable(tf.broadcastTo(tensor, [...dims]));
}

export function tensorOf({ shape, dtype, data }: Numbers): tf.Tensor {
  return tf.tensor([...data], [...shape], dtype);
}

/** What the model makes of an input. */
export function outputOf({ graph, model }: GoldenModel, x: tf.Tensor, training: Training | undefined): tf.Tensor {
  const own = [...graph.weights, ...graph.buffers].map(({ weight: { path }, value }) => {
    return [value.id, (model.weights[path] ?? model.buffers[path]) as tf.Tensor] as const;
  });
  const values = runGraph(graph.nodes, new Map([[graph.input.id, x], ...own]), { model, training });
  return values.get(graph.output.id) as tf.Tensor;
}

/** Gradients of sum(output * upstream) with respect to variables, and the output itself. */
export function gradientsOf(f: () => tf.Tensor, upstream: Numbers, variables: readonly tf.Variable[]) {
  const dy = tensorOf(upstream);
  let output: readonly number[] = [];
  const { grads } = tf.variableGrads(() => {
    const y = f();
    output = [...y.dataSync()];
    expect(y.shape).toEqual(upstream.shape);
    return tf.sum(tf.mul(y, dy)) as tf.Scalar;
  }, [...variables]);
  return { output, grads: variables.map(({ name }) => [...(grads[name] as tf.Tensor).dataSync()]) };
}
