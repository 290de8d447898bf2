/** Parts of a schedule that training never comes to, and schedules or settings of them that change nothing. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import { evaluate, variable } from '../../formula/formula.ts';
import { scheduleOf } from '../../ir/ir.ts';
import type { Call, Expr, Setting, Value } from '../../parser/ast.ts';
import type { EntryCall } from '../../registry/param.ts';
import { schedulesByName } from '../../resolve/entries.ts';
import type { CheckedTrain } from '../../shapecheck/checked.ts';
import { type Span, textOf } from '../../text/source.ts';

/** What schedules have among their settings, by name. */
interface Stated {
  readonly at?: number | readonly number[];
  readonly warmup?: number;
  readonly rates?: readonly number[];
  readonly steps?: number;
  readonly every?: number;
  readonly lr?: number;
  readonly min?: number;
  readonly end?: number;
  readonly gamma?: number;
}

/** Rates after the end, and a warm-up that is never over. */
export function lateReports({ lr, steps, item }: CheckedTrain, call: Call): Diagnostic[] {
  const { at, warmup = 0, rates: stated, ...own } = lr.args as Stated;
  const given = item.args.settings.find(({ key }) => key.text === 'steps');
  const labels = given ? [{ span: given.span, message: 'training ends here' }] : [];
  const report = (what: readonly string[], span: Span, help: string, notes: readonly string[] = []) =>
    diagnostic('lint/schedule', span, { what, steps }, { labels, notes, help: [help] });
  const warm = settingIn(call, 'warmup');
  if (warm && warmup >= steps) {
    const rate = evaluate(scheduleOf(lr).rate(variable('step'), 2 * warmup), { step: warmup });
    const what = [`the rate ${rateText(rate)} at the end of the warm-up`];
    return [report(what, warm.span, 'warm up over fewer steps, or train for longer')];
  }
  const [long, each] = [settingIn(call, 'steps'), settingIn(call, 'every')];
  // Where the writer leaves the number of steps open, it may well be another one.
  if (given && long && Number(own.steps) > steps)
    return [
      report(['the lowest rate'], long.span, 'without steps= the schedule ends with training', hardlyFallen(lr, steps)),
    ];
  if (given && each && Number(own.every) + warmup >= steps)
    return [report(['the second rate'], each.span, 'let the rate fall more often, or train for longer')];
  const setting = settingIn(call, 'at');
  const changes = typeof at === 'number' ? [at] : (at ?? []);
  const first = changes.findIndex((change) => change + warmup >= steps);
  if (!setting || first < 0) return [];
  const places = setting.value.kind === 'list' ? setting.value.items : [setting.value];
  const span = (places[first] as Expr | undefined)?.span ?? setting.span;
  const end = (places[changes.length - 1] as Expr | undefined)?.span ?? span;
  const what = changes.slice(first).map((_, index) => `the rate ${stated?.[first + index + 1]}`);
  return [report(what, { ...span, end: end.end }, 'change the rate earlier, or train for longer')];
}

/** What the rate is at the end of training, where it has hardly fallen at all. */
function hardlyFallen(lr: EntryCall, steps: number): string[] {
  const formula = scheduleOf(lr).rate(variable('step'), steps);
  const rateAt = (step: number) => evaluate(formula, { step });
  const { warmup = 0, lr: start = rateAt(warmup) } = lr.args as Stated;
  const share = rateAt(steps - 1) / start;
  const percent = Math.min(99.9, Math.floor(share * 1000) / 10);
  return share > HARDLY && share <= 1
    ? [`the rate hardly falls: at the last step it is still ${percent} % of ${rateText(start)}`]
    : [];
}

/** A rate that keeps more than this share has hardly fallen. */
const HARDLY = 0.9;

/** A schedule that changes nothing, or else its settings that do not. */
export function idleReports({ lr, steps }: CheckedTrain, call: Call): Diagnostic[] {
  const level = levelReports(lr, call);
  return level.length > 0 ? level : [...risingReport(lr, steps, call), ...idleSettings(lr, call)];
}

/** A rate that is to fall and stays: `cosine(1e-3, min=1e-3)`, `step(0.1, 0.1, at=500)`. */
function levelReports(lr: EntryCall, call: Call): Diagnostic[] {
  const { rates = [], lr: start, min, end, gamma } = lr.args as Stated;
  const same = rates.findIndex((rate, at) => at > 0 && rate === rates[at - 1]);
  const isLevel = start !== undefined && (start === (min ?? end) || gamma === 1);
  if (same < 0 && !isLevel) return [];
  const value = rateText(rates[same] ?? start ?? 0);
  const culprit = same < 0 ? culpritIn(call) : valueAt(call, same);
  const what = same < 0 ? lr.name : `a change of the rate from ${value} to ${value}`;
  const why = same < 0 ? `with these settings the rate is ${value} from beginning to end` : 'it is the rate before';
  const last = settingIn(call, 'min') ?? settingIn(call, 'end');
  const fixes = same < 0 && last ? [withoutSetting(last, call)] : [];
  const falling = fixes.length > 0 ? 'without it the rate falls to 0' : 'a gamma below 1 lets it fall';
  const help = same < 0 ? [falling] : ['a later rate is another one, most often a tenth of the one before'];
  return [diagnostic('lint/no-effect', culprit, { what, why }, { help, fixes })];
}

/** The fix that leaves a setting of a call out, with the comma before it. */
function withoutSetting({ span }: Setting, { args }: Call): Fix {
  const before = [...args.positionals, ...args.settings].filter((one) => one.span.end <= span.start);
  const start = Math.max(...before.map((one) => one.span.end));
  return { title: `leave ${textOf(span)} out`, safe: false, edits: [{ span: { ...span, start }, text: '' }] };
}

/** A cosine that ends above its start, the two most likely swapped; other schedules may rise, as to find the best rate. */
function risingReport(lr: EntryCall, steps: number, call: Call): Diagnostic[] {
  const { lr: start = 0, min = 0 } = lr.args as Stated;
  if (lr.name !== 'cosine' || min <= start) return [];
  const [first, least] = [call.args.positionals[0] ?? settingIn(call, 'lr')?.value, settingIn(call, 'min')];
  const why = `below its min=${rateText(min)}, so that the rate rises to the end at step ${steps.toLocaleString('en-US')}`;
  const numbers = first?.kind === 'number' && least?.value.kind === 'number' ? [first.span, least.value.span] : [];
  const [a, b] = numbers;
  const tenth = rateText(start / 10);
  const fixes = [...(b ? [replace(`write min=${tenth}`, b, tenth)] : []), ...(a && b ? [swapped(a, b)] : [])];
  const help = ['min is the rate at the end, 0 unless given'];
  const span = least?.span ?? call.span;
  return [diagnostic('lint/learning-rate', span, { rate: rateText(start), why }, { help, fixes })];
}

function swapped(a: Span, b: Span): Fix {
  const edits = [
    { span: a, text: textOf(b) },
    { span: b, text: textOf(a) },
  ];
  return { title: `write cosine(${textOf(b)}, min=${textOf(a)})`, safe: false, edits };
}

/** What a schedule multiplies the rate by, where that is above 1. */
export interface Growth {
  readonly gamma: number;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

export function growthOf(lr: EntryCall, call: Call): Growth | undefined {
  const { gamma = 1 } = lr.args as Stated;
  if (gamma <= 1) return undefined;
  const given = settingIn(call, 'gamma')?.value ?? call.args.positionals[1];
  const other = rateText(1 / gamma);
  const fixes = given?.kind === 'number' ? [replace(`write a gamma of ${other}`, given.span, other)] : [];
  return { gamma, span: (given ?? call).span, fixes };
}

/** Settings without which the rate would be the same at each step: warmup_from without a warm-up. */
function idleSettings(lr: EntryCall, call: Call): Diagnostic[] {
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

function settingIn(call: Call, name: string): Setting | undefined {
  return call.args.settings.find(({ key }) => key.text === name);
}

/** What keeps a schedule from changing the rate: where it ends, or what the rate is multiplied by. */
function culpritIn(call: Call): Span {
  const setting = call.args.settings.find(({ key }) => ['min', 'end', 'gamma'].includes(key.text));
  return (setting ?? call.args.positionals[1] ?? call).span;
}

function valueAt(call: Call, at: number): Span {
  return ((call.args.positionals[at] as Value | undefined) ?? call).span;
}

function rateText(n: number): string {
  return `${Number(n.toPrecision(3))}`;
}
