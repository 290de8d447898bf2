/** Runs the ops of a graph with the helpers of emitted programs: what a layer's lowering computes. */
import * as tf from '@tensorflow/tfjs';
import { batchNorm, crossEntropy, dropout, embed, flatten, linear } from '../../program/tfjs/layers.ts';
import type { Model, Training } from '../../program/tfjs/types.ts';
import type { OpNode } from '../../src/ops/graph.ts';
import type { OpKind, OpOf } from '../../src/ops/op.ts';
import { numberOf } from '../../src/shapes/dim.ts';

/** What a graph runs in: the model that it is of, and the mode. */
export interface Running {
  readonly model: Model;
  readonly training: Training | undefined;
}

interface Place extends Running {
  /** Path of the stage. */
  readonly path: string;
}

type Run<K extends OpKind> = (op: OpOf<K>, inputs: readonly tf.Tensor[], place: Place) => tf.Tensor;

/** The value of each id, those that the ops make among them. */
export function runGraph(
  nodes: readonly OpNode[],
  given: ReadonlyMap<number, tf.Tensor>,
  running: Running,
): ReadonlyMap<number, tf.Tensor> {
  const values = new Map(given);
  for (const { op, inputs, output, path } of nodes) {
    const run = runs[op.kind] as Run<OpKind>;
    const operands = inputs.map(({ id }) => values.get(id) as tf.Tensor);
    values.set(output.id, run(op, operands, { ...running, path }));
  }
  return values;
}

const functions = { tanh: tf.tanh, relu: tf.relu, sigmoid: tf.sigmoid, add: tf.add, mul: tf.mul };

const runs: { readonly [K in OpKind]: Run<K> } = {
  embedding: (_, [table, ids]) => embed(ids as tf.Tensor, table as tf.Tensor),
  reshape: ({ dims, fuses }, [x]) => {
    if (fuses) return flatten(x as tf.Tensor, numberOf(fuses));
    const sizes = dims.map((dim) => numberOf(dim) ?? -1);
    return tf.reshape(x as tf.Tensor, sizes);
  },
  linear: (_, [x, weight, bias]) => linear(x as tf.Tensor, weight as tf.Tensor, bias),
  unary: ({ fn }, [x]) => functions[fn](x as tf.Tensor),
  binary: ({ fn }, [a, b]) => functions[fn](a as tf.Tensor, b as tf.Tensor),
  softmax: (_, [x]) => tf.softmax(x as tf.Tensor),
  concat: ({ axis }, inputs) => tf.concat([...inputs], axis),
  batch_norm: ({ axes, eps, momentum, variance }, [x], { model, training, path }) => {
    const input = x as tf.Tensor;
    const over = axes.length === input.rank - 1 ? 'all' : 'batch';
    return batchNorm(input, model, path, training, { eps, momentum, variance, over });
  },
  dropout: ({ p, site }, [x], { training }) => dropout(x as tf.Tensor, p, site, training),
  cross_entropy: (_, [logits, targets]) => crossEntropy(logits as tf.Tensor, targets as tf.Tensor),
};
