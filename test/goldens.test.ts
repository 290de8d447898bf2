/** Layers, joins and losses against PyTorch: the ops that they lower to, run by the helpers of emitted programs. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { construct } from '../src/ir/builder.ts';
import { lowerLoss } from '../src/ir/lower.ts';
import { joinsByName } from '../src/resolve/entries.ts';
import { check } from '../src/shapecheck/check.ts';
import type { CheckedLoss } from '../src/shapecheck/checked.ts';
import { BATCH } from '../src/shapes/batch.ts';
import { constant } from '../src/shapes/dim.ts';
import type { TensorType } from '../src/shapes/shape.ts';
import { source } from '../src/text/source.ts';
import {
  firstRows,
  goldenModel,
  gradientsOf,
  isEndOf,
  isTurned,
  outputOf,
  STEP,
  tensorOf,
} from './support/golden-model.ts';
import { elsewhere, extremes, later, losses, optimisers, stacks, twoInputs } from './support/golden-tables.ts';
import { inOurLayouts, windowStacks } from './support/golden-windows.ts';
import {
  type ByName,
  expectClose,
  type Golden,
  golden,
  goldenNames,
  type Numbers,
  transposed,
} from './support/goldens.ts';
import { inOurTerms } from './support/makemore-cells.ts';
import { runGraph } from './support/run-graph.ts';

test('every file of the goldens is covered here or listed with the reason why it is not', () => {
  const named = [stacks, windowStacks, twoInputs, losses, optimisers, elsewhere].flatMap(Object.keys);
  expect([...named, ...Object.values(later).flat()].sort()).toEqual(goldenNames());
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

  test.each(Object.entries(stacks))('%s', (name, stack) => checkLayer(inOurTerms(golden(name)), stack));

  test.each(Object.entries(windowStacks))('%s', (name, stack) => {
    const want = golden(name);
    checkLayer(inOurLayouts(want), stack(want));
  });

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

  test.each(Object.entries(losses))('%s', (name, template) => {
    const { config, inputs, outputs, grad_output, grads } = golden(name);
    const { target, ...others } = inputs as ByName & { target: Numbers };
    const [[given, output]] = Object.entries(others) as [[string, Numbers]];
    const graph = lowerLoss(lossOf(filled(template, config)), typeOf(output), typeOf(target));
    const variable = tf.variable(tensorOf(output));
    const wanted = tensorOf({ ...target, data: target.data.map((id) => (id === config.ignore_index ? -1 : id)) });
    const values = new Map([
      [graph.output.id, variable as tf.Tensor],
      [graph.target.id, wanted],
    ]);
    const run = () => runGraph(graph.nodes, values, { model: noModel, training: STEP }).get(graph.loss.id) as tf.Tensor;
    const got = gradientsOf(run, grad_output.output!, [variable]);
    expectClose(got.output, outputs.output!.data, 'loss');
    expectClose(got.grads[0]!, grads.inputs[given]!.data, `gradient of the ${given}`);
  });

  test('the table of extremes has no function but these', () => {
    expect(Object.keys(golden<Extremes>('activations_extremes').functions).sort()).toEqual(
      Object.keys(extremes).sort(),
    );
  });

  test.each(Object.entries(extremes))('%s at extremes', (name, template) => {
    const { input, functions } = golden<Extremes>('activations_extremes');
    const { config, output: values, derivative } = functions[name]!;
    const column: Numbers = { ...input, shape: [input.data.length, 1] };
    const { graph, model } = goldenModel(filled(template, config), column, undefined, {}, {});
    const x = tf.variable(tensorOf(column));
    const ones = { ...column, data: column.data.map(() => 1) };
    const { output, grads } = gradientsOf(() => outputOf({ graph, model }, x, STEP), ones, [x]);
    expectClose(output, values.data, 'output');
    expectClose(grads[0]!, derivative.data, 'derivative');
  });

  test('bn takes the positions of an image as those of a sequence', () => {
    const want = golden('batchnorm1d_3d_torch');
    checkLayer(asImage(want), filled(stacks.batchnorm1d_3d_torch!, want.config));
  });
});

interface Extremes {
  readonly input: Numbers;
  readonly functions: Readonly<
    Record<string, { readonly config: Golden['config']; readonly output: Numbers; readonly derivative: Numbers }>
  >;
}

/** Every [B, T, C] of a golden as [B, 2, T/2, C]. */
function asImage(want: Golden): Golden {
  const folded = (numbers: ByName): ByName =>
    Object.fromEntries(
      Object.entries(numbers).map(([name, tensor]) => {
        const [batch, positions, channels] = tensor.shape as [number, number, number];
        const rows = positions % 2 === 0 ? 2 : 1;
        return [name, { ...tensor, shape: [batch, rows, positions / rows, channels] }];
      }),
    );
  const { inputs, outputs, grad_output, grads } = want;
  const sides = { inputs: folded(inputs), outputs: folded(outputs), grad_output: folded(grad_output) };
  return { ...want, ...sides, grads: { ...grads, inputs: folded(grads.inputs) } };
}

/** The loss that a spec states. */
function lossOf(text: string): CheckedLoss {
  const target = text.startsWith('cross_entropy') ? 'class of 2' : 'value[2]';
  const spec = `input x[3]\ntarget ${target}\nmodel linear 2\ntrain sgd loss=${text}`;
  const { value, diagnostics } = check(source('loss.mm', spec));
  expect(diagnostics).toEqual([]);
  return value.train!.loss!;
}

const noModel = { weights: {}, buffers: {}, optimiser: {} };

/** Outputs and gradients in training, buffers before and after, outputs in evaluation with either. */
function checkLayer(want: Golden, template: string): void {
  const { config, inputs, params = {}, buffers_before: before = {}, grads } = want;
  const input = inputs.input!;
  const made = goldenModel(
    filled(template, config),
    input,
    config.num_embeddings ?? config.vocab,
    named(params),
    named(before),
  );
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
    const { data } = firstRows(turned, variable.shape[0] as number);
    expectClose(gradient.get(variable)!, data, `gradient of ${path}`);
  }

  for (const [name, { data }] of Object.entries(named(want.buffers_after ?? {})))
    expectClose(made.model.buffers[name]!.dataSync(), data, name);
  if (want.eval_outputs) expectClose(evaluated(), want.eval_outputs.output!.data, 'evaluation after training');
}

/** A template with what stands in the config; `{bias|true}` is true where the config does not say it. */
function filled(template: string, config: Golden['config']): string {
  return template.replace(/\{(\w+)\|?(\w*)\}/g, (_, key: string, otherwise) => `${config[key] ?? otherwise}`);
}

/** The names of a golden under the paths that the stack gives them. */
function named(numbers: ByName): ByName {
  const paths: Readonly<Record<string, string>> = {
    gamma: 'bn.weight',
    beta: 'bn.bias',
    running_mean: 'bn.running_mean',
    running_var: 'bn.running_var',
    ...attentionPaths('', 'attention'),
    ...attentionPaths('attn.', 'attn'),
    'mlp.c_fc.weight': 'c_fc.weight',
    'mlp.c_fc.bias': 'c_fc.bias',
    'mlp.c_proj.weight': 'c_proj.weight',
    'mlp.c_proj.bias': 'c_proj.bias',
  };
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [paths[name] ?? name, value]));
}

/** The four tensors of attention, which nanoGPT keeps as two linear layers. */
function attentionPaths(before: string, stage: string): Readonly<Record<string, string>> {
  return {
    [`${before}c_attn.weight`]: `${stage}.in_proj_weight`,
    [`${before}c_attn.bias`]: `${stage}.in_proj_bias`,
    [`${before}c_proj.weight`]: `${stage}.out_proj_weight`,
    [`${before}c_proj.bias`]: `${stage}.out_proj_bias`,
  };
}

function typeOf({ shape, dtype }: Numbers): TensorType {
  return { dtype: dtype === 'int32' ? 'int' : 'float', dims: [BATCH, ...shape.slice(1).map(constant)] };
}
