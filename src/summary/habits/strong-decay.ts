/** Weight decay out of all proportion. */
import { diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { Setting } from '../../parser/ast.ts';
import type { CheckedTrain } from '../../shapecheck/checked.ts';
import { type SpecHabit, settingOf } from './sight.ts';

export const strongDecay: SpecHabit = ({ train }) => {
  const setting = train && settingOf(train.item, 'decay');
  const { decay } = (train?.settings ?? {}) as { readonly decay?: unknown };
  if (!setting || typeof decay !== 'number') return [];
  const { name, mostDecay } = train.optimiser;
  const help = mostDecay === undefined ? apartHelp(train, decay) : gradientHelp(train, decay, mostDecay);
  const fixes = mostDecay === undefined ? [] : otherwise(train, setting, decay);
  return help === undefined
    ? []
    : [diagnostic('lint/decay', setting.span, { decay, optimiser: name }, { help: [help], fixes })];
};

/** Share of the weights that a decay apart from the gradient may take at each step. */
const MOST_APART = 0.1;

function apartHelp(train: CheckedTrain, decay: number): string | undefined {
  const taken = highestOf(train) * decay;
  if (taken <= MOST_APART) return undefined;
  return `each step takes lr times decay of every weight, ${percent(taken)} here; 0.01 to 0.1 are usual`;
}

/** Share of the weights that one through the gradient may take, which momentum repeats 1 / (1 - momentum) times. */
const MOST_THROUGH = 0.02;

/** Rates beyond are reported themselves. */
const MOST_RATE = 1;

function gradientHelp(train: CheckedTrain, decay: number, mostDecay: number): string | undefined {
  const { name } = train.optimiser;
  const usual = `1e-5 to 0.01 are usual for ${name}`;
  if (decay > mostDecay) return usual;
  const { momentum = 0 } = train.settings as { readonly momentum?: number };
  const taken = (Math.min(MOST_RATE, highestOf(train)) * decay) / (1 - momentum);
  if (name === 'adam' && decay >= LEAST_OF_ADAMW)
    return `adam adds decay to the gradient and divides it out with that; ${usual}, 0.01 to 0.1 for adamw`;
  if (name !== 'sgd' || taken <= MOST_THROUGH) return undefined;
  const what = momentum > 0 ? 'lr times decay / (1 - momentum)' : 'lr times decay';
  return `each step takes ${what} of every weight, ${percent(taken)} here; ${usual}`;
}

/** From here on a decay is one of those that adamw, which keeps it apart from the gradient, is used with. */
const LEAST_OF_ADAMW = 0.05;
const MOST_OF_ADAMW = 0.5;

/** What else may have been meant: adamw, or, of a number like 0.9, a momentum. */
function otherwise({ item, optimiser }: CheckedTrain, { key }: Setting, decay: number): Fix[] {
  if (optimiser.name === 'adam' && decay <= MOST_OF_ADAMW)
    return [replace('write adamw in place of adam', item.optimiser.span, 'adamw')];
  const isMomentum = 'momentum' in optimiser.params && !settingOf(item, 'momentum') && decay >= 0.5 && decay < 1;
  return isMomentum ? [replace(`write momentum=${decay}, if that was meant`, key.span, 'momentum')] : [];
}

function highestOf({ lr }: CheckedTrain): number {
  const { lr: start, max, rates } = lr.args as Stated;
  return start ?? max ?? rates?.[0] ?? 0;
}

interface Stated {
  readonly lr?: number;
  readonly max?: number;
  readonly rates?: readonly number[];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
