/** Checked values of an entry's parameters: worked out, compared with the schema, defaults filled in. */
import { diagnostic, respell } from '../diagnostics/diagnostic.ts';
import type { Args, Value } from '../parser/ast.ts';
import { type SchemaError, validators } from '../registry/generated/validators.js';
import type { Disagreement, EntryCall, Param } from '../registry/param.ts';
import { type Binding, type Bound, bind } from '../resolve/bind.ts';
import { type Entry, initialisersByName, lossesByName, schedulesByName } from '../resolve/entries.ts';
import { kindText, realOf, valText } from '../resolve/values.ts';
import { constant, type Dim } from '../shapes/dim.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { rangeValue, sizesValue, symbolicIn, unknownOf } from './argument-sizes.ts';
import { asExpr, plainValue, reportHidden, type Slot, type Worked, wrongKind } from './argument-value.ts';
import { windowValue } from './argument-window.ts';
import { type Context, giveUp, report, reporterOf } from './context.ts';
import { evaluate, namesInSight } from './evaluate.ts';
import { innerFrame, type LocalVal } from './frame.ts';
import { tableValue } from './named-table.ts';
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
  /** Where the argument of each parameter stands; a default has none. */
  readonly spans: ReadonlyMap<string, Span>;
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
  let faulty = binding.missing.length > 0 || binding.unsure;
  for (const [name, param] of Object.entries(params)) {
    const bound = binding.bound.get(name);
    const fallback = defaultOf(param);
    if (!bound) {
      values[name] = isKnown(name, param, binding) ? fallback : unknownValue(param);
      continue;
    }
    const env = binding.defaulted.has(name) ? outside(context) : context;
    const worked = valueFor({ param, name, entry: called.label }, bound, env);
    const isMoved = binding.missing.length > 0 || (binding.surplus && param.kind === 'size');
    const isShifted = isMoved && param.positional === true && param.kind !== 'value';
    if (worked && !worked.faulty) json[name] = worked.json;
    else faulty = true;
    values[name] = worked && !isShifted ? worked.value : unknownValue(param);
    parts.set(name, { param: name, span: bound.span, text: worked?.text ?? '?' });
  }
  for (const error of validate(called.key, json)) {
    const name = error.instancePath.split('/')[1] ?? '';
    const part = parts.get(name);
    const param = params[name];
    if (!part || !param) continue;
    faulty = true;
    values[name] = unknownValue(param);
    report(context, explain(error, param, { entry: called.label, ...part, value: json[name] }));
  }
  const spans = new Map([...parts].map(([name, { span }]) => [name, span]));
  return { values, symbolic: symbolicSizes(called, values, parts), spans, faulty, text: textOf(called, parts) };
}

function defaultOf({ kind, default: value }: Param): unknown {
  const isOfSizes = kind === 'size' || kind === 'window';
  return typeof value === 'number' && isOfSizes ? constant(value) : value;
}

/** What stands for a value that is not known, which has its report. */
function unknownValue(param: Param): unknown {
  if (param.kind === 'size' || param.kind === 'window') return UNKNOWN;
  return defaultOf(param) ?? unknownOf(param);
}

/** Whether a parameter without an argument has its default; a size may be what an argument was meant for that went nowhere. */
function isKnown(name: string, { kind }: Param, { missing, unsure }: Binding): boolean {
  return !missing.includes(name) && !(unsure && (kind === 'window' || kind === 'size'));
}

/** Where the settings of a `default` item are read: they see no locals. */
function outside(context: Context): Context {
  return { ...context, frame: innerFrame(undefined), calls: [] };
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
    const part = parts.get(name);
    if (!part) return [];
    return symbolicIn(values[name], param).map(([dim, least]) => ({ param: name, dim, least, span: part.span }));
  });
}

function textOf(called: Called, parts: ReadonlyMap<string, Part>): string {
  const words = [...parts.values()].map(({ param, text }) =>
    called.entry.params[param]?.positional ? text : `${param}=${text}`,
  );
  return words.join(' ');
}

function valueFor(slot: Slot, bound: Bound, context: Context): Worked | undefined {
  switch (bound.kind) {
    case 'on':
      reportHidden({ kind: 'name-expr', name: slot.name, span: bound.span }, slot, context);
      return { value: true, json: true, text: 'true' };
    case 'many': {
      if (slot.param.kind === 'sizes') return sizesValue(bound.values, slot, context);
      const items = bound.values.map((value) => plainValue(value, slot, context));
      if (items.some((item) => item === undefined)) return undefined;
      const json = items.map((item) => item?.json);
      return { value: json, json, text: items.map((item) => item?.text).join(' ') };
    }
    case 'value': {
      const { kind } = slot.param;
      if (kind === 'initialiser' || kind === 'schedule' || kind === 'loss')
        return entryCall(kind, bound.value, slot, context);
      if (kind === 'sizes') return sizesValue([bound.value], slot, context);
      if (kind === 'window') return windowValue(bound.value, slot, context);
      if (kind === 'range') return rangeValue(bound.value, slot, context);
      if (kind === 'table') return tableValue(bound.value, slot, context);
      return plainValue(bound.value, slot, context);
    }
  }
}

type CalledKind = 'initialiser' | 'schedule' | 'loss';

const tables: Readonly<Record<CalledKind, ReadonlyMap<string, Entry>>> = {
  initialiser: initialisersByName,
  loss: lossesByName,
  schedule: schedulesByName,
};

/** A call of an entry; a number in place of a schedule is a constant one. */
function entryCall(kind: CalledKind, value: Value, slot: Slot, context: Context): Worked | undefined {
  const expr = asExpr(value);
  if (!expr) return wrongKind(slot, value.span, value.kind === 'tap-name' ? 'a tap' : 'a stack', context);
  if (expr.kind === 'missing') return undefined;
  const isOurs = expr.kind === 'name-expr' && tables[kind].has(expr.name);
  const val: LocalVal = isOurs ? { kind: 'word', name: expr.name, expr, env: context } : evaluate(expr, context);
  switch (val.kind) {
    case 'bad':
      return undefined;
    case 'word':
      return namedEntry(kind, { text: val.name, span: val.expr.span }, noArgs(val.expr.span), val.env);
    case 'call':
      return namedEntry(kind, val.call.name, val.call.args, val.env);
    default:
      if (kind === 'schedule') return constantRate(val, slot, expr.span, context);
      return constantStart(val, slot) ?? notACall(val, slot, expr.span, context);
  }
}

function noArgs(span: Span): Args {
  return { positionals: [], settings: [], span: { ...span, start: span.end } };
}

function notACall(val: LocalVal, slot: Slot, span: Span, context: Context): undefined {
  giveUp(context);
  wrongKind(slot, span, kindText(val), context);
}

/** A number in place of an initialiser, where the parameter takes one. */
function constantStart(val: LocalVal, { param }: Slot): Worked | undefined {
  const x = param.number ? realOf(val) : undefined;
  if (x === undefined) return undefined;
  const call: EntryCall = { name: 'constant', args: { x } };
  return { value: call, json: call, text: valText(val) };
}

function constantRate(val: LocalVal, slot: Slot, span: Span, context: Context): Worked | undefined {
  const rate = realOf(val);
  if (rate === undefined) return notACall(val, slot, span, context);
  if (rate <= 0) {
    const facts = { entry: slot.entry, param: slot.name, wants: 'above 0', got: valText(val) };
    report(context, diagnostic('argument/range', span, facts));
    return undefined;
  }
  const call: EntryCall = { name: 'constant', args: { lr: rate, warmup: 0, warmup_from: 'first' } };
  return { value: call, json: call, text: valText(val) };
}

function namedEntry(
  kind: CalledKind,
  { text: name, span }: { readonly text: string; readonly span: Span },
  args: Args,
  context: Context,
): Worked | undefined {
  const entry = tables[kind].get(name);
  if (!entry) {
    const known = [...tables[kind].keys()];
    const near = nearest(name, [...known, ...namesInSight(context)]);
    const fixes = respell(near, span);
    report(context, diagnostic('name/unknown-entry', span, { what: kind, name, near, known }, { fixes }));
    const [meant] = near;
    if (meant !== undefined && near.length === 1 && tables[kind].has(meant))
      namedEntry(kind, { text: meant, span }, args, context);
    return undefined;
  }
  const at: Called = { entry, key: `${kind}/${name}`, label: `${kind} ${name}` };
  const binding = bind(entry, args, { word: span, label: at.label }, reporterOf(context));
  const checked = argumentsOf(at, binding, context);
  if (checked.faulty || reportDisagreement(at, checked, span, context)) return undefined;
  const call: EntryCall = { name, args: checked.values };
  const text = checked.text === '' ? name : `${name}(${checked.text.replaceAll(' ', ', ')})`;
  return { value: call, json: call, text };
}

/** Reports settings that are each in order but do not go together; answers whether there are any. */
export function reportDisagreement(
  at: Called,
  { values, spans }: Pick<Arguments, 'values' | 'spans'>,
  span: Span,
  context: Context,
): boolean {
  const { disagreement } = at.entry as { disagreement?(values: unknown): Disagreement | undefined };
  const found = disagreement?.(values);
  if (found === undefined) return false;
  const { param, why, help } = found;
  const where = spans.get(param) ?? span;
  report(context, diagnostic('argument/disagree', where, { entry: at.label, why }, { help: [help] }));
  return true;
}
