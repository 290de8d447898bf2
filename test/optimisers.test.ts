/** The formulas of optimisers, evaluated in double precision, against what PyTorch's optimisers do to a small network. */
import { describe, expect, test } from 'vitest';
import { evaluate, type Formula } from '../src/formula/formula.ts';
import { type Training, toIr } from '../src/ir/ir.ts';
import { optimiserVariables } from '../src/registry/training.ts';
import { check } from '../src/shapecheck/check.ts';
import { source } from '../src/text/source.ts';
import { optimisers } from './support/golden-tables.ts';
import { type ByName, golden, type Numbers } from './support/goldens.ts';
import { type Network, step } from './support/small-network.ts';

interface OptimiserGolden {
  readonly config: Readonly<Record<string, unknown>> & { readonly lr: number };
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

describe('six steps', () => {
  test.each(Object.entries(optimisers))('%s', (name, template) => {
    const { config, inputs, params_before, steps, loss_after } = golden<OptimiserGolden>(name);
    const item = template.replace(/\{(\w+)\}/g, (_, key: string) => JSON.stringify(config[key]));
    const { update, state, schedule } = training(item);
    const lr = evaluate(schedule.rate({ kind: 'variable', name: 'step' }, 6), { step: 0 });
    expect(lr).toBe(config.lr);
    const network = toNetwork(params_before);
    const memory: Record<string, Record<string, number>[]> = {};
    expect(steps).toHaveLength(6);
    for (const [index, { loss, grads, params }] of steps.entries()) {
      const now = step(network, inputs);
      expect(Math.abs(now.loss - loss)).toBeLessThan(1e-6);
      for (const [weight, values] of Object.entries(network)) {
        const gradients = now.grads[weight]!;
        expect(largestError(gradients, grads[weight]!.data)).toBeLessThan(1e-6);
        memory[weight] ??= values.map(() => Object.fromEntries(state.map((each) => [each, 0])));
        for (const [i, value] of values.entries()) {
          const kept = memory[weight][i]!;
          const known = { weight: value, grad: gradients[i]!, lr, t: index + 1, ...kept };
          const next = Object.entries(update.state).map(([each, formula]) => [each, evaluate(formula, known)] as const);
          const seen = Object.fromEntries(next.map(([each, number]) => [`next_${each}`, number]));
          values[i] = evaluate(update.weight, { ...known, ...seen });
          Object.assign(kept, Object.fromEntries(next));
        }
        expect(largestError(values, params[weight]!.data)).toBeLessThan(1e-6);
      }
    }
    expect(Math.abs(step(network, inputs).loss - loss_after)).toBeLessThan(1e-6);
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

test.each(['sgd', 'sgd momentum=0.9 nesterov decay=0.1', 'adamw', 'adamw decay=0'])(
  '%s uses only what it is given',
  (item) => {
    const { state, update } = training(item);
    const given = [...optimiserVariables, ...state];
    for (const formula of Object.values(update.state))
      expect(given).toEqual(expect.arrayContaining(variablesOf(formula)));
    const next = state.map((name) => `next_${name}`);
    expect([...given, ...next]).toEqual(expect.arrayContaining(variablesOf(update.weight)));
  },
);

describe('the memory of an optimiser', () => {
  test.each([
    ['sgd', []],
    ['sgd momentum=0.9', ['velocity']],
    ['adamw', ['m', 'v']],
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
