/** Settings without their equals sign and without a blank: `conv 32 3 stride2`. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { Args, NameExpr, Setting, Value } from '../parser/ast.ts';
import { positionalNames } from '../registry/param.ts';
import type { Entry } from './entries.ts';
import type { Reporter } from './reporter.ts';

/** The arguments with each such word as the setting that was meant, reported, where there are more of them than places. */
export function withGluedValues(entry: Entry, args: Args, item: string, reporter: Reporter): Args {
  const places = entry.positionals?.at(-1) ?? positionalNames(entry.params);
  if (args.positionals.length <= places.length || entry.params[places[0] ?? '']?.variadic) return args;
  const found = args.positionals.flatMap((value) => gluedIn(value, entry, args) ?? []);
  for (const { setting } of found) reporter.report(reportOf(setting, item));
  const gone = new Set<Value>(found.map(({ word }) => word));
  return {
    ...args,
    positionals: args.positionals.filter((value) => !gone.has(value)),
    settings: [...args.settings, ...found.map(({ setting }) => setting)],
  };
}

interface Glued {
  readonly word: NameExpr;
  readonly setting: Setting;
}

function gluedIn(word: Value, { params }: Entry, { settings }: Args): Glued | undefined {
  if (word.kind !== 'name-expr') return undefined;
  const [, text = '', digits = ''] = /^([A-Za-z_]+)(\d+)$/.exec(word.name) ?? [];
  const isFree = Object.hasOwn(params, text) && !settings.some(({ key }) => key.text === text);
  if (!isFree || Object.hasOwn(params, word.name)) return undefined;
  const { span } = word;
  const middle = span.start + text.length;
  const key = { kind: 'name', text, span: { ...span, end: middle } } as const;
  const value = { kind: 'number', value: Number(digits), unit: undefined, span: { ...span, start: middle } } as const;
  return { word, setting: { kind: 'setting', key, value, span } };
}

function reportOf({ key, value, span }: Setting, item: string) {
  const text = `${key.text}=${span.source.text.slice(value.span.start, value.span.end)}`;
  const fixes = [replace(`write ${text}`, span, text, true)];
  return diagnostic('syntax/missing-equals', key.span, { key: key.text, item }, { fixes });
}
