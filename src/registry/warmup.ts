/** Warm-up, which every schedule has: the first steps grow to the learning rate. */
import { add, chooseLess, div, type Formula, max, mul, type Operand, sub } from '../formula/formula.ts';

/** The parameters of warm-up, to spread into a schedule's. */
export const warmup = {
  warmup: {
    kind: 'value',
    type: 'integer',
    minimum: 0,
    default: 0,
    description: 'steps over which the rate grows to its start',
  },
  warmup_from: {
    kind: 'value',
    enum: ['first', 'zero'],
    default: 'first',
    description: 'first: lr (i + 1) / (warmup + 1) at step i; zero: lr i / warmup, so the first step changes nothing',
  },
} as const;

export interface WarmupSettings {
  readonly warmup: number;
  readonly warmup_from: 'first' | 'zero';
}

/**
 * A schedule with its warm-up in front. `rate` is the schedule over its own step, counted from the end of the warm-up,
 * of which there are `steps - warmup`.
 */
export function withWarmup(
  settings: WarmupSettings,
  step: Formula,
  steps: Operand,
  rate: (step: Formula, steps: Operand) => Formula,
): Formula {
  const { warmup: length, warmup_from: from } = settings;
  if (length === 0) return rate(step, steps);
  const left = max(1, sub(steps, length));
  const grown = from === 'first' ? div(add(step, 1), length + 1) : div(step, length);
  return chooseLess(step, length, mul(start(rate), grown), rate(sub(step, length), left));
}

/** The rate at the schedule's own first step, which is the same however many follow; that there are many is all it needs. */
function start(rate: (step: Formula, steps: Operand) => Formula): Operand {
  return rate({ kind: 'number', value: 0 }, 1e9);
}
