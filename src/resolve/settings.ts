/**
 * Values from the command line that take the place of a spec's own: `d=256`, `train.lr=0.05`, `data.context=16`. They
 * become part of the tree before it is checked, so that they are checked as if they stood in the file.
 */
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Args, DataItem, Expr, Item, Setting, Spec } from '../parser/ast.ts';
import { parse } from '../parser/parse.ts';
import { nearest } from '../text/nearest.ts';
import { type Source, type Span, source, textOf } from '../text/source.ts';
import { readersByName } from './entries.ts';

/** Keys and the texts of their values. */
export type Settings = ReadonlyMap<string, string>;

/** The spec with these values in it. What a key names that the spec does not have is left out, but for a budget. */
export function withSettings(spec: Spec, settings: Settings): Spec {
  if (settings.size === 0) return spec;
  const items = [...spec.items, ...missingBudget(spec, settings)];
  return { ...spec, items: items.map((item) => [...settings].reduce(withSetting, item)) };
}

/** An empty budget where limits are given to a spec that has none; a file of blocks needs none. */
function missingBudget({ items }: Spec, settings: Settings): Item[] {
  const isWanted = [...settings.keys()].some((key) => key.startsWith('budget.'));
  const hasModel = items.some(({ kind }) => kind === 'model');
  if (!isWanted || !hasModel || items.some(({ kind }) => kind === 'budget')) return [];
  return parse(source('--budget', 'budget')).value.items.slice(0, 1);
}

/** Values that cannot be read, and keys that name neither a constant nor an item of the spec. */
export function settingReports(spec: Spec, settings: Settings, constants: ReadonlySet<string>): Diagnostic[] {
  return [...settings].flatMap(([key, text]) => {
    const [item, name] = key.split('.');
    if (item === 'budget' && name !== undefined) return parse(valueSource(key, text)).diagnostics;
    const isKnown =
      name === undefined ? constants.has(key) : spec.items.some(({ kind }) => kind === item && hasArgs(kind));
    if (isKnown) return parse(valueSource(key, text)).diagnostics;
    const known = [
      ...constants,
      ...spec.items.flatMap(({ kind }) => (hasArgs(kind) ? [`${kind}.${name ?? key}`] : [])),
    ];
    const at = source('--set', `${key}=${text}`);
    const near = nearest(key, known);
    const help = [near.length > 0 ? `write --set ${near[0]}=${text}` : whatThereIs(known)];
    return [diagnostic('item/set', { source: at, start: 0, end: key.length }, { key, near }, { help })];
  });
}

function whatThereIs(known: readonly string[]): string {
  if (known.length === 0) return 'the spec has no constants, no data and no training that could be set';
  return `what can be set are constants, and settings of data and train that the spec has: ${known.slice(0, 8).join(', ')}`;
}

/** An item that takes settings, and may have them from outside. */
type Settable = Extract<Item, { kind: 'data' | 'train' | 'budget' }>;

function hasArgs(kind: Item['kind']): kind is Settable['kind'] {
  return kind === 'data' || kind === 'train' || kind === 'budget';
}

function withSetting(item: Item, [key, text]: readonly [string, string]): Item {
  if (item.kind === 'let') return item.name.text === key ? { ...item, value: givenValue(key, text) } : item;
  const [kind, name] = key.split('.');
  if (name === undefined || item.kind !== kind || !hasArgs(item.kind)) return item;
  const given = item as Settable;
  return { ...given, args: withArgument(given, name, givenValue(key, text)) };
}

/** The arguments with one more setting, in the place of what said the same before; a bare switch says its own name. */
function withArgument(item: Settable, name: string, value: Expr): Args {
  const { args } = item;
  const at = item.kind === 'data' ? sourceIndex(item, name) : -1;
  if (at >= 0 && at < args.positionals.length) return { ...args, positionals: args.positionals.with(at, value) };
  const setting: Setting = {
    kind: 'setting',
    key: { kind: 'name', text: name, span: value.span },
    value,
    span: value.span,
  };
  const positionals = args.positionals.filter((each) => item.kind !== 'train' || textOf(each.span) !== name);
  const settings = args.settings.filter(({ key }) => key.text !== name);
  return { ...args, positionals, settings: [...settings, setting] };
}

/** Which of a reader's sources a name is: they are its first arguments. */
function sourceIndex({ reader }: DataItem, name: string): number {
  return readersByName.get(reader.text)?.sources.findIndex(({ param }) => param === name) ?? -1;
}

/** The value as a tree whose places lie in a line `d = 256` or `budget params=50k` of its own. */
function givenValue(key: string, text: string): Expr {
  const from = valueSource(key, text);
  const [item] = parse(from).value.items;
  const value = item?.kind === 'budget' ? item.args.settings[0]?.value : item?.kind === 'let' ? item.value : undefined;
  return value && value.kind !== 'tap-name' && value.kind !== 'paren'
    ? value
    : { kind: 'missing', span: wholeOf(from) };
}

function valueSource(key: string, text: string): Source {
  if (key.startsWith('budget.')) return source('--budget', `budget ${key.slice('budget.'.length)}=${text}`);
  return source('--set', `let ${key.replace('.', '_')} = ${text}`);
}

function wholeOf(from: Source): Span {
  return { source: from, start: 0, end: from.text.length };
}
