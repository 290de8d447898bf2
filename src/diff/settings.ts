/** Settings of the items beside the model, compared as they hold: what a spec leaves out has its default. */
import type { Args, Item } from '../parser/ast.ts';
import type { EntryCall } from '../registry/param.ts';
import type { CheckedSpec } from '../shapecheck/checked.ts';
import { callText, valueText } from '../summary/value-text.ts';
import { textOf } from '../text/source.ts';
import type { SettingChange } from './change.ts';

type ItemName = SettingChange['item'];
type Settings = Readonly<Record<string, string | undefined>>;

/** What is set otherwise, item by item. */
export function settingChanges(a: CheckedSpec, b: CheckedSpec): SettingChange[] {
  const [own, other] = [settingsOf(a), settingsOf(b)];
  return items.flatMap((item) => {
    const [from, to] = [a, b].map(({ tree }) => itemText(tree.items, item));
    if (from === undefined && to === undefined) return [];
    if (from === undefined || to === undefined) return [{ kind: 'setting', item, key: item, from, to }];
    return changesOf(item, own[item], other[item]);
  });
}

/** What is written behind the item's word, in one writing of blanks. */
function itemText(all: readonly Item[], kind: ItemName): string | undefined {
  const item = all.find((one) => one.kind === kind);
  return item && oneLine(textOf(item.span)).slice(kind.length).trim();
}

function oneLine(text: string): string {
  return text
    .replace(/#[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const items: readonly ItemName[] = ['input', 'target', 'data', 'train', 'sweep', 'budget'];

function changesOf(item: ItemName, a: Settings, b: Settings): SettingChange[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  // Another optimiser or reader has settings of its own: those that both have are compared.
  const isOther = ['optimiser', 'reader', 'strategy'].some((key) => a[key] !== b[key]);
  const differ = keys.filter((key) => a[key] !== b[key] && (!isOther || (key in a && key in b)));
  return differ.map((key) => ({ kind: 'setting', item, key, from: a[key], to: b[key] }));
}

function settingsOf(spec: CheckedSpec): Readonly<Record<ItemName, Settings>> {
  const { tree } = spec;
  return {
    input: { input: itemText(tree.items, 'input') },
    target: { target: itemText(tree.items, 'target') },
    data: dataSettings(spec),
    train: trainSettings(spec),
    sweep: sweepSettings(tree.items),
    budget: Object.fromEntries(spec.budget.map(({ what, limit }) => [what, String(limit)])),
  };
}

function dataSettings({ data }: CheckedSpec): Settings {
  if (!data) return {};
  const sources = data.sources.map(({ param, path }) => [param, path] as const);
  return { reader: data.reader.name, ...texts(data.settings), ...Object.fromEntries(sources) };
}

function trainSettings({ train }: CheckedSpec): Settings {
  if (!train) return {};
  const { optimiser, settings, lr, loss, batch, steps, seed, clip, accumulate, ema, evalEvery, patience } = train;
  const numbers = { batch, steps, seed, clip, accumulate, ema, eval_every: evalEvery, patience };
  return {
    optimiser: optimiser.name,
    lr: rateText(lr),
    ...texts(numbers),
    loss: loss && callText({ name: loss.def.name, args: loss.settings }),
    ...texts(settings),
  };
}

/** A constant rate without a warm-up as its number. */
function rateText(call: EntryCall): string {
  const { lr, warmup } = call.args as Readonly<Record<string, unknown>>;
  return call.name === 'constant' && (warmup === 0 || warmup === undefined) ? valueText(lr) : callText(call);
}

function sweepSettings(all: readonly Item[]): Settings {
  const sweep = all.find((one) => one.kind === 'sweep');
  return sweep ? { strategy: sweep.strategy.text, ...argTexts(sweep.args) } : {};
}

function argTexts({ settings }: Args): Settings {
  return Object.fromEntries(settings.map(({ key, value }) => [key.text, oneLine(textOf(value.span))]));
}

function texts(values: Readonly<Record<string, unknown>>): Settings {
  const stated = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(stated.map(([key, value]) => [key, valueText(value)]));
}
