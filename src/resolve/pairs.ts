/** Values that belong to the word before them: settings without their equals sign, calls without their parentheses. */
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Args, NameExpr, Pair, Setting, Value } from '../parser/ast.ts';
import { isRequired, positionalNames } from '../registry/param.ts';
import { cover, textOf } from '../text/source.ts';
import type { BindOptions } from './bind.ts';
import type { Entry } from './entries.ts';
import type { Reporter } from './reporter.ts';

type Known = Pick<BindOptions, 'label' | 'isOther'>;

/** The arguments with each pair as what it was meant to be, reported. */
export function withoutPairs(entry: Entry, args: Args, options: Known, reporter: Reporter): Args {
  const rest = (args.pairs ?? []).reduce((left, pair) => settled(pair, left, entry, options, reporter), args);
  return entry.isBlock ? withoutSurplusPair(entry, rest, options, reporter) : rest;
}

/** `stage 32 s 2` with more arguments than a block has, of which one is the name of its last parameter that is left. */
function withoutSurplusPair(entry: Entry, args: Args, options: Known, reporter: Reporter): Args {
  const { positionals } = args;
  const isOwn = (value: Value) => value.kind === 'name-expr' && Object.hasOwn(entry.params, value.name);
  const at = positionals.findIndex((value, index) => isOwn(value) && index + 1 < positionals.length);
  const [key, value] = [positionals[at], positionals[at + 1]];
  if (positionals.length <= placesOf(entry).length || key?.kind !== 'name-expr' || !value) return args;
  return joined(key, value, args, options.label ?? entry.name, reporter);
}

function settled(pair: Pair, args: Args, entry: Entry, options: Known, reporter: Reporter): Args {
  const { before, value, otherwise } = pair;
  if (before.kind === 'setting') return withoutCall(before, pair, args, entry, reporter);
  if (!isKey(before, args, entry, options)) {
    reporter.report(otherwise);
    return args;
  }
  return joined(before, value, args, options.label ?? entry.name, reporter);
}

/** The arguments with two of them as one setting, whose missing sign is reported. */
function joined(before: NameExpr, value: Value, args: Args, item: string, reporter: Reporter): Args {
  reporter.report(missingEquals(before, value, item));
  const { name: text, span } = before;
  const setting = { kind: 'setting', key: { kind: 'name', text, span }, value, span: cover(span, value.span) } as const;
  const positionals = args.positionals.filter((each) => each !== before && each !== value);
  return { ...args, positionals, settings: [...args.settings, setting] };
}

/** Whether a word is the name of a setting here, rather than one of the arguments that still fit. */
function isKey({ name }: NameExpr, { positionals }: Args, entry: Entry, { isOther }: Known): boolean {
  const param = Object.hasOwn(entry.params, name) ? entry.params[name] : undefined;
  const names = placesOf(entry);
  const isPlace = entry.isBlock && names.includes(name) && positionals.length <= names.length;
  if (param) return param.kind !== 'switch' && !isPlace;
  return isOther?.(name) === true;
}

function placesOf(entry: Entry): readonly string[] {
  return entry.positionals?.at(-1) ?? positionalNames(entry.params);
}

/** `clip 1` for `clip=1`; on a line of its own with blanks around the sign, as such lines have it. */
export function missingEquals(key: NameExpr, value: Value, item: string): Diagnostic {
  const gap = { ...key.span, start: key.span.end, end: value.span.start };
  const isLine = /(?:^|[\r\n])[ \t]*$/.test(
    key.span.source.text.slice(Math.max(0, key.span.start - 80), key.span.start),
  );
  const edit = isLine ? { span: { ...gap, start: gap.end }, text: '= ' } : { span: gap, text: '=' };
  const fixes = [{ title: `write ${key.name}=`, safe: true, edits: [edit] }];
  return diagnostic('syntax/missing-equals', key.span, { key: key.name, item }, { fixes });
}

/** `init=normal 0.01`: nobody knows what the setting's value was meant to be, but for a place that is still free. */
function withoutCall(owner: Setting, { value, otherwise }: Pair, args: Args, entry: Entry, reporter: Reporter): Args {
  const word = textOf(owner.value.span);
  const own = ownSettings(value, args, entry);
  const last = own.at(-1) ?? value;
  const inner = [value, ...own].map(({ span }) => textOf(span)).join(', ');
  const edit = { span: { ...owner.value.span, start: owner.value.span.end, end: last.span.end }, text: `(${inner})` };
  const call = { title: `write ${word}(${inner})`, safe: false, edits: [edit] };
  const isPlace = args.positionals.length <= placesOf(entry).length && isNeeded(args, entry);
  const facts = { what: `parentheses around \`${textOf(value.span)}\``, after: `\`${word}\`` };
  if (isPlace) {
    const ifSo = { ...call, title: `${call.title} if it belongs to ${word}` };
    reporter.report({ ...otherwise, fixes: [...otherwise.fixes, ifSo] });
  } else reporter.report(diagnostic('syntax/missing', value.span, facts, { fixes: [call] }));
  const unknown = { kind: 'missing', span: value.span } as const;
  return {
    ...args,
    positionals: args.positionals.flatMap((each) => (each !== value ? [each] : isPlace ? [unknown] : [])),
    settings: args.settings.flatMap((each) => {
      if (own.includes(each)) return [];
      return each === owner ? [{ ...owner, value: unknown }] : [each];
    }),
  };
}

/** The settings right behind a value that its entry does not have: `lr=cosine 1e-3 warmup=100`. */
function ownSettings({ span: { source, end } }: Value, { settings }: Args, { params }: Entry): readonly Setting[] {
  const behind = settings.filter(({ span }) => span.start > end);
  const isOther = ({ key, span }: Setting) =>
    Object.hasOwn(params, key.text) || /[\r\n]/.test(source.text.slice(end, span.start));
  const next = behind.findIndex(isOther);
  return next < 0 ? behind : behind.slice(0, next);
}

/** Whether an argument is asked for that no other one fills. */
function isNeeded({ positionals }: Args, entry: Entry): boolean {
  const next = placesOf(entry)[positionals.length - 1];
  const param = next === undefined ? undefined : entry.params[next];
  return param !== undefined && isRequired(param);
}
