/** What a layer leaves out of a length that it does not divide: a warning where that is so for all values of the symbols. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { Remainder } from '../registry/rule.ts';
import { mod, toTight } from '../shapes/dim.ts';
import { decide, divides } from '../shapes/obligation.ts';
import { typeText } from '../shapes/shape.ts';
import type { Context } from './context.ts';
import { multipleOf } from './need-fixes.ts';
import { type At, waysOut } from './needs.ts';
import { originLabels } from './origin-labels.ts';
import { hangsOnUnknown } from './unknown.ts';

/** Warns of a remainder that is left out for certain. */
export function warnOfRemainder({ divisor, of, what, axis }: Remainder, at: At, context: Context): void {
  const whole = divides(divisor, of) as ReturnType<typeof divides> & { kind: 'divides' };
  if (hangsOnUnknown(whole) || decide(whole, context.run.facts).verdict !== 'refuted') return;
  const facts = { stage: at.stage, left: toTight(mod(of, divisor)), length: toTight(of), what };
  const ways = [...multipleOf(whole, at.flow.origins[axis]), 'padding=same to keep it'];
  const label = at.flow.type && `takes ${typeText(at.flow.type)}; ${toTight(divisor)} does not divide ${toTight(of)}`;
  const extras = { label, labels: originLabels(at.flow, axis), help: waysOut(ways) };
  context.world.collector.report(diagnostic('shape/remainder', at.span, facts, extras));
}
