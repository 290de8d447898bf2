/** How weights start: samples of the numbers of emitted programs against the rules of the goldens, by their statistics. */
import { describe, expect, test } from 'vitest';
import { constant, keyOf, normal, orthogonal, uniform } from '../program/tfjs/chance.ts';
import { keyOf as hashKey, normal as normalNumber } from '../src/chance/hash.ts';
import type { Init, Scale } from '../src/registry/training.ts';
import { check } from '../src/shapecheck/check.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { source } from '../src/text/source.ts';
import { golden } from './support/goldens.ts';

interface Rule {
  readonly name: string;
  readonly distribution: string;
  readonly example?: Readonly<Record<string, number | string>>;
}

const { rules } = golden<{ rules: readonly Rule[] }>('init_rules');
const example = (name: string) => rules.find((rule) => rule.name === name)?.example ?? {};

/** The number behind a scale once its fan is known. */
const value = ({ gain, fan }: Scale): number => (fan ? gain / Math.sqrt(numberOf(fan) as number) : gain);

/** The numbers with which a weight of a stack over inputs of these dims starts. */
function sample(stack: string, path: string, ...inputs: readonly number[]): Float64Array {
  const { value: spec, diagnostics } = check(source('init.mm', `input x[${inputs.join(', ')}]\nmodel ${stack}`));
  expect(diagnostics).toEqual([]);
  const model = spec.models[0]!;
  const { shape, init } = [...model.weights, ...model.buffers].find((weight) => weight.path === path)!;
  const dims = shape.map((dim) => numberOf(dim) as number);
  return Float64Array.from(drawing(init)(keyOf(42, 'init', path, 0), dims));
}

function drawing(init: Init) {
  switch (init.kind) {
    case 'constant':
      return constant(init.value);
    case 'normal':
      return normal(value(init.std), init.mean);
    case 'uniform':
      return uniform(value(init.bound));
    case 'orthogonal':
      return orthogonal(init.gain);
  }
}

const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;

function moments(values: Float64Array) {
  const middle = mean(values);
  const variance = mean(values.map((each) => (each - middle) ** 2));
  return {
    n: values.length,
    mean: middle,
    std: Math.sqrt(variance),
    kurtosis: mean(values.map((each) => (each - middle) ** 4)) / variance ** 2,
    most: values.reduce((most, each) => Math.max(most, Math.abs(each)), 0),
  };
}

/** As the golden advises: within five standard errors; a normal has the kurtosis 3, a uniform 1.8. */
function expectNormal(values: Float64Array, std: number, around = 0): void {
  const found = moments(values);
  expect(Math.abs(found.std - std)).toBeLessThan((5 * std) / Math.sqrt(2 * found.n));
  expect(Math.abs(found.mean - around)).toBeLessThan((5 * std) / Math.sqrt(found.n));
  expect(Math.abs(found.kurtosis - 3)).toBeLessThan(5 * Math.sqrt(24 / found.n));
}

function expectUniform(values: Float64Array, bound: number): void {
  const found = moments(values);
  const std = bound / Math.sqrt(3);
  expect(Math.abs(found.std - std)).toBeLessThan(5 * std * Math.sqrt(0.2 / found.n));
  expect(Math.abs(found.mean)).toBeLessThan((5 * std) / Math.sqrt(found.n));
  expect(found.most).toBeLessThanOrEqual(bound);
  if (found.n >= 2000) {
    expect(found.most).toBeGreaterThan(0.98 * bound);
    expect(Math.abs(found.kurtosis - 1.8)).toBeLessThan(0.1);
  }
}

/** Stacks for the rules; what stands in the rule's example replaces `{name}`. */
const normals: Readonly<Record<string, string>> = {
  karpathy_linear_weight: 'linear 300 init=fan_in({gain})',
  xavier_normal: 'linear {fan_out} init=xavier(dist=normal)',
  kaiming_normal_relu: 'linear 300 init=kaiming',
  gpt2: 'linear 300 init=normal({std})',
};
const uniforms: Readonly<Record<string, string>> = {
  torch_linear_default_weight: 'linear {fan_out}',
  xavier_uniform: 'linear {fan_out} init=xavier({gain})',
  kaiming_uniform_relu: 'linear 300 init=kaiming(dist=uniform)',
};
const filled = (stack: string, name: string) =>
  stack.replace(/\{(\w+)\}/g, (_, key: string) => `${example(name)[key]}`);

test('every rule of the goldens is covered here', () => {
  const apart = [
    'torch_linear_default_bias',
    'torch_conv_default_weight',
    'torch_conv_default_bias',
    'torch_rnn_default',
    'torch_embedding_default',
    'karpathy_embedding',
    'torch_norm_default',
  ];
  const here = [...Object.keys(normals), ...Object.keys(uniforms), ...apart, 'gains'];
  expect(here.sort()).toEqual(rules.map(({ name }) => name).sort());
});

describe('the rules', () => {
  test.each(Object.entries(normals))('%s', (name, stack) => {
    const { fan_in = 400, std } = example(name);
    expectNormal(sample(filled(stack, name), 'linear.weight', Number(fan_in)), Number(std));
  });

  test.each(Object.entries(uniforms))('%s', (name, stack) => {
    const { fan_in, bound } = example(name);
    expectUniform(sample(filled(stack, name), 'linear.weight', Number(fan_in)), Number(bound) * (1 + 1e-8));
  });

  test('torch_linear_default_bias', () => {
    const { fan_in, bound } = example('torch_linear_default_bias');
    expectUniform(sample('linear 300', 'linear.bias', Number(fan_in)), Number(bound));
  });

  test.each(['weight', 'bias'])('torch_conv_default_%s', (name) => {
    const { conv, fan_in, bound } = example(`torch_conv_default_${name}`);
    const [, channels, out, kernel] = /Conv1d\((\d+), (\d+), kernel_size=\((\d+)/.exec(
      `${conv ?? example('torch_conv_default_weight').conv}`,
    )!;
    expect(Number(channels) * Number(kernel)).toBe(fan_in);
    expectUniform(sample(`conv ${out} ${kernel}`, `conv.${name}`, 16, Number(channels)), Number(bound) * (1 + 1e-8));
  });

  test.each(['rnn', 'gru', 'lstm'])('torch_rnn_default: every weight and bias of %s', (layer) => {
    const { hidden, bound } = example('torch_rnn_default');
    const { value: spec } = check(source('init.mm', `input x[8, 20]\nmodel ${layer} ${hidden}`));
    const paths = spec.models[0]!.weights.map(({ path }) => path);
    expect(paths).toHaveLength(4);
    for (const path of paths) expectUniform(sample(`${layer} ${hidden}`, path, 8, 20), Number(bound) * (1 + 1e-8));
  });

  test('torch_embedding_default and karpathy_embedding', () => {
    const { value: spec } = check(source('init.mm', 'input x[8] of 1000\nmodel embed 60'));
    expect(spec.models[0]?.weights[0]?.init).toEqual({ kind: 'normal', mean: 0, std: { gain: 1, fan: undefined } });
  });

  test('torch_norm_default', () => {
    const starts = ['weight', 'bias', 'running_mean', 'running_var'].map((name) => sample('bn', `bn.${name}`, 3));
    expect(starts.map((values) => [...values])).toEqual([
      [1, 1, 1],
      [0, 0, 0],
      [0, 0, 0],
      [1, 1, 1],
    ]);
  });
});

describe('settings', () => {
  test('gains: five thirds before tanh, a tenth for a last layer', () => {
    const { std_gain_5_3, std_last_layer } = example('karpathy_linear_weight');
    expectNormal(sample('linear 300 init=fan_in(5/3)', 'linear.weight', 400), Number(std_gain_5_3));
    expectNormal(sample('linear 300 init=fan_in(0.1)', 'linear.weight', 400), Number(std_last_layer));
    expectNormal(sample('linear 300 init=kaiming(5/3)', 'linear.weight', 400), Number(std_gain_5_3));
  });

  test('normal(mean, std)', () => {
    expectNormal(sample('linear 300 init=normal(1, 0.02)', 'linear.weight', 400), 0.02, 1);
  });

  test('uniform(a)', () => {
    expectUniform(sample('linear 300 init=uniform(0.3)', 'linear.weight', 400), 0.3);
  });

  test('constant', () => {
    expect(new Set(sample('linear 30 bias_init=constant(0.5)', 'linear.bias', 40))).toEqual(new Set([0.5]));
    expect(new Set(sample('linear 30 init=constant((-2))', 'linear.weight', 40))).toEqual(new Set([-2]));
  });

  test('zeros and ones', () => {
    expect(new Set(sample('linear 30 init=ones bias_init=zeros', 'linear.weight', 40))).toEqual(new Set([1]));
    expect(new Set(sample('linear 30 init=ones bias_init=zeros', 'linear.bias', 40))).toEqual(new Set([0]));
  });
});

describe('orthogonal', () => {
  /** The products of all columns (`tall`) or rows of a matrix with each other. */
  function products(values: Float64Array, rows: number, columns: number): number[][] {
    const at = (row: number, column: number) => values[row * columns + column]!;
    const [count, length] = rows >= columns ? [columns, rows] : [rows, columns];
    const part = (vector: number, i: number) => (rows >= columns ? at(i, vector) : at(vector, i));
    const indices = Array.from({ length: count }, (_, i) => i);
    const product = (a: number, b: number) =>
      Array.from({ length }, (_, i) => part(a, i) * part(b, i)).reduce((sum, each) => sum + each, 0);
    return indices.map((a) => indices.map((b) => product(a, b)));
  }

  test.each([
    ['tall', 40, 30, 1],
    ['wide', 30, 40, 1],
    ['square', 32, 32, 5 / 3],
    ['one column', 7, 1, 2],
  ])('%s: vectors of one length, upright on each other', (_, rows, columns, gain) => {
    const values = sample(`linear ${columns} init=orthogonal(${gain})`, 'linear.weight', rows);
    for (const [a, line] of products(values, rows, columns).entries())
      for (const [b, product] of line.entries())
        expect(Math.abs(product - (a === b ? gain ** 2 : 0))).toBeLessThan(1e-6);
  });

  test('begins with the direction that is drawn first, so that its triangle has a positive diagonal', () => {
    const values = sample('linear 3 init=orthogonal', 'linear.weight', 4);
    const key = hashKey(42, 'init', 'linear.weight', 0);
    const drawn = [0, 3, 6, 9].map((index) => normalNumber(key, index)); // the first column of [4, 3]
    const length = Math.hypot(...drawn);
    for (const [row, number] of drawn.entries()) expect(values[3 * row]).toBeCloseTo(number / length, 6);
  });

  test('is the same again, and another for another weight', () => {
    const weight = (path: string) => sample('linear 8 init=orthogonal | linear 8 init=orthogonal', path, 8);
    expect(weight('linear.weight')).toEqual(weight('linear.weight'));
    expect(weight('linear#2.weight')).not.toEqual(weight('linear.weight'));
  });
});
