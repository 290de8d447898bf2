/** How weights start: samples of the numbers of emitted programs against the rules of the goldens, by their statistics. */
import { describe, expect, test } from 'vitest';
import { constant, keyOf, normal, uniform } from '../program/tfjs/chance.ts';
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

/** The numbers with which a weight of a stack over `[fanIn]` starts. */
function sample(stack: string, path: string, fanIn: number): Float64Array {
  const { value: spec, diagnostics } = check(source('init.mm', `input x[${fanIn}]\nmodel ${stack}`));
  expect(diagnostics).toEqual([]);
  const model = spec.models[0]!;
  const { shape, init } = [...model.weights, ...model.buffers].find((weight) => weight.path === path)!;
  const size = shape.reduce((product, dim) => product * (numberOf(dim) as number), 1);
  const key = keyOf(42, 'init', path, 0);
  const draw = drawing(init);
  return Float64Array.from({ length: size }, (_, index) => draw(key, index));
}

function drawing(init: Init) {
  switch (init.kind) {
    case 'constant':
      return constant(init.value);
    case 'normal':
      return normal(value(init.std), init.mean);
    case 'uniform':
      return uniform(value(init.bound));
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

/** Rules of layers and initialisers that are to come. */
const later = ['torch_conv_default_weight', 'torch_conv_default_bias', 'torch_rnn_default'];

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

test('every rule of the goldens is covered here or listed as one for later', () => {
  const apart = ['torch_linear_default_bias', 'torch_embedding_default', 'karpathy_embedding', 'torch_norm_default'];
  const here = [...Object.keys(normals), ...Object.keys(uniforms), ...apart, 'gains'];
  expect([...here, ...later].sort()).toEqual(rules.map(({ name }) => name).sort());
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

  test('zeros and ones', () => {
    expect(new Set(sample('linear 30 init=ones bias_init=zeros', 'linear.weight', 40))).toEqual(new Set([1]));
    expect(new Set(sample('linear 30 init=ones bias_init=zeros', 'linear.bias', 40))).toEqual(new Set([0]));
  });
});
