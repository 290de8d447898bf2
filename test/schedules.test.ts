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
  step_lr: 'decay({base}, {gamma}, every={step_size})',
  multistep_lr: 'step({rates}, at={milestones})',
  cosine_warmup_nanogpt: 'cosine({base}, min={min_lr}, steps={decay_steps}, warmup={warmup})',
  cosine_warmup_from_zero: 'cosine({base}, min={min_lr}, steps={decay_steps}, warmup={warmup}, warmup_from=zero)',
  cosine_annealing: 'cosine({base}, min={eta_min}, steps={T_max})',
  exponential: 'exponential({base}, {gamma})',
  one_cycle_cos: 'onecycle({max_lr}, pct={pct_start}, anneal={anneal}, div={div_factor}, final_div={final_div_factor})',
  one_cycle_linear:
    'onecycle({max_lr}, pct={pct_start}, anneal={anneal}, div={div_factor}, final_div={final_div_factor})',
};

/** The rates of a golden of milestones, which mm writes out. */
function ratesOf({ base, gamma, milestones }: Schedule['config']): string {
  const all = [...((milestones as readonly number[] | undefined) ?? []), 0];
  return all.map((_, i) => Number(base) * Number(gamma) ** i).join(', ');
}

test.each(schedules)('$name', ({ name, config, lr }) => {
  const template = written[name]!;
  expect(template, 'the same schedule in mm').toBeDefined();
  expect(lr.length).toBeGreaterThan(9);
  const known: Schedule['config'] = { ...config, rates: ratesOf(config) };
  const text = template.replace(
    /\{(\w+)\}/g,
    (_, key: string) => `${Array.isArray(known[key]) ? `[${known[key]}]` : known[key]}`,
  );
  const got = rates(text, Number(config.total_steps ?? lr.length));
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
  ['decay(0.4, 0.5, every=2)', [0.4, 0.4, 0.2, 0.2, 0.1]],
  ['decay(0.4, 0.5, every=2, warmup=1)', [0.2, 0.4, 0.4, 0.2, 0.2]],
  ['exponential(0.8, 0.5)', [0.8, 0.4, 0.2, 0.1, 0.05]],
  // The top is at step 0.6 * 5 - 1 = 2: from 0.4/4 up to 0.4, then down to 0.1/10.
  ['onecycle(0.4, pct=0.6, anneal=linear, div=4, final_div=10)', [0.1, 0.25, 0.4, 0.205, 0.01]],
  // After two steps of warm-up three are left: the top is at 0.6 * 3 - 1 = 0.8, so step 1 is a sixth of the way down.
  [
    'onecycle(0.4, pct=0.6, div=4, final_div=10, warmup=2)',
    [0.1 / 3, 0.2 / 3, 0.1, 0.01 + 0.195 * (1 + Math.sqrt(3) / 2), 0.01],
  ],
  // Where the rise has no room the first step is on the way down already.
  ['onecycle(0.4, pct=0.1, anneal=linear, div=4, final_div=10)', [0.4 - (0.39 * 0.5) / 4.5, 0.4 - (0.39 * 1.5) / 4.5]],
];

describe('by hand', () => {
  test.each(byHand)('%s', (lr, wanted) => {
    const got = rates(lr, 5);
    for (const [step, rate] of wanted.entries()) expect(got[step], `step ${step}`).toBeCloseTo(rate, 15);
  });

  test('a warm-up that is longer than the run', () => {
    expect(rates('cosine(0.1, warmup=9)', 3)).toEqual([0.01, 0.02, 0.03].map((rate) => expect.closeTo(rate, 15)));
  });
});
