/** Ops as tensors against PyTorch, and whole random stacks against what emitted programs make of them. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hash } from '../src/chance/hash.ts';
import { construct } from '../src/ir/builder.ts';
import { type Graph, lower } from '../src/ir/lower.ts';
import { joinsByName } from '../src/resolve/entries.ts';
import { check } from '../src/shapecheck/check.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { evaluate } from '../src/tensors/evaluate.ts';
import { source } from '../src/text/source.ts';
import { runCompiled } from './support/compiled-graph.ts';
import { numbers } from './support/differences.ts';
import { extremeCases, type LayerCase, layerCases, lossCases, typeOf } from './support/golden-cases.ts';
import { goldenGraph, ownNumbers, wantedGradient } from './support/golden-graph.ts';
import { joins, rowsOf } from './support/golden-tables.ts';
import { type ByName, expectClose, golden, type Numbers } from './support/goldens.ts';
import { type Evaluate, type Given, runTensors } from './support/lowered-graph.ts';
import { type RandomSpec, randomSpec } from './support/random-stacks.ts';
import { runTfjs } from './support/tfjs-outcome.ts';

const STACKS = Number(process.env.MM_STACKS ?? 500);
const EXAMPLES = 5;

/** The slow reference in double precision, and the compiled program. */
const engines: readonly (readonly [name: string, run: Evaluate])[] = [
  ['reference', evaluate],
  ['compiled', runCompiled],
];

describe.each(engines)('%s against PyTorch', (_, engine) => {
  test.each(layerCases())('%s', (_, layer) => checkLayer(layer, engine));

  test.each(rowsOf(joins))('%s', (name, join) => {
    const { inputs, outputs, grad_output, grads } = golden(name);
    const graph = construct();
    const given = Object.entries(inputs).map(([input, numbers]) => ({
      value: graph.value(typeOf(numbers)),
      name: input,
      data: numbers.data,
    }));
    const values = given.map(({ value }) => value);
    const output = joinsByName.get(join)!.lower(graph.at(join), values, {} as never);
    const examples = grad_output.output!.shape[0]!;
    const run = { nodes: graph.nodes, given, output, examples, training: true };
    const got = runTensors(run, grad_output.output!.data, engine);
    expectClose(got.output, outputs.output!.data, 'output');
    for (const input of Object.keys(inputs))
      expectClose(got.gradients[input]!, grads.inputs[input]!.data, `gradient of ${input}`);
  });

  test.each(lossCases())('%s', (_, { graph, output, target, want, gradient }) => {
    const given = [
      { value: graph.output, name: 'output', data: output.data },
      { value: graph.target, name: 'target', data: target.data },
    ];
    const run = { nodes: graph.nodes, given, output: graph.loss, examples: output.shape[0]!, training: true };
    const got = runTensors(run, want.grad_output.output!.data, engine);
    expectClose(got.output, want.outputs.output!.data, 'loss');
    expectClose(got.gradients.output!, gradient.data, 'gradient of the output');
  });

  test.each(extremeCases())('%s at extremes', (_, { stack, column, output, derivative }) => {
    const graph = goldenGraph(stack, column, undefined);
    const ones = column.data.map(() => 1);
    const got = runTensors(runOf(graph, column, {}, true), ones, engine);
    expectClose(got.output, output.data, 'output');
    expectClose(got.gradients.input!, derivative.data, 'derivative');
  });
});

/** Outputs and gradients in training, buffers after it, outputs in evaluation with the buffers before and after. */
function checkLayer({ want, stack }: LayerCase, engine: Evaluate): void {
  const { config, inputs, params = {}, buffers_before: before = {}, grads } = want;
  const input = inputs.input!;
  const graph = goldenGraph(stack, input, config.num_embeddings ?? config.vocab);
  const weights = ownNumbers(graph.weights, params);
  const buffers = ownNumbers(graph.buffers, before);
  const dy = want.grad_output.output!.data;
  const evaluated = (running: ByName) =>
    runTensors(runOf(graph, input, { ...weights, ...running }, false), dy, engine).output;
  if (want.eval_outputs_with_buffers_before)
    expectClose(evaluated(buffers), want.eval_outputs_with_buffers_before.output!.data, 'evaluation before training');

  const got = runTensors(runOf(graph, input, { ...weights, ...buffers }, true), dy, engine);
  expectClose(got.output, want.outputs.output!.data, 'output');
  if (grads.inputs.input) expectClose(got.gradients.input!, grads.inputs.input.data, 'gradient of the input');
  for (const [path, { shape }] of Object.entries(weights))
    expectClose(got.gradients[path]!, wantedGradient(path, shape[0]!, params, grads.params), `gradient of ${path}`);

  for (const [name, { data }] of Object.entries(want.buffers_after ?? {})) expectClose(got.assigned[name]!, data, name);
  if (want.eval_outputs) {
    const after = Object.entries(buffers).map(([path, each]) => [path, { ...each, data: got.assigned[path]! }]);
    expectClose(evaluated(Object.fromEntries(after)), want.eval_outputs.output!.data, 'evaluation after training');
  }
}

/** The graph with its input and what it owns. */
function runOf(graph: Graph, input: Numbers, own: ByName, training: boolean) {
  const owned = [...graph.weights, ...graph.buffers].map(({ weight: { path }, value }) => {
    return { value, name: path, data: own[path]!.data };
  });
  const given: Given[] = [{ value: graph.input, name: 'input', data: input.data }, ...owned];
  return { nodes: graph.nodes, given, output: graph.output, examples: input.shape[0]!, training };
}

describe.each(engines)('%s against the helpers of emitted programs', (_, engine) => {
  beforeAll(async () => {
    expect(await tf.setBackend('cpu')).toBe(true);
  });
  beforeEach(() => tf.engine().startScope());
  afterEach(() => {
    tf.engine().endScope();
    tf.disposeVariables();
  });

  // Each alone, and with an odd number of numbers where they come in pairs.
  test.each([
    'dropout 0.3',
    'dropout 0.7',
    'drop_path 0.4',
    'noise 0.5',
    'noise 0.5 | dropout 0.5 | noise 2',
    'relu6',
    'relu 0.5',
    'leaky_relu slope=-0.5',
    'elu alpha=-0.5',
    'scale | shift',
    'linear 6 | glu',
    'linear 6 | swiglu',
    'pad left=2 right=1',
    'prepend 2',
    'causal_mean',
    'transpose',
    'crop 1..3',
    'position kind=sinusoidal',
    'position kind=sinusoidal_halves',
    'sum ( global_avgpool keep=true, id )',
  ])('%s', (stack) =>
    checkSpec({ text: `input x[5, 3]\nmodel ${stack}\n`, input: [5, 3], vocabulary: undefined }, 1, engine),
  );

  test.each(['onehot', 'pad left=2 right=1 | embed 3', 'onehot | noise 1 | pad', 'crop 1..4 | onehot'])('%s', (stack) =>
    checkSpec({ text: `input x[5] of 7\nmodel ${stack} | linear 2\n`, input: [5], vocabulary: 7 }, 1, engine),
  );

  test.each(Array.from({ length: STACKS }, (_, seed) => seed))('random stack %i', (seed) =>
    checkSpec(tamed(randomSpec(seed)), seed, engine),
  );
});

/** Outputs and gradients in both modes, and the buffers after training. */
function checkSpec(
  { text, input: dims, vocabulary }: Omit<RandomSpec, 'output'>,
  seed: number,
  engine: Evaluate,
): void {
  const { value } = check(source('stack.mm', text));
  const graph = lower(value.models[0]!);
  const shape = [EXAMPLES, ...dims];
  const ids = vocabulary === undefined ? undefined : numbers(shape, seed, 0, vocabulary).map(Math.floor);
  const input: Numbers = { shape, dtype: ids ? 'int32' : 'float32', data: ids ?? numbers(shape, seed, -1, 1) };
  const upstream = [EXAMPLES, ...graph.output.type.dims.slice(1).map((dim) => numberOf(dim) as number)];
  const dy: Numbers = { shape: upstream, dtype: 'float32', data: numbers(upstream, hash(seed, 1), -1, 1) };
  const own = startingNumbers(graph, seed);
  for (const training of [true, false]) {
    const wanted = runTfjs(graph, input, own, training, dy);
    const got = runTensors(runOf(graph, input, own, training), dy.data, engine);
    expectAlike(got.output, wanted.output, `${text}output`);
    for (const [name, gradient] of Object.entries(wanted.gradients))
      expectAlike(got.gradients[name], gradient, `${text}gradient of ${name}`);
    const assigned = training ? wanted.assigned : {};
    for (const [name, values] of Object.entries(assigned)) expectAlike(got.assigned[name], values, text + name);
    expect(Object.keys(got.assigned).sort()).toEqual(Object.keys(assigned).sort());
  }
}

/** With a large eps in every norm, for numbers that are all the same would have it blow up what float32 rounds off. */
function tamed(spec: RandomSpec): RandomSpec {
  const text = spec.text.replace(/ eps=[\d.e-]+/g, '').replace(/\b(bn|ln|rmsnorm|groupnorm \d+)\b/g, '$& eps=0.1');
  return { ...spec, text };
}

/** Numbers for all that a graph owns: variances are positive. */
function startingNumbers(graph: Graph, seed: number): ByName {
  return Object.fromEntries(
    [...graph.weights, ...graph.buffers].map(({ weight: { path, shape } }, at) => {
      const dims = shape.map((dim) => numberOf(dim) as number);
      const from = path.endsWith('running_var') ? 0.5 : -1;
      return [path, { shape: dims, dtype: 'float32', data: numbers(dims, hash(seed, 2 + at), from, 1) }];
    }),
  );
}

/** Alike by what float32 keeps of many ops one after the other. */
function expectAlike(got: readonly number[] | undefined, wanted: readonly number[] | undefined, what: string): void {
  // What float32 cannot hold is compared with nothing.
  if (!wanted?.every(Number.isFinite)) return;
  expect(got?.length, what).toBe(wanted.length);
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - got![i]!)), 0);
  expect(worst / largest, what).toBeLessThan(3e-4);
}
