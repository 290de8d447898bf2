/** step: one learning rate after the other. */
import { chooseLess, type Formula, formula } from '../formula/formula.ts';
import { defineSchedule } from '../registry/training.ts';
import { warmup } from '../registry/warmup.ts';

export const step = defineSchedule({
  name: 'step',
  summary: 'the first rate, then from step `at` on the next, and so on',
  formula: 'the rate after the last `at` that is <= i',
  source: 'torch.optim.lr_scheduler.MultiStepLR, with the rates written out',
  keras: 'PiecewiseConstantDecay([at - 1], rates) (step at - 1 still has the former rate)',
  params: {
    rates: {
      kind: 'value',
      type: 'array',
      items: { type: 'number', exclusiveMinimum: 0 },
      minItems: 2,
      positional: true,
      variadic: true,
      description: 'the learning rates in order',
    },
    at: {
      kind: 'value',
      anyOf: [
        { type: 'integer', minimum: 0 },
        { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 1 },
      ],
      description: 'the step from which the next rate holds, or a list with one for each change',
    },
    ...warmup,
  },
  examples: ['sgd lr=step(0.1, 0.01, at=150_000) steps=200_000', 'sgd lr=step(1, 0.1, 0.01, at=[1000, 2000])'],
  disagreement({ rates, at }) {
    const changes = typeof at === 'number' ? [at] : at;
    if (changes.length !== rates.length - 1)
      return {
        param: 'at',
        why: `has ${rates.length} rates, so at= needs ${rates.length - 1} steps, but there ${changes.length === 1 ? 'is 1' : `are ${changes.length}`}`,
        help: `give a step for each change from one rate to the next: ${exampleOf(rates, changes)}`,
      };
    return changes.every((change, i) => i === 0 || change > (changes[i - 1] as number))
      ? undefined
      : {
          param: 'at',
          why: 'needs the steps of at= in growing order',
          help: `write at=[${[...changes].sort((a, b) => a - b).join(', ')}]`,
        };
  },
  rate({ rates, at }, i): Formula {
    const changes = typeof at === 'number' ? [at] : at;
    const [first, ...later] = rates.map(formula);
    return later.reduceRight<(before: Formula) => Formula>(
      (rest, rate, index) => (before) => chooseLess(i, changes[index] as number, before, rest(rate)),
      (before) => before,
    )(first as Formula);
  },
});

/** The same rates with as many changes as they need, those that are missing as far from each other as the last ones. */
function exampleOf(rates: readonly number[], changes: readonly number[]): string {
  const [last = 1000, before = 0] = changes.toReversed();
  const apart = Math.max(1, last - before);
  const missing = Array.from(
    { length: Math.max(0, rates.length - 1 - changes.length) },
    (_, at) => last + (at + 1) * apart,
  );
  const all = [...changes, ...missing].slice(0, rates.length - 1);
  return all.length === 0 ? `${rates[0]}` : `step(${rates.join(', ')}, at=[${all.join(', ')}])`;
}
