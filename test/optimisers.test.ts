/** The formulas of optimisers, evaluated in double precision, against what PyTorch's optimisers do to a small network. */
import { describe, expect, test } from 'vitest';
import { evaluate, type Formula } from '../src/formula/formula.ts';
import { type Training, toIr } from '../src/ir/ir.ts';
import { optimiserVariables } from '../src/registry/training.ts';
import { check } from '../src/shapecheck/check.ts';
import { source } from '../src/text/source.ts';
import { optimisers, rowsOf, trainItem } from './support/golden-tables.ts';
import { type ByName, golden, type Numbers } from './support/goldens.ts';
import { type Network, type Step, step } from './support/small-network.ts';

interface OptimiserGolden {
  readonly config: Readonly<Record<string, unknown>> & { readonly lr: number; readonly loss_scale?: number };
  readonly inputs: { readonly X: Numbers; readonly Y: Numbers };
  readonly params_before: ByName;
  readonly steps: readonly { readonly loss: number; readonly grads: ByName; readonly params: ByName }[];
  readonly loss_after: number;
}

const toNetwork = (params: ByName): Network =>
  Object.fromEntries(Object.entries(params).map(([name, { data }]) => [name, [...data]]));

/** The training that a `train` item asks for. */
function training(item: string): Training {
  const text = `input x[3]\ntarget class of 2\nmodel linear 2\ntrain ${item}`;
  const { value, diagnostics } = check(source('optimiser.mm', text));
  expect(diagnostics).toEqual([]);
  return toIr(value, value.models[0]!).training!;
}

/** Numbers that differ most, compared with the largest that is wanted. */
function largestError(got: readonly number[], want: readonly number[]): number {
  expect(got.length).toBe(want.length);
  return Math.max(...want.map((value, i) => Math.abs((got[i] as number) - value)));
}

/** A step whose loss is so many times the usual one. */
function scaled({ loss, grads }: Step, scale: number): Step {
  const all = Object.entries(grads).map(([name, values]) => [name, values.map((value) => scale * value)]);
  return { loss: scale * loss, grads: Object.fromEntries(all) };
}

const norm = (grads: Network): number => Math.hypot(...Object.values(grads).flat());

describe('six steps', () => {
  test.each(rowsOf(optimisers))('%s', (name, optimiser) => {
    const { config, inputs, params_before, steps, loss_after } = golden<OptimiserGolden>(name);
    const { update, state, schedule, clip } = training(trainItem(optimiser, config));
    const lr = evaluate(schedule.rate({ kind: 'variable', name: 'step' }, 6), { step: 0 });
    expect(lr).toBe(config.lr);
    const network = toNetwork(params_before);
    const memory: Record<string, Record<string, number>[]> = {};
    expect(steps.length).toBeGreaterThan(3);
    const { loss_scale: scale = 1 } = config;
    const near = scale === 1 ? 1e-6 : 1e-5 * scale; // of gradients, and of losses
    for (const [index, { loss, grads, params }] of steps.entries()) {
      const now = scaled(step(network, inputs), scale);
      expect(Math.abs(now.loss - loss)).toBeLessThan(near);
      const factor = clip === undefined ? 1 : Math.min(1, clip / (norm(now.grads) + 1e-6));
      for (const [weight, values] of Object.entries(network)) {
        const gradients = now.grads[weight]!;
        expect(largestError(gradients, grads[weight]!.data)).toBeLessThan(near);
        memory[weight] ??= values.map(() => Object.fromEntries(state.map((each) => [each, 0])));
        for (const [i, value] of values.entries()) {
          const kept = memory[weight][i]!;
          const known = { weight: value, grad: factor * gradients[i]!, lr, t: index + 1, ...kept };
          const seen: Record<string, number> = { ...known };
          for (const each of state) seen[`next_${each}`] = evaluate(update.state[each]!, seen);
          values[i] = evaluate(update.weight, seen);
          for (const each of state) kept[each] = seen[`next_${each}`]!;
        }
        expect(largestError(values, params[weight]!.data)).toBeLessThan(1e-6);
      }
    }
    expect(Math.abs(scaled(step(network, inputs), scale).loss - loss_after)).toBeLessThan(near);
    expect(largestError(network.w1!, params_before.w1!.data)).toBeGreaterThan(1e-3); // it moved
  });
});

/** The variables of a formula. */
function variablesOf(of: Formula): string[] {
  switch (of.kind) {
    case 'number':
      return [];
    case 'variable':
      return [of.name];
    case 'call':
      return of.args.flatMap(variablesOf);
    case 'choose':
      return [of.test.left, of.test.right, of.below, of.otherwise].flatMap(variablesOf);
  }
}

const uses = [
  'sgd',
  'sgd momentum=0.9 nesterov decay=0.1',
  'adam decay=0.1',
  'adamw',
  'adamw decay=0',
  'rmsprop momentum=0.9 decay=0.1',
  'adagrad decay=0.1',
  'lion decay=0.1',
];

test.each(uses)('%s uses only what it is given', (item) => {
  const { state, update } = training(item);
  const given = [...optimiserVariables, ...state];
  for (const name of state) {
    expect(given).toEqual(expect.arrayContaining(variablesOf(update.state[name]!)));
    given.push(`next_${name}`);
  }
  expect(given).toEqual(expect.arrayContaining(variablesOf(update.weight)));
});

describe('the memory of an optimiser', () => {
  test.each([
    ['sgd', []],
    ['sgd momentum=0.9', ['velocity']],
    ['adam', ['m', 'v']],
    ['adamw', ['m', 'v']],
    ['rmsprop', ['v']],
    ['rmsprop momentum=0.9', ['v', 'velocity']],
    ['adagrad', ['sum']],
    ['lion', ['m']],
  ])('%s', (item, names) => {
    const { state, update } = training(item);
    expect(state).toEqual(names);
    expect(Object.keys(update.state)).toEqual(names);
  });
});

test('adamw decays every weight by 0.01 unless told otherwise, sgd none', () => {
  const still = { weight: 2, grad: 0, lr: 0.5, t: 1, m: 0, v: 0, next_m: 0, next_v: 0 };
  expect(evaluate(training('adamw').update.weight, still)).toBeCloseTo(2 * (1 - 0.5 * 0.01), 15);
  expect(evaluate(training('adamw decay=0').update.weight, still)).toBe(2);
  expect(evaluate(training('sgd').update.weight, still)).toBe(2);
  expect(evaluate(training('sgd decay=0.1').update.weight, still)).toBeCloseTo(2 - 0.5 * 0.1 * 2, 15);
});

test.each(['adam', 'rmsprop', 'adagrad'])('%s decays through the gradient, which is L2', (name) => {
  const formulas = training(`${name} decay=0.1`);
  const plain = training(name);
  const at = { lr: 0.5, t: 1, m: 0, v: 0, sum: 0 };
  const stepOf = ({ state, update }: Training, grad: number) => {
    const known = { weight: 2, grad, ...at };
    const seen: Record<string, number> = { ...known };
    for (const each of state) seen[`next_${each}`] = evaluate(update.state[each]!, seen);
    return evaluate(update.weight, seen);
  };
  expect(stepOf(formulas, 0.3)).toBeCloseTo(stepOf(plain, 0.3 + 0.1 * 2), 15);
  expect(stepOf(formulas, 0.3)).not.toBe(stepOf(plain, 0.3));
});

test('lion steps by lr in the direction of a mean, and decays apart from it', () => {
  const { update } = training('lion betas=[0.9, 0.99] decay=0.1');
  const known = { weight: 2, lr: 0.01, t: 5, m: 0.5, grad: -4 };
  // 0.9 * 0.5 - 0.1 * 4 = 0.05, so its sign is +, although the gradient points the other way.
  expect(evaluate(update.weight, known)).toBeCloseTo(2 * (1 - 0.01 * 0.1) - 0.01, 15);
  expect(evaluate(update.state.m!, known)).toBeCloseTo(0.99 * 0.5 - 0.01 * 4, 15);
  expect(evaluate(update.weight, { ...known, grad: -5 })).toBeCloseTo(2 * (1 - 0.01 * 0.1) + 0.01, 15);
});

test('learning rates unless stated are those of PyTorch, of lion that of its authors', () => {
  const rate = (item: string) => evaluate(training(item).schedule.rate({ kind: 'number', value: 0 }, 6), {});
  expect(['sgd', 'adam', 'adamw', 'rmsprop', 'adagrad', 'lion'].map(rate)).toEqual([0.1, 1e-3, 1e-3, 0.01, 0.01, 1e-4]);
});

test('adagrad may begin as if it had seen squares before', () => {
  const { update } = training('adagrad lr=0.5 eps=1e-10 initial_accumulator_value=7');
  // 9 of squares that came and 7 of those assumed: the root is 4.
  expect(evaluate(update.weight, { weight: 2, grad: 3, lr: 0.5, t: 1, sum: 0, next_sum: 9 })).toBeCloseTo(
    2 - (0.5 * 3) / 4,
    9,
  );
});
