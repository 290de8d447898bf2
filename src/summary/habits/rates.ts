/** Learning rates out of all proportion, and parts of a schedule that training never comes to or that change nothing. */
import { type Diagnostic, diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import { evaluate, variable } from '../../formula/formula.ts';
import { scheduleOf } from '../../ir/ir.ts';
import type { Call, Expr, Setting } from '../../parser/ast.ts';
import type { EntryCall } from '../../registry/param.ts';
import { schedulesByName } from '../../resolve/entries.ts';
import type { CheckedTrain } from '../../shapecheck/checked.ts';
import type { Span } from '../../text/source.ts';
import { isOverridden, itemOf, type SpecHabit } from './sight.ts';

export const rates: SpecHabit = ({ train, tree }) => {
  const setting = train?.item.args.settings.find(({ key }) => key.text === 'lr');
  if (!train || !setting) return [];
  const swept = itemOf(tree.items, 'sweep')?.args.settings.map(({ key }) => key.text) ?? [];
  if (swept.includes('train.lr')) return [];
  const hasOwnLength = !isOverridden(train.item, 'steps') && !swept.includes('train.steps');
  const call = setting.value.kind === 'call' ? setting.value : undefined;
  return [
    ...rateReport(train, setting),
    ...(call && hasOwnLength ? lateReports(train, call) : []),
    ...(call ? idleReports(train.lr, call) : []),
  ];
};

/** Below it the numbers of 32 bits that weights are hardly change. */
const LEAST = 1e-7;

/** At how many steps of training the rate is looked at. */
const LOOKS = 200;

function rateReport(train: CheckedTrain, { value }: Setting): Diagnostic[] {
  const { optimiser, steps } = train;
  const { rate } = scheduleOf(train.lr);
  const formula = rate(variable('step'), steps);
  const looks = Array.from({ length: LOOKS + 1 }, (_, look) => Math.floor((look * (steps - 1)) / LOOKS));
  const highest = Math.max(...looks.map((step) => evaluate(formula, { step })));
  const isHigh = highest > optimiser.highest;
  if (!isHigh && highest >= LEAST) return [];
  const why = isHigh
    ? `more than ${optimiser.name} learns with: ${optimiser.highest} is already much`
    : 'so small that the weights stay where they are';
  const isOwn = value.span.source === train.item.span.source;
  const fixes =
    isOwn && value.kind === 'number' ? [replace(`write lr=${optimiser.lr}`, value.span, `${optimiser.lr}`)] : [];
  const help = [`without lr= it is ${optimiser.lr}`];
  return [diagnostic('lint/learning-rate', value.span, { rate: numberText(highest), why }, { help, fixes })];
}

function numberText(n: number): string {
  return `${Number(n.toPrecision(3))}`;
}

/** Rates of `step` after the end, and a warm-up that is never over. */
function lateReports({ lr, steps, item }: CheckedTrain, call: Call): Diagnostic[] {
  const {
    at,
    warmup = 0,
    rates: stated,
  } = lr.args as {
    readonly at?: number | readonly number[];
    readonly warmup?: number;
    readonly rates?: readonly number[];
  };
  const given = item.args.settings.find(({ key }) => key.text === 'steps');
  const labels = given ? [{ span: given.span, message: 'training ends here' }] : [];
  const report = (what: string, span: Span, help: string) =>
    diagnostic('lint/schedule', span, { what, steps }, { labels, help: [help] });
  const own = (name: string) => call.args.settings.find(({ key }) => key.text === name);
  const warm = own('warmup');
  if (warm && warmup >= steps) return [report('the end of the warm-up', warm.span, 'warm up over fewer steps')];
  const [long, each] = [own('steps'), own('every')];
  if (long && Number(lr.args.steps) > steps)
    return [report('the lowest rate', long.span, 'without steps= the schedule ends with training')];
  if (each && Number(lr.args.every) + warmup >= steps)
    return [report('the second rate', each.span, 'let the rate fall more often, or train for longer')];
  const setting = own('at');
  const changes = typeof at === 'number' ? [at] : at;
  if (!setting || !changes) return [];
  const places = setting.value.kind === 'list' ? setting.value.items : [setting.value];
  return changes.flatMap((change, index) => {
    if (change + warmup < steps) return [];
    const span = (places[index] as Expr | undefined)?.span ?? setting.span;
    return [report(`the rate ${stated?.[index + 1]}`, span, 'change the rate earlier, or train for longer')];
  });
}

/** Settings without which the rate would be the same at each step: warmup_from without a warm-up. */
function idleReports(lr: EntryCall, call: Call): Diagnostic[] {
  const params = schedulesByName.get(lr.name)?.params ?? {};
  const formulaOf = (args: EntryCall['args']) =>
    JSON.stringify(scheduleOf({ ...lr, args }).rate(variable('step'), variable('steps')));
  const now = formulaOf(lr.args);
  return call.args.settings.flatMap(({ key: { text: key }, span }) => {
    const usual = params[key]?.default;
    if (usual === undefined || lr.args[key] === usual || formulaOf({ ...lr.args, [key]: usual }) !== now) return [];
    const why = `${lr.name} is the same at every step without it`;
    return [diagnostic('lint/no-effect', span, { what: `${key} of ${lr.name}`, why }, { help: ['leave it out'] })];
  });
}
