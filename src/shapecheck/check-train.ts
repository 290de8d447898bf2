/** The `train` item: optimiser, schedule, loss and the rest. */
import { diagnostic, respell } from '../diagnostics/diagnostic.ts';
import type { TrainItem } from '../parser/ast.ts';
import { trainSettings } from '../registry/item-settings.ts';
import type { EntryCall, Params } from '../registry/param.ts';
import type { LossDef, OptimiserDef } from '../registry/training.ts';
import { type Binding, bind } from '../resolve/bind.ts';
import { defaultLoss, type Entry, lossesByName, optimisersByName } from '../resolve/entries.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { argumentsOf, reportDisagreement } from './arguments.ts';
import type { CheckedData, CheckedLoss, CheckedTarget, CheckedTrain } from './checked.ts';
import { type Context, report, reporterOf } from './context.ts';
import { hasValidation } from './validation.ts';

/** What a model is trained towards, and the data that it comes from, if a spec names any. */
interface Towards {
  readonly target: CheckedTarget | undefined;
  readonly data: CheckedData | undefined;
}

/** Checks a `train` item; nothing when the optimiser is unknown, but for the settings that hold for all. */
export function checkTrain(item: TrainItem, towards: Towards, context: Context): CheckedTrain | undefined {
  const { text: name, span } = item.optimiser;
  const optimiser = optimiserOf(item, context);
  const common: Params = trainSettings;
  const options = { word: span, isOther: (key: string) => Object.hasOwn(common, key), otherNames: Object.keys(common) };
  const isNamed = optimiser?.name === name;
  const entry = isNamed ? optimiser : anyOptimiser(optimiser);
  const given = optimiser ? item.args : { ...item.args, positionals: [] };
  const binding = bind(entry, given, options, reporterOf(context));
  const called = optimiser && { entry: optimiser, key: `optimiser/${optimiser.name}`, label: optimiser.name };
  const args = called && argumentsOf(called, binding, context);
  if (called && args && !args.faulty) reportDisagreement(called, args, span, context);
  const settings = { entry: { name: 'train', params: common }, key: 'item/train', label: 'train' };
  const rest = bind(
    settings.entry,
    { positionals: [], settings: binding.others, span },
    { word: span, label: 'train' },
    reporterOf(context),
  );
  const values: Record<string, unknown> = argumentsOf(settings, rest, context).values;
  reportImpatience(rest, towards.data, context);
  const loss = lossFor(values.loss as EntryCall | undefined, rest.bound.get('loss')?.span, towards, context);
  if (!optimiser || !args) return undefined;
  return {
    item,
    optimiser,
    settings: args.values,
    lr: (values.lr as EntryCall | undefined) ?? {
      name: 'constant',
      args: { lr: optimiser.lr, warmup: 0, warmup_from: 'first' },
    },
    batch: values.batch as number,
    steps: values.steps as number,
    seed: values.seed as number,
    loss,
    clip: values.clip as number | undefined,
    accumulate: values.accumulate as number,
    ema: values.ema as number | undefined,
    evalEvery: values.eval_every as number | undefined,
    patience: values.patience as number | undefined,
  };
}

/** The optimiser of an item; after a slip the one that was most likely meant. */
function optimiserOf({ optimiser: { text: name, span } }: TrainItem, context: Context): OptimiserDef | undefined {
  const optimiser = optimisersByName.get(name);
  if (optimiser || name === '') return optimiser;
  const known = [...optimisersByName.keys()];
  const near = nearest(name, known);
  const fixes = respell(near, span);
  report(context, diagnostic('name/unknown-entry', span, { what: 'optimiser', name, near, known }, { fixes }));
  return optimisersByName.get(near[0] ?? '');
}

/** What any optimiser takes, for one that is misspelt: a setting that none of them has is wrong whichever was meant. */
function anyOptimiser(meant: OptimiserDef | undefined): Entry {
  const all = [...optimisersByName.values()].map(({ params }): Params => params);
  return { name: meant?.name ?? 'train', params: Object.assign({}, ...all, meant?.params) };
}

/** The loss that is stated, or else the usual one of the target; nothing where what is stated is wrong. */
function lossFor(
  call: EntryCall | undefined,
  stated: Span | undefined,
  { target, data }: Towards,
  context: Context,
): CheckedLoss | undefined {
  if (!stated) return target && defaultLoss(target.kind);
  const def = lossesByName.get(call?.name ?? '');
  if (!call || !def) return undefined;
  if (target && !def.targets.includes(target.kind)) {
    const facts = { loss: def.name, target: target.kind, goesWith: def.targets };
    const help = [`without loss= it is ${defaultLoss(target.kind).def.name}`];
    report(context, diagnostic('train/loss-target', stated, facts, { help }));
  } else if (data && def.unit) reportOutsiders(def, stated, data, context);
  return { def, settings: call.args };
}

/** Targets beyond 0 and 1, for a loss that takes none. */
function reportOutsiders({ name: loss }: LossDef, stated: Span, data: CheckedData, context: Context): void {
  const { reader, settings, found, sources } = data;
  const outsiders = reader.outsiders?.(settings as never, found);
  const source = sources.find(({ param }) => param === outsiders?.param);
  if (!outsiders || !source) return;
  const { within, count, first, place } = outsiders;
  const labels = [{ span: source.span, message: 'the targets come from here' }];
  const help = ['bring the targets to 0..1', `without loss= it is ${defaultLoss('value').def.name}, for any numbers`];
  const facts = { loss, targets: `${within}${source.path}`, first, place, count };
  report(context, diagnostic('train/target-range', stated, facts, { labels, help }));
}

/** Patience counts measurements, of which there are none without eval_every. */
function reportImpatience({ bound }: Binding, data: CheckedData | undefined, context: Context): void {
  const patience = bound.get('patience');
  if (!patience) return;
  if (bound.has('eval_every')) {
    reportUnvalidated(patience.span, data, context);
    return;
  }
  const why = 'with patience needs eval_every, the steps between measurements of the validation loss';
  const help = ['add eval_every=500, for one every 500 steps'];
  report(context, diagnostic('argument/disagree', patience.span, { entry: 'train', why }, { help }));
}

/** Patience waits for a lower validation loss, of which there is none where the split leaves nothing to measure it on. */
function reportUnvalidated(patience: Span, data: CheckedData | undefined, context: Context): void {
  if (!data || hasValidation(data)) return;
  const why = 'with patience needs examples for validation, of which the split leaves none';
  const given = data.item.args.settings.find(({ key }) => key.text === 'split');
  const labels = [{ span: given?.span ?? data.item.word, message: 'no share of the examples is for validation' }];
  const help = ['give the second share of split some: split=[0.8, 0.1, 0.1]', 'or leave patience out'];
  report(context, diagnostic('argument/disagree', patience, { entry: 'train', why }, { labels, help }));
}
