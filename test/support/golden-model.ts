/** A stack of mm with the weights and buffers of a golden, run on TensorFlow.js with the helpers of emitted programs. */
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Model, Tensors, Training } from '../../program/tfjs/types.ts';
import type { Graph, Owned } from '../../src/ir/lower.ts';
import { goldenGraph, ownNumbers } from './golden-graph.ts';
import type { ByName, Numbers } from './goldens.ts';
import { runGraph } from './run-graph.ts';

export const STEP: Training = { seed: 42, step: 0 };

/** A stack over the inputs of a golden. */
export interface GoldenModel {
  readonly graph: Graph;
  readonly model: Model;
}

/** The stack as a model; parameters and buffers of the golden are found by the ends of their paths. */
export function goldenModel(stack: string, input: Numbers, vocabulary: unknown, params: ByName, buffers: ByName) {
  const graph = goldenGraph(stack, input, vocabulary);
  const model = { weights: owned(graph.weights, params), buffers: owned(graph.buffers, buffers), optimiser: {} };
  return { graph, model };
}

function owned(all: readonly Owned[], numbers: ByName): Tensors {
  const own = Object.entries(ownNumbers(all, numbers));
  return Object.fromEntries(own.map(([path, values]) => [path, tf.variable(tensorOf(values))]));
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
