/**
 * What optimisers do to weights, as compiled for the fused engine, against their formulas in double precision, which
 * `optimisers.test.ts` holds against PyTorch.
 */
import { expect, it } from 'vitest';
import { evaluate as evaluateFormula } from '../src/formula/formula.ts';
import { scalarTable, updateTensors } from '../src/fused/update.ts';
import { toIr } from '../src/ir/ir.ts';
import { optimisers } from '../src/optimisers/index.ts';
import { check } from '../src/shapecheck/check.ts';
import { leaf } from '../src/tensors/build.ts';
import { evaluate } from '../src/tensors/evaluate.ts';
import { source } from '../src/text/source.ts';
import { runCompiled } from './support/compiled-graph.ts';
import { numbers } from './support/differences.ts';

const SHAPE = [3, 7];
const items = optimisers.flatMap(({ examples }) => examples);

it.each([...items, 'adam ema=0.9', 'sgd lr=0.1 momentum=0.9 ema=0.99'])('%s', (item) => {
  const text = `input x[3]\ntarget class of 2\nmodel linear 2\ntrain ${item}`;
  const { value } = check(source('update.mm', text));
  const training = toIr(value, value.models[0]!).training!;
  const { update, state, ema } = training;
  for (const run of [evaluate, runCompiled])
    for (const t of [1, 2, 9]) {
      const own = ['weight', 'grad', ...state];
      const given = Object.fromEntries(own.map((name, at) => [name, numbers(SHAPE, 10 * t + at, at < 2 ? -1 : 0, 1)]));
      const mean = numbers(SHAPE, 99, -1, 1);
      const lr = 0.05;
      const scalars = scalarTable();
      const weight = leaf('weight', 'w', SHAPE);
      const grad = leaf('input', 'grad', SHAPE);
      const results = updateTensors({ path: 'w', weight, grad, update, state, ema }, scalars);
      const leaves: Record<string, readonly number[]> = { w: given.weight!, grad: given.grad!, 'w.ema': mean };
      for (const name of state) leaves[`w.${name}`] = given[name]!;
      for (const { name, formula } of scalars.all()) leaves[name] = [evaluateFormula(formula, { lr, t })];
      const got = run(
        results.map((result) => result.value),
        { leaves },
      );
      for (let i = 0; i < 21; i++) {
        const seen: Record<string, number> = { lr, t };
        for (const name of own) seen[name] = given[name]![i]!;
        for (const name of state) seen[`next_${name}`] = evaluateFormula(update.state[name]!, seen);
        const next = evaluateFormula(update.weight, seen);
        const wanted = [next, ...state.map((name) => seen[`next_${name}`]!)];
        if (ema !== undefined) wanted.push(t === 1 ? next : ema * mean[i]! + (1 - ema) * next);
        expect(got).toHaveLength(wanted.length);
        for (const [at, number] of wanted.entries()) expect(got[at]![i]).toBeCloseTo(number, 5);
      }
    }
});
