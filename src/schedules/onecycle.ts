/** onecycle: up to the highest rate and down to almost nothing. */
import {
  add,
  chooseLess,
  cos,
  div,
  type Formula,
  max as greatest,
  mul,
  type Operand,
  sub,
} from '../formula/formula.ts';
import { defineSchedule } from '../registry/training.ts';
import { warmup } from '../registry/warmup.ts';

export const onecycle = defineSchedule({
  name: 'onecycle',
  summary: 'from max/div up to max, then down to max/div/final_div at the last step',
  formula: 'from max/div to max up to step pct steps - 1, from there to max/div/final_div, along half cosines or lines',
  source: 'Smith and Topin, Super-Convergence, 2018; torch.optim.lr_scheduler.OneCycleLR',
  keras: 'no schedule of its own',
  params: {
    max: { kind: 'value', type: 'number', exclusiveMinimum: 0, positional: true, description: 'the highest rate' },
    pct: {
      kind: 'value',
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.3,
      description: 'the share of the steps on which it rises',
    },
    anneal: { kind: 'value', enum: ['cos', 'linear'], default: 'cos', description: 'along what it rises and falls' },
    div: { kind: 'value', type: 'number', exclusiveMinimum: 0, default: 25, description: 'it begins with max/div' },
    final_div: {
      kind: 'value',
      type: 'number',
      exclusiveMinimum: 0,
      default: 1e4,
      description: 'it ends with max/div/final_div',
    },
    ...warmup,
  },
  examples: ['sgd lr=onecycle(0.1)', 'adamw lr=onecycle(3e-3, pct=0.25, anneal=linear)'],
  rate({ max, pct, anneal, div: divisor, final_div }, i, steps) {
    const along = anneal === 'cos' ? alongCosine : alongLine;
    const [start, end] = [max / divisor, max / divisor / final_div];
    const top = sub(mul(steps, pct), 1);
    const left = greatest(sub(sub(steps, 1), i), 0);
    return chooseLess(i, top, along(start, max, div(i, top)), along(end, max, div(left, mul(steps, 1 - pct))));
  },
});

/** From a to b while the share goes from 0 to 1. */
function alongLine(a: number, b: number, share: Operand): Formula {
  return add(a, mul(b - a, share));
}

function alongCosine(a: number, b: number, share: Formula): Formula {
  return add(a, mul((b - a) / 2, sub(1, cos(mul(Math.PI, share)))));
}
