/** The `train` item: optimiser, schedule, loss and the rest. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { TrainItem } from '../parser/ast.ts';
import { trainSettings } from '../registry/item-settings.ts';
import type { EntryCall, Params } from '../registry/param.ts';
import type { LossDef, TargetKind } from '../registry/training.ts';
import { bind } from '../resolve/bind.ts';
import { lossesByName, optimisersByName } from '../resolve/entries.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { argumentsOf, reportDisagreement } from './arguments.ts';
import type { CheckedTarget, CheckedTrain } from './checked.ts';
import { type Context, report } from './context.ts';

/** Checks a `train` item; nothing when the optimiser is unknown. */
export function checkTrain(
  item: TrainItem,
  target: CheckedTarget | undefined,
  overrides: Readonly<Record<string, unknown>>,
  context: Context,
): CheckedTrain | undefined {
  const { text: name, span } = item.optimiser;
  const optimiser = optimisersByName.get(name);
  if (!optimiser) {
    const known = [...optimisersByName.keys()];
    const near = nearest(name, known);
    if (name !== '') report(context, diagnostic('name/unknown-entry', span, { what: 'optimiser', name, near, known }));
    return undefined;
  }
  const called = { entry: optimiser, key: `optimiser/${name}`, label: name };
  const common: Params = trainSettings;
  const options = { word: span, isOther: (key: string) => Object.hasOwn(common, key), otherNames: Object.keys(common) };
  const binding = bind(optimiser, item.args, options, context.world.collector);
  const args = argumentsOf(called, binding, context);
  if (!args.faulty) reportDisagreement(called, args.values, span, context);
  const item2 = { entry: { name: 'train', params: common }, key: 'item/train', label: 'train' };
  const rest = bind(
    item2.entry,
    { positionals: [], settings: binding.others, span },
    { word: span, label: 'train' },
    context.world.collector,
  );
  const values: Record<string, unknown> = { ...argumentsOf(item2, rest, context).values, ...overrides };
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
