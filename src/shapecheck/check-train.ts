/** The `train` item: optimiser, schedule, loss and the rest. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { TrainItem } from '../parser/ast.ts';
import { trainSettings } from '../registry/item-settings.ts';
import type { EntryCall, Params } from '../registry/param.ts';
import type { LossDef, OptimiserDef, TargetKind } from '../registry/training.ts';
import { bind } from '../resolve/bind.ts';
import { lossesByName, optimisersByName } from '../resolve/entries.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { argumentsOf, reportDisagreement } from './arguments.ts';
import type { CheckedTarget, CheckedTrain } from './checked.ts';
import { type Context, report, reporterOf } from './context.ts';

/** Checks a `train` item; nothing when the optimiser is unknown. */
export function checkTrain(
  item: TrainItem,
  target: CheckedTarget | undefined,
  context: Context,
): CheckedTrain | undefined {
  const { span } = item.optimiser;
  const optimiser = optimiserOf(item, context);
  if (!optimiser) return undefined;
  const called = { entry: optimiser, key: `optimiser/${optimiser.name}`, label: optimiser.name };
  const common: Params = trainSettings;
  const options = { word: span, isOther: (key: string) => Object.hasOwn(common, key), otherNames: Object.keys(common) };
  const binding = bind(optimiser, item.args, options, reporterOf(context));
  const args = argumentsOf(called, binding, context);
  if (!args.faulty) reportDisagreement(called, args.values, span, context);
  const settings = { entry: { name: 'train', params: common }, key: 'item/train', label: 'train' };
  const rest = bind(
    settings.entry,
    { positionals: [], settings: binding.others, span },
    { word: span, label: 'train' },
    reporterOf(context),
  );
  const values: Record<string, unknown> = argumentsOf(settings, rest, context).values;
  const loss = lossFor(values.loss as string | undefined, rest.bound.get('loss')?.span ?? span, target, context);
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
    evalEvery: values.eval_every as number | undefined,
  };
}

/** The optimiser of an item; after a slip the one that was most likely meant. */
function optimiserOf({ optimiser: { text: name, span } }: TrainItem, context: Context): OptimiserDef | undefined {
  const optimiser = optimisersByName.get(name);
  if (optimiser || name === '') return optimiser;
  const known = [...optimisersByName.keys()];
  const near = nearest(name, known);
  const fixes = near.slice(0, 1).map((close) => replace(`write ${close}`, span, close, true));
  report(context, diagnostic('name/unknown-entry', span, { what: 'optimiser', name, near, known }, { fixes }));
  return optimisersByName.get(near[0] ?? '');
}

function lossFor(
  name: string | undefined,
  span: Span,
  target: CheckedTarget | undefined,
  context: Context,
): LossDef | undefined {
  if (name === undefined) return target ? defaultLoss(target.kind, span, context) : undefined;
  const loss = lossesByName.get(name);
  if (!loss) {
    const known = [...lossesByName.keys()];
    report(context, diagnostic('name/unknown-entry', span, { what: 'loss', name, near: nearest(name, known), known }));
    return undefined;
  }
  if (target && !loss.targets.includes(target.kind))
    report(context, diagnostic('train/loss-target', span, { loss: name, target: target.kind, goesWith: loss.targets }));
  return loss;
}

function defaultLoss(kind: TargetKind, span: Span, context: Context): LossDef | undefined {
  const loss = [...lossesByName.values()].find(({ defaultFor }) => defaultFor.includes(kind));
  if (!loss) report(context, diagnostic('train/no-loss', span, { target: kind }));
  return loss;
}
