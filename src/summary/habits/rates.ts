/** Learning rates out of all proportion, with what is to be said of their schedules. */
import { type Diagnostic, diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import { evaluate, variable } from '../../formula/formula.ts';
import { scheduleOf } from '../../ir/ir.ts';
import type { Setting } from '../../parser/ast.ts';
import type { CheckedModel, CheckedTrain } from '../../shapecheck/checked.ts';
import { textOf } from '../../text/source.ts';
import { outsteppedIn } from './outstepped.ts';
import { type Growth, growthOf, idleReports, lateReports } from './schedule.ts';
import { isOverridden, itemOf, type SpecHabit, settingOf } from './sight.ts';

export const rates: SpecHabit = ({ train, tree, models }) => {
  const setting = train?.item.args.settings.find(({ key }) => key.text === 'lr');
  if (!train || !setting) return [];
  const swept = itemOf(tree.items, 'sweep')?.args.settings.map(({ key }) => key.text) ?? [];
  if (swept.includes('train.lr')) return [];
  const hasOwnLength = !isOverridden(train.item, 'steps') && !swept.includes('train.steps');
  const call = setting.value.kind === 'call' ? setting.value : undefined;
  const idle = call ? idleReports(train, call) : [];
  const isRising = idle.some(({ code }) => code === 'lint/learning-rate');
  const late = call && hasOwnLength ? lateReports(train, call) : [];
  return [
    ...shortReport(train),
    // While the rate does not come to what was meant, it is no use to judge how large it is.
    ...(late.length > 0 ? late : isRising ? [] : rateReport(train, setting, models)),
    ...idle,
  ];
};

/** Below it the numbers of 32 bits that weights are hardly change. */
const LEAST = 1e-7;

/** The same for steps along a gradient that a loss of classes keeps small; that of values grows with their unit. */
const LEAST_BY_GRADIENT = 1e-6;

function leastOf({ optimiser, loss }: CheckedTrain, models: readonly CheckedModel[]): number {
  const isBounded = models.every(({ target }) => target && (target.kind !== 'value' || loss?.def.unit));
  return optimiser.name === 'sgd' && isBounded ? LEAST_BY_GRADIENT : LEAST;
}

/** At how many steps of training the rate is looked at. */
const LOOKS = 200;

/** Nothing but a row of scores for each token, of which each row is moved by its own share of the examples alone. */
function isTable({ input, weights }: CheckedModel): boolean {
  return input?.dtype === 'int' && weights.length === 1;
}

function rateReport(train: CheckedTrain, { value }: Setting, models: readonly CheckedModel[]): Diagnostic[] {
  const { optimiser, steps } = train;
  const { rate } = scheduleOf(train.lr);
  const formula = rate(variable('step'), steps);
  const looks = Array.from({ length: LOOKS + 1 }, (_, look) => Math.floor((look * (steps - 1)) / LOOKS));
  const highest = Math.max(...looks.map((step) => evaluate(formula, { step })));
  const isBeyond = highest * shareOfRate(train, models.every(isTable)) > optimiser.highest;
  const small = isBeyond ? undefined : outsteppedIn(models, train, highest);
  const isHigh = isBeyond || small !== undefined;
  const idle = highest >= leastOf(train, models) ? idleFrom(looks, (step) => evaluate(formula, { step })) : 0;
  if (!isHigh && (idle === undefined || idle > steps / 2)) return [];
  if (!isHigh && idle) return [fadedReport(value, idle, steps)];
  const growth = isHigh && value.kind === 'call' ? growthOf(train.lr, value) : undefined;
  if (growth) return [grownReport(growth, highest, train)];
  const why = isHigh
    ? `more than ${optimiser.name} learns with${small ? ` here: each step moves every weight by about that, and those of ${small.stage} start with a deviation of ${numberText(small.deviation)}` : `: ${optimiser.highest} is already much`}`
    : 'so small that the weights stay where they are';
  const isOwn = value.span.source === train.item.span.source;
  const fixes =
    isOwn && value.kind === 'number' ? [replace(`write lr=${optimiser.lr}`, value.span, `${optimiser.lr}`)] : [];
  const help = [`without lr= it is ${optimiser.lr}`];
  return [diagnostic('lint/learning-rate', value.span, { rate: numberText(highest), why }, { help, fixes })];
}

/** Less than this in all of training leaves the weights where they are. */
const LEAST_WAY = 1e-3;

/** A clip so tight that all steps together, each no longer than the rate times the clip, come to next to nothing. */
function shortReport({ optimiser, item, settings, lr, clip, steps }: CheckedTrain): Diagnostic[] {
  const setting = settingOf(item, 'clip');
  const { momentum = 0 } = settings as { readonly momentum?: number };
  if (!setting || clip === undefined || optimiser.name !== 'sgd' || isOverridden(item, 'steps')) return [];
  const rate = scheduleOf(lr).rate(variable('step'), steps);
  const highest = Math.max(
    ...Array.from({ length: LOOKS }, (_, look) => evaluate(rate, { step: Math.floor((look * steps) / LOOKS) })),
  );
  const way = (highest * clip * steps) / (1 - momentum);
  if (way >= LEAST_WAY) return [];
  const why = `cut so short by ${textOf(setting.span)} that in ${steps.toLocaleString('en-US')} steps no weight moves by more than ${numberText(way)}`;
  const help = ['clip is the greatest length of all gradients together: 0.25 to 5 are usual'];
  return [diagnostic('lint/learning-rate', setting.span, { rate: numberText(highest), why }, { help })];
}

/** The first of the steps from which on the rate is next to nothing, to the end. */
function idleFrom(looks: readonly number[], rateAt: (step: number) => number): number | undefined {
  const last = looks.findLastIndex((step) => rateAt(step) >= LEAST);
  const [from, to] = [looks[last] ?? 0, looks[last + 1]];
  if (to === undefined) return undefined;
  const between = Array.from({ length: to - from }, (_, at) => from + at + 1);
  return between.find((step) => rateAt(step) < LEAST);
}

/** A schedule that is over long before the training. */
function fadedReport(value: Setting['value'], idle: number, steps: number): Diagnostic {
  const count = (n: number) => n.toLocaleString('en-US');
  const why = `below ${LEAST} from step ${count(idle)} of ${count(steps)} on, so that the weights stay where they are`;
  const help = /\bsteps\b/.test(textOf(value.span))
    ? ['without steps= the rate falls until training ends; with min= it stays above 0']
    : ['a schedule counts steps, not epochs: use a gamma nearer to 1, or decay(lr, gamma, every=n)'];
  return diagnostic('lint/learning-rate', value.span, { rate: textOf(value.span), why }, { help });
}

/** A schedule that is to fall and grows until the rate is beyond all use. */
function grownReport({ gamma, span, fixes }: Growth, highest: number, { optimiser }: CheckedTrain): Diagnostic {
  const why = `more than ${optimiser.name} learns with: a gamma of ${gamma} makes the rate grow to it`;
  const help = ['the rate is multiplied by gamma again and again; below 1 it falls'];
  return diagnostic('lint/learning-rate', span, { rate: numberText(highest), why }, { help, fixes });
}

/**
 * How much of the rate counts for `sgd`, which goes by the gradient itself: with clip=0.25 a rate of 20 moves the weights
 * by 5 at most, as in PyTorch's word language model; tables of scores are trained with 50, as in makemore's first part.
 */
function shareOfRate({ optimiser, clip }: CheckedTrain, isOfTables: boolean): number {
  if (optimiser.name !== 'sgd') return 1;
  return isOfTables ? 0.1 : Math.min(1, clip ?? 1);
}

function numberText(n: number): string {
  return `${Number(n.toPrecision(3))}`;
}
