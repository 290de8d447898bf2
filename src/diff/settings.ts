/** Settings of the items beside the model, compared as they hold: what a spec leaves out has its default. */
import type { Args, InputItem, Item, TargetItem } from '../parser/ast.ts';
import type { EntryCall } from '../registry/param.ts';
import type { CheckedSpec } from '../shapecheck/checked.ts';
import { typeText } from '../shapes/shape.ts';
import { callText, valueText } from '../summary/value-text.ts';
import { textOf } from '../text/source.ts';
import { changedConstants } from './causes.ts';
import type { SettingChange } from './change.ts';
import { namesIn } from './written.ts';

type ItemName = SettingChange['item'];
type Settings = Readonly<Record<string, string | undefined>>;

/**
 * What is set otherwise, item by item. `told` are the constants that are told of already; others stand before what is set
 * otherwise on their account.
 */
export function settingChanges(a: CheckedSpec, b: CheckedSpec, told: ReadonlySet<string>): SettingChange[] {
  const [own, other] = [settingsOf(a), settingsOf(b)];
  const constants = changedConstants(a.tree, b.tree);
  const changes = items.flatMap((item) => {
    const [from, to] = [a, b].map(({ tree }) => itemText(tree.items, item));
    if (from === undefined && to === undefined) return [];
    if (from === undefined || to === undefined) return [{ kind: 'setting', item, key: item, from, to } as const];
    const found = changesOf(item, own[item], other[item]).map((change) => {
      const cause = writtenNames(change, a, b).find((name) => constants.has(name));
      return cause === undefined ? asWritten(change, from, to) : { ...change, since: cause };
    });
    // A target of the same words follows from the input.
    return item === 'target' && from === to ? found.filter(({ since }) => since !== undefined) : found;
  });
  const names = new Set(changes.flatMap(({ since }) => (since === undefined || told.has(since) ? [] : [since])));
  const lets = [...names].map((key): SettingChange => {
    const [from, to] = constants.get(key) as readonly [string, string];
    return { kind: 'setting', item: 'let', key, from, to };
  });
  return [...lets, ...changes];
}

/** The names in a setting that is written alike in both. */
function writtenNames({ item, key }: SettingChange, a: CheckedSpec, b: CheckedSpec): string[] {
  const [from, to] = [a, b].map(({ tree }) => writtenSetting(tree.items, item, key));
  return from !== undefined && from === to ? namesIn(from) : [];
}

function writtenSetting(all: readonly Item[], kind: ItemName, key: string): string | undefined {
  if (key === kind) return itemText(all, kind);
  const item = all.find((one) => one.kind === kind);
  const setting = item && 'args' in item ? item.args.settings.find((one) => one.key.text === key) : undefined;
  return setting && oneLine(textOf(setting.value.span));
}

/** Inputs and targets are compared by their types, and shown as they are written. */
function asWritten(change: SettingChange, from: string, to: string): SettingChange {
  const isWhole = change.item === change.key && from !== to;
  return isWhole ? { ...change, from, to } : change;
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

const items: readonly Exclude<ItemName, 'let'>[] = ['input', 'target', 'data', 'train', 'sweep', 'budget'];

function changesOf(item: ItemName, a: Settings, b: Settings): SettingChange[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  // Another optimiser or reader has settings of its own: those that both have are compared.
  const isOther = ['optimiser', 'reader', 'strategy'].some((key) => a[key] !== b[key]);
  const differ = keys.filter((key) => a[key] !== b[key] && (!isOther || (key in a && key in b)));
  return differ.map((key) => ({ kind: 'setting', item, key, from: a[key], to: b[key] }));
}

function settingsOf(spec: CheckedSpec): Readonly<Record<Exclude<ItemName, 'let'>, Settings>> {
  const { tree } = spec;
  return {
    input: { input: typedText(spec, 'input') },
    target: { target: typedText(spec, 'target') },
    data: dataSettings(spec),
    train: trainSettings(spec),
    sweep: sweepSettings(tree.items),
    budget: Object.fromEntries(spec.budget.map(({ what, limit }) => [what, String(limit)])),
  };
}

/** The name and the type of an input or target, whatever its sizes are called; as written where an error leaves it open. */
function typedText({ tree, models, target }: CheckedSpec, kind: 'input' | 'target'): string | undefined {
  const item = tree.items.find((one): one is InputItem | TargetItem => one.kind === kind);
  const type = kind === 'input' ? models[0]?.input : target?.type;
  return item && type ? `${item.name.text} ${typeText(type)}` : itemText(tree.items, kind);
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
