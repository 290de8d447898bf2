/** The learning rate of every step: against PyTorch's and nanoGPT's schedules, and by hand where those have none. */
import { describe, expect, test } from 'vitest';
import { evaluate, variable } from '../src/formula/formula.ts';
import { scheduleOf } from '../src/ir/ir.ts';
import { check } from '../src/shapecheck/check.ts';
import { source } from '../src/text/source.ts';
import { golden } from './support/goldens.ts';

/** The rate of each step of a run. */
function rates(lr: string, steps: number): number[] {
  const text = `input x[3]\ntarget class of 2\nmodel linear 2\ntrain sgd lr=${lr} steps=${steps}`;
  const { value, diagnostics } = check(source('schedule.mm', text));
  expect(diagnostics).toEqual([]);
  const rate = scheduleOf(value.train!.lr).rate(variable('step'), steps);
  return Array.from({ length: steps }, (_, step) => evaluate(rate, { step }));
}

interface Schedule {
  readonly name: string;
  readonly config: Readonly<Record<string, number | string | readonly number[]>>;
  readonly lr: readonly number[];
}

const { schedules } = golden<{ schedules: readonly Schedule[] }>('lr_schedules');

/** The same schedule in mm; what stands in the golden's config replaces `{name}`. */
const written: Readonly<Record<string, string>> = {
  step_at: 'step({hi}, {lo}, at={N})',
  step_lr: 'step(0.1, 0.05, 0.025, 0.0125, 0.00625, at=[10, 20, 30, 40])',
  multistep_lr: 'step(0.1, 0.05, 0.025, 0.0125, at={milestones})',
  cosine_warmup_nanogpt: 'cosine({base}, min={min_lr}, steps={decay_steps}, warmup={warmup})',
  cosine_warmup_from_zero: 'cosine({base}, min={min_lr}, steps={decay_steps}, warmup={warmup}, warmup_from=zero)',
  cosine_annealing: 'cosine({base}, min={eta_min})',
};

/** Schedules that mm does not have yet. */
const later = ['exponential', 'one_cycle_cos', 'one_cycle_linear'];

test('every schedule of the goldens is covered here or listed as one for later', () => {
  expect([...Object.keys(written), ...later].sort()).toEqual(schedules.map(({ name }) => name).sort());
});

test.each(Object.entries(written))('%s', (name, template) => {
  const { config, lr } = schedules.find((each) => each.name === name)!;
  expect(lr).toHaveLength(50);
  const got = rates(
    template.replace(/\{(\w+)\}/g, (_, key: string) => JSON.stringify(config[key])),
    lr.length,
  );
  for (const [step, rate] of lr.entries()) expect(got[step], `step ${step}`).toBeCloseTo(rate, 11);
});

const byHand: readonly (readonly [string, readonly number[]])[] = [
  ['0.1', [0.1, 0.1, 0.1, 0.1, 0.1]],
  ['constant(0.1, warmup=3)', [0.025, 0.05, 0.075, 0.1, 0.1]],
  ['constant(0.1, warmup=2, warmup_from=zero)', [0, 0.05, 0.1, 0.1, 0.1]],
  ['linear(0.1)', [0.1, 0.08, 0.06, 0.04, 0.02]],
  ['linear(0.1, end=0.05)', [0.1, 0.09, 0.08, 0.07, 0.06]],
  ['linear(0.1, warmup=1)', [0.05, 0.1, 0.075, 0.05, 0.025]],
  ['cosine(0.1, steps=2)', [0.1, 0.05, 0, 0, 0]],
  ['cosine(0.1, warmup=4)', [0.02, 0.04, 0.06, 0.08, 0.1]],
  ['step(0.4, 0.2, at=2, warmup=1)', [0.2, 0.4, 0.4, 0.2, 0.2]],
  ['step(0.4, 0.2, at=0)', [0.2, 0.2, 0.2, 0.2, 0.2]],
];

describe('by hand', () => {
  test.each(byHand)('%s', (lr, wanted) => {
    for (const [step, rate] of rates(lr, 5).entries()) expect(rate, `step ${step}`).toBeCloseTo(wanted[step]!, 15);
  });

  test('a warm-up that is longer than the run', () => {
    expect(rates('cosine(0.1, warmup=9)', 3)).toEqual([0.01, 0.02, 0.03].map((rate) => expect.closeTo(rate, 15)));
  });
});
