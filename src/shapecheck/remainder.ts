/** What a layer leaves out of a length that it does not divide: a warning where that is so for all values of the symbols. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { LayerDef } from '../registry/layer.ts';
import type { WindowValue } from '../registry/param.ts';
import type { Remainder } from '../registry/rule.ts';
import { type Dim, isConstant, mod, toTight } from '../shapes/dim.ts';
import { decide, divides } from '../shapes/obligation.ts';
import { typeText } from '../shapes/shape.ts';
import type { Context } from './context.ts';
import { multipleOf } from './need-fixes.ts';
import { type At, originLabels, waysOut } from './needs.ts';
import { hangsOnUnknown } from './unknown.ts';

/**
 * Warns of a remainder that is left out for certain. The last row of a map that windows have made is left out by many a
 * published model, and stands for rows of the input that its neighbours see as well; only what stands there as it came
 * in is lost.
 */
export function warnOfRemainder({ divisor, of, what, axis }: Remainder, at: At, context: Context): void {
  if (at.flow.isMixed) return;
  const whole = divides(divisor, of) as ReturnType<typeof divides> & { kind: 'divides' };
  if (hangsOnUnknown(whole) || decide(whole, context.run.facts).verdict !== 'refuted') return;
  const facts = { stage: at.stage, left: toTight(mod(of, divisor)), length: toTight(of), what };
  const ways = [...multipleOf(whole, at.flow.origins[axis]), 'padding=same to keep it'];
  const label = at.flow.type && `takes ${typeText(at.flow.type)}; ${toTight(divisor)} does not divide ${toTight(of)}`;
  const extras = { label, labels: originLabels(at.flow, axis), help: waysOut(ways) };
  context.world.collector.report(diagnostic('shape/remainder', at.span, facts, extras));
}

/** Whether what a layer gives at a position hangs on several positions of its input. */
export function mixes({ group, params }: LayerDef, values: Readonly<Record<string, unknown>>): boolean {
  if (group === 'sequence') return true;
  const width = ['kernel', 'k'].find((name) => params[name]?.kind === 'window');
  return width !== undefined && !isOne(values[width] as WindowValue);
}

function isOne(width: WindowValue): boolean {
  return Array.isArray(width) ? width.every((each) => isConstant(each as Dim, 1)) : isConstant(width as Dim, 1);
}
