/** Layers, joins and losses against PyTorch: the ops that they lower to, run by the helpers of emitted programs. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { construct } from '../src/ir/builder.ts';
import { lowerLoss } from '../src/ir/lower.ts';
import { crossEntropy } from '../src/losses/index.ts';
import { joinsByName } from '../src/resolve/entries.ts';
import { BATCH } from '../src/shapes/batch.ts';
import { constant } from '../src/shapes/dim.ts';
import type { TensorType } from '../src/shapes/shape.ts';
import { goldenModel, gradientsOf, isEndOf, isTurned, outputOf, STEP, tensorOf } from './support/golden-model.ts';
import { elsewhere, later, losses, optimisers, stacks, twoInputs } from './support/golden-tables.ts';
import {
  type ByName,
  expectClose,
  type Golden,
  golden,
  goldenNames,
  type Numbers,
  transposed,
} from './support/goldens.ts';
import { runGraph } from './support/run-graph.ts';

test('every file of the goldens is covered here or listed with the reason why it is not', () => {
  const named = [stacks, twoInputs, optimisers, elsewhere].flatMap(Object.keys);
  expect([...named, ...losses, ...Object.values(later).flat()].sort()).toEqual(goldenNames());
});

describe.each(['cpu', 'wasm'])('%s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });
  beforeEach(() => tf.engine().startScope());
  afterEach(() => {
    tf.engine().endScope();
    tf.disposeVariables();
  });

  test.each(Object.entries(stacks))('%s', (name, stack) => checkLayer(golden(name), stack));

  test.each(Object.entries(twoInputs))('%s', (name, join) => {
    const { inputs, outputs, grad_output, grads } = golden(name);
    const graph = construct();
    const values = Object.values(inputs).map((numbers) => graph.value(typeOf(numbers)));
    const { lower } = joinsByName.get(join)!;
    const result = lower(graph.at(join), values, {} as never);
    const variables = Object.values(inputs).map((numbers) => tf.variable(tensorOf(numbers)));
    const run = () => {
      const given = new Map(values.map(({ id }, i) => [id, variables[i] as tf.Tensor]));
      return runGraph(graph.nodes, given, { model: noModel, training: STEP }).get(result.id) as tf.Tensor;
    };
    const got = gradientsOf(run, grad_output.output!, variables);
    expectClose(got.output, outputs.output!.data, 'output');
    for (const [i, input] of Object.keys(inputs).entries())
      expectClose(got.grads[i]!, grads.inputs[input]!.data, `gradient of ${input}`);
  });

  test.each(losses)('%s', (name) => {
    const { inputs, outputs, grad_output, grads } = golden(name);
    const { logits, target } = inputs as { logits: Numbers; target: Numbers };
    const graph = lowerLoss(crossEntropy, {}, typeOf(logits), typeOf(target));
    const variable = tf.variable(tensorOf(logits));
    const given = new Map([
      [graph.output.id, variable as tf.Tensor],
      [graph.target.id, tensorOf(target)],
    ]);
    const run = () => runGraph(graph.nodes, given, { model: noModel, training: STEP }).get(graph.loss.id) as tf.Tensor;
    const got = gradientsOf(run, grad_output.output!, [variable]);
    expectClose(got.output, outputs.output!.data, 'loss');
    expectClose(got.grads[0]!, grads.inputs.logits!.data, 'gradient of the logits');
  });

  test.each(['tanh', 'relu', 'sigmoid'] as const)('%s at extremes', (fn) => {
    const { input, functions } = golden<{ input: Numbers; functions: Record<string, Record<string, Numbers>> }>(
      'activations_extremes',
    );
    const column: Numbers = { ...input, shape: [input.data.length, 1] };
    const { graph, model } = goldenModel(fn, column, undefined, {}, {});
    const x = tf.variable(tensorOf(column));
    const ones = { ...column, data: column.data.map(() => 1) };
    const { output, grads } = gradientsOf(() => outputOf({ graph, model }, x, STEP), ones, [x]);
    expectClose(output, functions[fn]!.output!.data, 'output');
    expectClose(grads[0]!, functions[fn]!.derivative!.data, 'derivative');
  });
});

const noModel = { weights: {}, buffers: {}, optimiser: {} };

/** Outputs and gradients in training, buffers before and after, outputs in evaluation with either. */
function checkLayer(want: Golden, template: string): void {
  const { config, inputs, params = {}, buffers_before: before = {}, grads } = want;
  const input = inputs.input!;
  const stack = template.replace(/\{(\w+)\}/g, (_, key: string) => `${config[key]}`);
  const made = goldenModel(stack, input, config.num_embeddings, named(params), named(before));
  const x = input.dtype === 'int32' ? tensorOf(input) : tf.variable(tensorOf(input));
  const evaluated = () => outputOf(made, x, undefined).dataSync();
  if (want.eval_outputs_with_buffers_before)
    expectClose(evaluated(), want.eval_outputs_with_buffers_before.output!.data, 'evaluation before training');

  const weights = Object.entries(made.model.weights);
  const variables = [...(x instanceof tf.Variable ? [x] : []), ...weights.map(([, variable]) => variable)];
  const got = gradientsOf(() => outputOf(made, x, STEP), want.grad_output.output!, variables);
  expectClose(got.output, want.outputs.output!.data, 'output');
  const gradient = new Map(variables.map((variable, i) => [variable, got.grads[i] as number[]]));
  if (grads.inputs.input)
    expectClose(gradient.get(x as tf.Variable)!, grads.inputs.input.data, 'gradient of the input');
  for (const [path, variable] of weights) {
    const [name, wanted] = Object.entries(named(grads.params)).find(([end]) => isEndOf(path, end))!;
    const turned = isTurned(named(params)[name]!) ? transposed(wanted) : wanted;
    expectClose(gradient.get(variable)!, turned.data, `gradient of ${path}`);
  }

  for (const [name, { data }] of Object.entries(named(want.buffers_after ?? {})))
    expectClose(made.model.buffers[name]!.dataSync(), data, name);
  if (want.eval_outputs) expectClose(evaluated(), want.eval_outputs.output!.data, 'evaluation after training');
}

/** The names of a golden under the paths that the stack gives them. */
function named(numbers: ByName): ByName {
  const paths: Readonly<Record<string, string>> = {
    gamma: 'bn.weight',
    beta: 'bn.bias',
    running_mean: 'bn.running_mean',
    running_var: 'bn.running_var',
  };
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [paths[name] ?? name, value]));
}

function typeOf({ shape, dtype }: Numbers): TensorType {
  return { dtype: dtype === 'int32' ? 'int' : 'float', dims: [BATCH, ...shape.slice(1).map(constant)] };
}
