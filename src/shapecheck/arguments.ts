/** Checked values of an entry's parameters: worked out, compared with the schema, defaults filled in. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { Expr, Value } from '../parser/ast.ts';
import { type SchemaError, validators } from '../registry/generated/validators.js';
import type { EntryCall, Param } from '../registry/param.ts';
import { type Binding, type Bound, bind } from '../resolve/bind.ts';
import { type Entry, initialisersByName, schedulesByName } from '../resolve/entries.ts';
import { kindText, realOf, valText } from '../resolve/values.ts';
import { constant, type Dim, numberOf } from '../shapes/dim.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { type Context, report } from './context.ts';
import { evaluate, unknownName } from './evaluate.ts';
import type { LocalVal } from './frame.ts';
import { explain } from './schema-error.ts';
import { UNKNOWN } from './unknown.ts';

/** An entry with the key of its validator and what messages call it. */
export interface Called {
  readonly entry: Entry;
  /** `layer/linear`. */
  readonly key: string;
  /** `linear`, `optimiser sgd`. */
  readonly label: string;
}

export interface Arguments {
  /** By parameter; a size that could not be worked out is UNKNOWN, anything else then takes its default or is absent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Sizes that stay symbolic, to be checked as obligations: the least value of each. */
  readonly symbolic: readonly {
    readonly param: string;
    readonly dim: Dim;
    readonly least: number;
    readonly span: Span;
  }[];
  /** Whether some argument was wrong or missing. */
  readonly faulty: boolean;
  /** How positionals and settings read once worked out: `128 bias=false`. */
  readonly text: string;
}

interface Part {
  readonly param: string;
  readonly span: Span;
  readonly text: string;
}

/** Works the bound arguments out and checks them. */
export function argumentsOf(called: Called, binding: Binding, context: Context): Arguments {
  const { params } = called.entry;
  const values: Record<string, unknown> = {};
  const json: Record<string, unknown> = {};
  const parts = new Map<string, Part>();
  let faulty = binding.missing.length > 0;
  for (const [name, param] of Object.entries(params)) {
    const bound = binding.bound.get(name);
    if (!bound) {
      values[name] = param.default ?? (binding.missing.includes(name) && param.kind === 'size' ? UNKNOWN : undefined);
      if (param.kind === 'size' && typeof param.default === 'number') values[name] = constant(param.default);
      continue;
    }
    const value = valueFor(param, name, bound, called, context);
    if (value === undefined) faulty = true;
    else json[name] = value.json;
    values[name] = value === undefined ? (param.kind === 'size' ? UNKNOWN : param.default) : value.value;
    parts.set(name, { param: name, span: bound.span, text: value?.text ?? '?' });
  }
  for (const error of validate(called.key, json)) {
    const name = error.instancePath.split('/')[1] ?? '';
    const part = parts.get(name);
    const param = params[name];
    if (!part || !param) continue;
    faulty = true;
    values[name] = param.kind === 'size' ? UNKNOWN : param.default;
    report(context, explain(error, param, { entry: called.label, ...part, value: json[name] }));
  }
  return { values, symbolic: symbolicSizes(called, values, parts), faulty, text: textOf(called, parts) };
}

/** The errors of a validator, the first of each parameter. */
function validate(key: string, json: Readonly<Record<string, unknown>>): SchemaError[] {
  const check = validators[key];
  if (!check) throw new Error(`there is no validator for ${key}; run npm run generate`);
  if (check(json)) return [];
  const first = new Map<string, SchemaError>();
  for (const error of check.errors ?? []) {
    const param = error.instancePath.split('/')[1] ?? '';
    if (!first.has(param)) first.set(param, error);
  }
  return [...first.values()];
}

function symbolicSizes(
  called: Called,
  values: Readonly<Record<string, unknown>>,
  parts: ReadonlyMap<string, Part>,
): Arguments['symbolic'] {
  return Object.entries(called.entry.params).flatMap(([name, param]) => {
    const dim = param.kind === 'size' ? (values[name] as Dim | undefined) : undefined;
    const part = parts.get(name);
    if (!dim || !part || numberOf(dim) !== undefined || !('minimum' in param)) return [];
    return [{ param: name, dim, least: param.minimum ?? 0, span: part.span }];
  });
}

function textOf(called: Called, parts: ReadonlyMap<string, Part>): string {
  const words = [...parts.values()].map(({ param, text }) =>
    called.entry.params[param]?.positional ? text : `${param}=${text}`,
  );
  return words.join(' ');
}

interface Worked {
  /** What the layer gets. */
  readonly value: unknown;
  /** What the schema sees; undefined when a symbolic size hides it. */
  readonly json: unknown;
  readonly text: string;
}

function valueFor(param: Param, name: string, bound: Bound, called: Called, context: Context): Worked | undefined {
  if (bound.kind === 'on') return { value: true, json: true, text: 'true' };
  if (bound.kind === 'many') {
    const items = bound.values.map((value) => plain(value, param, name, called, context));
    if (items.some((item) => item === undefined)) return undefined;
    const json = items.map((item) => item?.json);
    return { value: json, json, text: items.map((item) => item?.text).join(' ') };
  }
  if (param.kind === 'initialiser' || param.kind === 'schedule')
    return entryCall(param.kind, bound.value, name, called, context);
  return plain(bound.value, param, name, called, context);
}

/** A value of a parameter that is not a call: a size, or plain JSON. */
function plain(value: Value, param: Param, name: string, called: Called, context: Context): Worked | undefined {
  const expr = asExpr(value);
  if (!expr)
    return wrongKind(param, name, called, value.span, value.kind === 'tap-name' ? 'a tap' : 'a stack', context);
  if (expr.kind === 'missing') return undefined;
  const word = expr.kind === 'name-expr' ? wordValue(expr.name, param) : undefined;
  if (word) return word;
  const val = evaluate(expr, context);
  if (val.kind === 'bad') return undefined;
  if (val.kind === 'word' && expr.kind === 'name-expr') {
    if (!('enum' in param)) {
      unknownName(expr, context);
      return undefined;
    }
    return unknownWord(val.name, param.enum, name, called, expr.span, context);
  }
  if (param.kind === 'size') return sizeValue(val, param, name, called, expr.span, context);
  const json = jsonOf(val);
  if (json === undefined) return wrongKind(param, name, called, expr.span, kindText(val), context);
  return { value: json, json, text: valText(val) };
}

/** The expression that a value may be read as. */
export function asExpr(value: Value): Expr | undefined {
  if (value.kind === 'paren') return value.expr;
  return value.kind === 'tap-name' ? undefined : value;
}

/** A word that the parameter knows itself, before any name is looked up. */
function wordValue(word: string, param: Param): Worked | undefined {
  const knows =
    'enum' in param
      ? param.enum.includes(word)
      : param.source || (param.kind === 'value' && 'type' in param && param.type === 'string');
  if (knows) return { value: word, json: word, text: word };
  if (param.kind === 'switch' && (word === 'true' || word === 'false'))
    return { value: word === 'true', json: word === 'true', text: word };
  return undefined;
}

function unknownWord(
  word: string,
  legal: readonly string[],
  param: string,
  called: Called,
  span: Span,
  context: Context,
): undefined {
  const fixes = nearest(word, legal, 1).map((near) => replace(`write ${near}`, span, near, true));
  report(context, diagnostic('argument/value', span, { entry: called.label, param, got: word, legal }, { fixes }));
}

function sizeValue(
  val: LocalVal,
  param: Param,
  name: string,
  called: Called,
  span: Span,
  context: Context,
): Worked | undefined {
  if (val.kind === 'real') {
    report(
      context,
      diagnostic('argument/not-whole', span, { what: `${name} of ${called.label}`, value: valText(val) }),
    );
    return undefined;
  }
  if (val.kind !== 'dim') return wrongKind(param, name, called, span, kindText(val), context);
  return { value: val.dim, json: numberOf(val.dim), text: valText(val) };
}

function wrongKind(param: Param, name: string, called: Called, span: Span, got: string, context: Context): undefined {
  const wants = wantsText(param);
  report(context, diagnostic('argument/type', span, { entry: called.label, param: name, wants, got }));
}

/** What a parameter takes, in words. */
export function wantsText(param: Param): string {
  if (param.kind === 'size') return 'a whole number';
  if (param.kind === 'switch') return 'true or false';
  if (param.kind === 'initialiser') return 'an initialiser such as normal(0.01)';
  if (param.kind === 'schedule') return 'a number or a schedule such as cosine(1e-3)';
  if ('anyOf' in param) return param.anyOf.map((one) => schemaText(one)).join(' or ');
  return schemaText(param);
}

function schemaText(schema: object): string {
  const { type } = schema as { type?: string };
  switch (type) {
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'array':
      return 'a list';
    case 'string':
      return 'a name or a text in quotes';
    default:
      return 'one of its words';
  }
}

/** A value as JSON; a symbolic dim has none. */
function jsonOf(val: LocalVal): unknown {
  const real = realOf(val);
  if (real !== undefined) return real;
  if (val.kind === 'text') return val.value;
  if (val.kind === 'word') return val.name === 'true' ? true : val.name === 'false' ? false : val.name;
  if (val.kind !== 'list') return undefined;
  const items = val.items.map(jsonOf);
  return items.includes(undefined) ? undefined : items;
}

/** A call of an initialiser or a schedule; a number in place of a schedule is a constant one. */
function entryCall(
  kind: 'initialiser' | 'schedule',
  value: Value,
  name: string,
  called: Called,
  context: Context,
): Worked | undefined {
  const expr = asExpr(value);
  if (!expr || expr.kind === 'missing') return undefined;
  const table: ReadonlyMap<string, Entry> = kind === 'initialiser' ? initialisersByName : schedulesByName;
  const word = expr.kind === 'call' ? expr.name.text : expr.kind === 'name-expr' ? expr.name : undefined;
  const entry = word === undefined ? undefined : table.get(word);
  if (entry && word !== undefined) {
    const args = expr.kind === 'call' ? expr.args : { positionals: [], settings: [], span: expr.span };
    const at: Called = { entry, key: `${kind}/${entry.name}`, label: `${kind} ${entry.name}` };
    const span = expr.kind === 'call' ? expr.name.span : expr.span;
    return calledEntry(at, bind(entry, args, { word: span, label: at.label }, context.world.collector), span, context);
  }
  const val = evaluate(expr, context);
  if (val.kind === 'bad') return undefined;
  if (val.kind === 'word' || val.kind === 'call') {
    const unknown = val.kind === 'word' ? val.name : val.call.name.text;
    const known = [...table.keys()];
    const near = nearest(unknown, known);
    const span = expr.kind === 'call' ? expr.name.span : expr.span;
    const fixes = near.slice(0, 1).map((close) => replace(`write ${close}`, span, close, true));
    report(context, diagnostic('name/unknown-entry', span, { what: kind, name: unknown, near, known }, { fixes }));
    return undefined;
  }
  const rate = kind === 'schedule' ? realOf(val) : undefined;
  if (rate === undefined) return wrongKind({ kind, description: '' }, name, called, expr.span, kindText(val), context);
  if (rate <= 0) {
    const facts = { entry: called.label, param: name, wants: 'above 0', got: valText(val) };
    report(context, diagnostic('argument/range', expr.span, facts));
    return undefined;
  }
  const call: EntryCall = { name: 'constant', args: { lr: rate, warmup: 0, warmup_from: 'first' } };
  return { value: call, json: call, text: valText(val) };
}

function calledEntry(at: Called, binding: Binding, span: Span, context: Context): Worked | undefined {
  const args = argumentsOf(at, binding, context);
  if (args.faulty) return undefined;
  if (reportDisagreement(at, args.values, span, context)) return undefined;
  const call: EntryCall = { name: at.entry.name, args: args.values };
  return {
    value: call,
    json: call,
    text: args.text === '' ? call.name : `${call.name}(${args.text.replaceAll(' ', ', ')})`,
  };
}

/** Reports settings that are each in order but do not go together; answers whether there are any. */
export function reportDisagreement(
  at: Called,
  values: Readonly<Record<string, unknown>>,
  span: Span,
  context: Context,
): boolean {
  const { disagreement } = at.entry as { disagreement?(values: unknown): string | undefined };
  const why = disagreement?.(values);
  if (why === undefined) return false;
  report(context, diagnostic('argument/disagree', span, { entry: at.label, why }));
  return true;
}
