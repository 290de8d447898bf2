/** Which argument goes to which parameter. Counts and names only; values are checked when they are worked out. */
import { diagnostic, type Fix, replace, respell } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import type { Args, Setting, Value } from '../parser/ast.ts';
import { isRequired, type Params, positionalNames, wordsOf } from '../registry/param.ts';
import { nearest } from '../text/nearest.ts';
import { cover, type Span, textOf } from '../text/source.ts';
import type { Entry } from './entries.ts';
import { withGluedValues } from './glued-values.ts';
import { missingEquals, withoutPairs } from './pairs.ts';
import type { Reporter } from './reporter.ts';
import { isTorn, withTornKeys } from './torn-keys.ts';
import { reportUnknownSetting } from './unknown-setting.ts';

/** An argument at its parameter: an expression, a bare switch, or the values of a variadic list. */
export type Bound =
  | { readonly kind: 'value'; readonly value: Value; readonly span: Span }
  | { readonly kind: 'on'; readonly span: Span }
  | { readonly kind: 'many'; readonly values: readonly Value[]; readonly span: Span };

export interface Binding {
  /** By parameter. */
  readonly bound: ReadonlyMap<string, Bound>;
  /** Settings that belong to the surroundings (`name=`, a sweep's keys), in order. */
  readonly others: readonly Setting[];
  /** Parameters that were asked for and not given; a report says so. */
  readonly missing: readonly string[];
  /** An argument was given that goes nowhere: any parameter that has none may have been meant. */
  readonly unsure: boolean;
  /** There are more arguments than places for them, so that what stands in one may have been meant for another. */
  readonly surplus: boolean;
  /** Parameters whose value a `default` item states. */
  readonly defaulted: ReadonlySet<string>;
}

export interface BindOptions {
  /** Span of the word, where a missing argument is reported. */
  readonly word: Span;
  /** What messages call the entry: `linear`, `optimiser sgd`. */
  readonly label?: string;
  /** Further keys that are allowed and handed back in `others`. */
  readonly isOther?: (key: string) => boolean;
  /** Further keys to suggest. */
  readonly otherNames?: readonly string[];
  /** The entry is a stage, which others may follow. */
  readonly isStage?: true;
  /** A first positional that is glued to the word as digits. */
  readonly glued?: Value | undefined;
  /** Settings that hold unless the stage states its own. */
  readonly defaults?: readonly Setting[];
}

/** Assigns arguments to parameters; reports too many, doubled, unknown and missing ones. */
export function bind(entry: Entry, given: Args, options: BindOptions, reporter: Reporter): Binding {
  const label = options.label ?? entry.name;
  const known = [...Object.keys(entry.params), ...(options.otherNames ?? [])];
  const paired = withoutPairs(entry, withTornKeys(given, known), options, reporter);
  const args = withGluedValues(entry, paired, label, reporter);
  const bound = new Map<string, Bound>();
  const others: Setting[] = [];
  const put = (param: string, value: Bound) => {
    const first = bound.get(param);
    if (first) reportTwice(label, param, value.span, first.span, reporter);
    else bound.set(param, value);
  };
  const surplus = bindPositionals(entry, args, options, reporter, put);
  let unsure = surplus;
  const meant = new Set<string>();
  let excused = 0;
  for (const setting of args.settings) {
    const key = setting.key.text;
    if (options.isOther?.(key) && !isTorn(setting)) others.push(setting);
    else if (Object.hasOwn(entry.params, key))
      put(key, { kind: 'value', value: setting.value, span: setting.value.span });
    else if (key !== '') {
      const lacking = lackingIn(entry, bound);
      const stage = options.isStage ? args : undefined;
      const around = {
        label,
        known,
        stage,
        isOurs: !entry.isBlock,
        lacking: lacking.length,
        asked: keyIn(lacking, entry),
      };
      const { near, values } = reportUnknownSetting(setting, around, reporter);
      for (const each of near) meant.add(each);
      excused += values;
      const [ours] = near;
      unsure ||= ours === undefined || near.length > 1 || bound.has(ours);
      if (ours === undefined || near.length > 1 || bound.has(ours)) continue;
      if (Object.hasOwn(entry.params, ours))
        put(ours, { kind: 'value', value: setting.value, span: setting.value.span });
      else if (options.isOther?.(ours)) others.push({ ...setting, key: { ...setting.key, text: ours } });
    }
  }
  const defaulted = new Set<string>();
  for (const { key, value } of options.defaults ?? [])
    if (Object.hasOwn(entry.params, key.text) && !bound.has(key.text)) {
      bound.set(key.text, { kind: 'value', value, span: value.span });
      defaulted.add(key.text);
    }
  const missing = lackingIn(entry, bound);
  const left = missing.filter((name) => !meant.has(name));
  if (left.length > excused) reportMissing(left, entry, label, args, options.word, reporter);
  return { bound, others, missing, unsure, surplus, defaulted };
}

/** Answers whether there are more arguments than parameters, which is reported. */
function bindPositionals(
  entry: Entry,
  args: Args,
  { glued, label = entry.name, isOther }: BindOptions,
  reporter: Reporter,
  put: (param: string, value: Bound) => void,
): boolean {
  const given = glued ? [glued, ...args.positionals] : args.positionals;
  const values = withoutMisspelt(entry, given, label, reporter, put);
  const switches = values.filter((value) => isSwitch(entry.params, value));
  const all = values.filter((value) => !switches.includes(value));
  const last = lastStack(entry, args, all);
  if (last) put(last.param, { kind: 'value', value: last.value, span: last.value.span });
  const rest = last ? all.slice(0, -1) : all;
  for (const value of switches) if (value.kind === 'name-expr') put(value.name, { kind: 'on', span: value.span });
  const names = entry.positionals?.find((form) => form.length === rest.length) ?? positionalsOf(entry);
  const [first] = names;
  if (first !== undefined && entry.params[first]?.variadic) {
    const [head, last] = [rest[0], rest.at(-1)];
    if (head && last) put(first, { kind: 'many', values: rest, span: cover(head.span, last.span) });
    return false;
  }
  for (const [index, value] of rest.slice(0, names.length).entries())
    put(names[index] as string, { kind: 'value', value, span: value.span });
  const left = rest.slice(names.length);
  const surplus = withoutLoose(entry.params, withSwitch(left, switches), { label, isOther }, reporter, put);
  const [extra] = surplus;
  if (!extra) return false;
  const span = cover(extra.span, rest.at(-1)?.span ?? extra.span);
  const help = wordHelp(entry.params, extra);
  const facts = { entry: label, takes: names, given: rest.length };
  const fixes = [...withoutInput(entry, rest, names), leaveOut(span, surplusTitle(span))];
  reporter.report(diagnostic('argument/too-many', span, facts, { help, fixes }));
  return true;
}

/** What is left of too many arguments after a switch that is misspelt, which is reported: `attention 4 casual`. */
function withoutMisspelt(
  { params, positionals }: Entry,
  given: readonly Value[],
  label: string,
  reporter: Reporter,
  put: (param: string, value: Bound) => void,
): readonly Value[] {
  const names = positionals?.at(-1) ?? positionalNames(params);
  const others = given.filter((value) => !isSwitch(params, value));
  if (others.length <= names.length || params[names[0] ?? '']?.variadic) return given;
  const switches = Object.keys(params).filter((name) => params[name]?.kind === 'switch');
  const wrong = others.find((value) => value.kind === 'name-expr' && nearest(value.name, switches).length > 0);
  if (wrong?.kind !== 'name-expr') return given;
  const { name, span } = wrong;
  const near = nearest(name, switches);
  const facts = { entry: label, param: name, near, known: switches };
  reporter.report(diagnostic('argument/unknown', span, facts, { fixes: respell(near, span) }));
  const [meant] = near;
  if (meant !== undefined && near.length === 1) put(meant, { kind: 'on', span });
  return given.filter((value) => value !== wrong);
}

/** `bias false`: a switch and what it should be are a pair as well. */
function withSwitch(left: readonly Value[], switches: readonly Value[]): readonly Value[] {
  const [first] = left;
  const isTruth = first?.kind === 'name-expr' && /^(?:true|false)$/i.test(first.name);
  const before = isTruth ? switches.findLast(({ span }) => /^\s+$/.test(textBetween(span, first.span))) : undefined;
  return before ? [before, ...left] : left;
}

function textBetween({ source, end }: Span, { start }: Span): string {
  return source.text.slice(end, start);
}

function surplusTitle(span: Span): string {
  const text = textOf(span);
  return text.length > 30 ? 'leave it out' : `leave out ${text}`;
}

/** `linear 100 27` of PyTorch: the size of the input comes first there, and mm works it out. */
function withoutInput({ params }: Entry, given: readonly Value[], names: readonly string[]): Fix[] {
  const [first, second] = given;
  const isSized = ['out', 'd', 'h'].includes(names[0] ?? '') && params[names[0] as string]?.kind === 'size';
  if (!isSized || !first || !second || given.length !== names.length + 1) return [];
  const title = `leave out ${textOf(first.span)}: mm works the size of the input out`;
  return [replace(title, { ...first.span, end: second.span.start }, '')];
}

/** A stack after the settings goes to the first parameter that nothing else fills: `level 512 p=0.5 ( … )`. */
function lastStack(entry: Entry, args: Args, values: readonly Value[]): { param: string; value: Value } | undefined {
  const value = values.at(-1);
  const [setting] = args.settings;
  if (value?.kind !== 'paren' || !value.stack || !setting || value.span.start < setting.span.start) return undefined;
  const keys = new Set(args.settings.map(({ key }) => key.text));
  const param = positionalsOf(entry).find((name, at) => at >= values.length - 1 && !keys.has(name));
  return param === undefined ? undefined : { param, value };
}

/** What is left of surplus arguments after `lr 0.1`, settings that lack their equals sign, which are reported. */
function withoutLoose(
  params: Params,
  surplus: readonly Value[],
  options: { readonly label: string; readonly isOther: BindOptions['isOther'] | undefined },
  reporter: Reporter,
  put: (param: string, value: Bound) => void,
): readonly Value[] {
  const [key, value] = surplus;
  if (key?.kind !== 'name-expr' || !value) return surplus;
  const isOwn = Object.hasOwn(params, key.name);
  if (!isOwn && !options.isOther?.(key.name)) return surplus;
  reporter.report(missingEquals(key, value, options.label));
  if (isOwn) put(key.name, { kind: 'value', value, span: value.span });
  return withoutLoose(params, surplus.slice(2), options, reporter, put);
}

function reportTwice(entry: string, param: string, span: Span, first: Span, reporter: Reporter): void {
  const labels = [{ span: first, message: 'the first one is here' }];
  reporter.report(diagnostic('argument/twice', span, { entry, param }, { labels }));
}

function positionalsOf(entry: Entry): readonly string[] {
  return entry.positionals?.at(-1) ?? positionalNames(entry.params);
}

/** A bare word that is the name of a switch. */
function isSwitch(params: Params, value: Value): boolean {
  return value.kind === 'name-expr' && Object.hasOwn(params, value.name) && params[value.name]?.kind === 'switch';
}

/** A value word without its key: "write padding=same". */
function wordHelp(params: Params, value: Value): string[] {
  if (value.kind !== 'name-expr' || value.name === 'true' || value.name === 'false') return [];
  const owners = Object.entries(params).filter(([, param]) => wordsOf(param).includes(value.name));
  if (owners.length > 0) return owners.map(([name]) => `write ${name}=${value.name}`);
  const switches = Object.entries(params).flatMap(([name, { kind }]) => (kind === 'switch' ? [name] : []));
  return nearest(value.name, switches, 1).map((name) => `write ${name}`);
}

/** The one argument that is not given, where it is given by its name. */
function keyIn([name, ...more]: readonly string[], entry: Entry): string | undefined {
  return name === undefined || more.length > 0 || positionalsOf(entry).includes(name) ? undefined : name;
}

function lackingIn({ params }: Entry, bound: ReadonlyMap<string, Bound>): string[] {
  return Object.entries(params).flatMap(([name, param]) => (isRequired(param) && !bound.has(name) ? [name] : []));
}

/** A parameter as what is given for it: `@skips`. */
function asWritten(name: string, { taps }: Entry): string {
  return taps?.includes(name) ? `@${name}` : name;
}

/** `step(0.1, 0.01, 15_000)`: the last of many values is what is asked for by its name. */
function lastAs([name, ...others]: readonly string[], { params }: Entry, { positionals }: Args): Fix[] {
  const last = positionals.at(-1);
  const [first] = positionalNames(params);
  const isOfMany = first !== undefined && params[first]?.variadic === true && positionals.length > 2;
  if (name === undefined || others.length > 0 || !isOfMany || last?.kind !== 'number') return [];
  const isBreak = positionals.slice(0, -1).every((value) => value.kind === 'number' && value.value < last.value);
  return isBreak
    ? [replace(`write ${name}=${textOf(last.span)}`, { ...last.span, end: last.span.start }, `${name}=`)]
    : [];
}

function reportMissing(
  missing: readonly string[],
  entry: Entry,
  label: string,
  args: Args,
  word: Span,
  reporter: Reporter,
): void {
  const unread = args.positionals.some(({ kind }) => kind === 'missing');
  if (unread) return;
  const notes = missing.map((name) => `${name}: ${entry.params[name]?.description}`);
  const names = positionalsOf(entry);
  const written = names.map((name) => asWritten(name, entry));
  const help = names.length > 1 || written[0] !== names[0] ? [`it is written ${entry.name} ${written.join(' ')}`] : [];
  const fixes = lastAs(missing, entry, args);
  const ofTable = missing.some((name) => entry.params[name]?.kind === 'table');
  const named = ['give the embedding a name, embed 24 name=tok, and write it with @: tied_linear @tok'];
  const extras = entry.isBlock ? { help } : ofTable ? { help: named } : { notes, fixes };
  const facts = { entry: label, missing: missing.map((name) => asWritten(name, entry)) };
  reporter.report(diagnostic('argument/missing', word, facts, extras));
}
