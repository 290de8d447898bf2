/** Layers, joins and losses against PyTorch: the ops that they lower to, run by the helpers of emitted programs. */
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { construct } from '../src/ir/builder.ts';
import { joinsByName } from '../src/resolve/entries.ts';
import { extremeCases, type LayerCase, layerCases, lossCases, typeOf } from './support/golden-cases.ts';
import { wantedGradient } from './support/golden-graph.ts';
import { goldenModel, gradientsOf, outputOf, STEP, tensorOf } from './support/golden-model.ts';
import { elsewhere, joins, later, losses, optimisers, rowsOf, stacks } from './support/golden-tables.ts';
import { windowStacks } from './support/golden-windows.ts';
import { expectClose, golden, goldenNames } from './support/goldens.ts';
import { onBackends } from './support/on-backends.ts';
import { runGraph } from './support/run-graph.ts';

test('every file of the goldens is covered here or listed with the reason why it is not', () => {
  const known = [stacks, windowStacks, joins, losses, optimisers, elsewhere, later].flatMap((table) =>
    rowsOf<unknown>(table).map(([name]) => name),
  );
  expect(known.sort()).toEqual(goldenNames());
});

test.skipIf(process.env.MM_GOLDENS)('every row of the tables has a file', () => {
  const rows = [stacks, windowStacks, joins, losses, optimisers, elsewhere, later].flat();
  expect(rows.filter(([names]) => !goldenNames().some((name) => names.test(name)))).toEqual([]);
});

onBackends(() => {
  test.each(layerCases())('%s', (_, layer) => checkLayer(layer));

  test.each(rowsOf(joins))('%s', (name, join) => {
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

  test.each(lossCases())('%s', (_, { graph, output, target, want, gradient }) => {
    const variable = tf.variable(tensorOf(output));
    const values = new Map([
      [graph.output.id, variable as tf.Tensor],
      [graph.target.id, tensorOf(target)],
    ]);
    const run = () => runGraph(graph.nodes, values, { model: noModel, training: STEP }).get(graph.loss.id) as tf.Tensor;
    const got = gradientsOf(run, want.grad_output.output!, [variable]);
    expectClose(got.output, want.outputs.output!.data, 'loss');
    expectClose(got.grads[0]!, gradient.data, 'gradient of the output');
  });

  test.each(extremeCases())('%s at extremes', (_, { stack, column, output: values, derivative }) => {
    const { graph, model } = goldenModel(stack, column, undefined, {}, {});
    const x = tf.variable(tensorOf(column));
    const ones = { ...column, data: column.data.map(() => 1) };
    const { output, grads } = gradientsOf(() => outputOf({ graph, model }, x, STEP), ones, [x]);
    expectClose(output, values.data, 'output');
    expectClose(grads[0]!, derivative.data, 'derivative');
  });
});

const noModel = { weights: {}, buffers: {}, optimiser: {} };

/** Outputs and gradients in training, buffers before and after, outputs in evaluation with either. */
function checkLayer({ want, stack }: LayerCase): void {
  const { config, inputs, params = {}, buffers_before: before = {}, grads } = want;
  const input = inputs.input!;
  const made = goldenModel(stack, input, config.num_embeddings ?? config.vocab, params, before);
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
    const wanted = wantedGradient(path, variable.shape[0] as number, params, grads.params);
    expectClose(gradient.get(variable)!, wanted, `gradient of ${path}`);
  }

  for (const [name, { data }] of Object.entries(want.buffers_after ?? {}))
    expectClose(made.model.buffers[name]!.dataSync(), data, name);
  if (want.eval_outputs) expectClose(evaluated(), want.eval_outputs.output!.data, 'evaluation after training');
}
