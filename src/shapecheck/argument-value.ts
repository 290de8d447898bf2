/** The value of one argument that is no call: a size, a word, or plain JSON. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { Expr, NameExpr, Value } from '../parser/ast.ts';
import { type Param, wordsOf } from '../registry/param.ts';
import { kindText, realOf, valText } from '../resolve/values.ts';
import { type Dim, numberOf, toTight } from '../shapes/dim.ts';
import { divides } from '../shapes/obligation.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { type Context, giveUp, report } from './context.ts';
import { evaluate, unknownFunction, unknownName } from './evaluate.ts';
import { type LocalVal, lookUp } from './frame.ts';
import { settle } from './needs.ts';
import { wantsText } from './wants.ts';

export interface Worked {
  /** What the layer gets. */
  readonly value: unknown;
  /** What the schema sees; undefined when a symbolic size hides it. */
  readonly json: unknown;
  readonly text: string;
  /** A part of it was wrong, which was reported. */
  readonly faulty?: boolean;
}

/** A parameter with its name and what messages call its entry: `linear`, `optimiser sgd`. */
export interface Slot {
  readonly param: Param;
  readonly name: string;
  readonly entry: string;
}

/** Works an argument out; what does not suit the parameter is reported. */
export function plainValue(value: Value, slot: Slot, context: Context): Worked | undefined {
  const expr = asExpr(value);
  if (!expr) return wrongKind(slot, value.span, value.kind === 'tap-name' ? 'a tap' : 'a stack', context);
  if (expr.kind === 'missing') return undefined;
  const word = expr.kind === 'name-expr' ? wordValue(expr.name, slot.param) : undefined;
  if (word && expr.kind === 'name-expr') reportHidden(expr, slot, context);
  if (isOfSizes(slot.param)) oweQuotient(expr, slot, context);
  return word ?? nameList(expr, slot.param) ?? workedValue(evaluate(expr, context), slot, expr.span, context);
}

/** Over the symbols of a block a size like `C/r` is whole where r divides C, which each call must see to. */
function oweQuotient(expr: Expr, { name, entry }: Slot, context: Context): void {
  if (!context.run.trial || expr.kind !== 'binary' || expr.operator !== '/') return;
  const [of, divisor] = [evaluate(expr.left, context), evaluate(expr.right, context)];
  const value = evaluate(expr, context);
  if (of.kind !== 'dim' || divisor.kind !== 'dim' || value.kind !== 'dim' || value.dim.kind !== 'fraction') return;
  const what = `${name} of ${entry}`;
  const need = {
    obligation: divides(divisor.dim, of.dim),
    what,
    choice: { param: toTight(divisor.dim), dim: divisor.dim, times: 1 },
  };
  const refuted = () => diagnostic('argument/not-whole', expr.span, { what, value: valText(value) });
  settle({ ...need, need, at: { stage: entry, span: expr.span }, refuted }, context);
}

/** As `plainValue`, of a value that was worked out already. */
export function workedValue(val: LocalVal, slot: Slot, span: Span, context: Context): Worked | undefined {
  switch (val.kind) {
    case 'bad':
      return undefined;
    case 'word':
      return wordValue(val.name, slot.param) ?? unknownWord(val, slot, context);
    case 'call':
      unknownFunction(val.call, context);
      return undefined;
    default:
      return isOfSizes(slot.param) ? sizeValue(val, slot, span, context) : jsonValue(val, slot, span, context);
  }
}

function isOfSizes({ kind }: Param): boolean {
  return kind === 'size' || kind === 'window';
}

/** The expression that a value may be read as. */
export function asExpr(value: Value): Expr | undefined {
  if (value.kind === 'paren') return value.expr;
  return value.kind === 'tap-name' ? undefined : value;
}

/** A word that the parameter knows itself, before any name is looked up. */
function wordValue(word: string, param: Param): Worked | undefined {
  if (param.kind === 'switch' && (word === 'true' || word === 'false'))
    return { value: word === 'true', json: word === 'true', text: word };
  const takesAny = param.source || (param.kind === 'value' && 'type' in param && param.type === 'string');
  return takesAny || wordsOf(param).includes(word) ? { value: word, json: word, text: word } : undefined;
}

/** A list of names for a parameter that takes names of any kind, such as those of columns; each stands for itself. */
function nameList(expr: Expr, param: Param): Worked | undefined {
  const isOfNames = 'items' in param && param.items !== false && 'type' in param.items && param.items.type === 'string';
  if (!isOfNames || expr.kind !== 'list') return undefined;
  const names = expr.items.flatMap((item) =>
    item.kind === 'name-expr' ? [item.name] : item.kind === 'string' ? [item.value] : [],
  );
  return names.length === expr.items.length ? { value: names, json: names, text: `[${names.join(', ')}]` } : undefined;
}

/** Refuses a word of the parameter that is the name of a constant or a local as well. */
export function reportHidden({ name, span }: NameExpr, { param, name: of, entry }: Slot, context: Context): void {
  if (wordsOf(param).length === 0) return;
  const constant = context.scope.constants.get(name)?.item;
  if (!constant && !lookUp(context.frame, name)) return;
  const labels = constant ? [{ span: constant.name.span, message: 'declared here' }] : [];
  const what = param.kind === 'switch' ? `a switch of ${entry}` : `a value of ${of}`;
  const help = [`give ${constant ? 'the constant' : 'the parameter'} another name`];
  report(
    context,
    diagnostic('name/hides', span, { name, what, as: constant ? 'constant' : 'parameter' }, { labels, help }),
  );
}

function unknownWord({ name: got, expr, env }: LocalVal & { kind: 'word' }, slot: Slot, context: Context): undefined {
  const legal = wordsOf(slot.param);
  if (legal.length === 0) {
    unknownName(expr, env);
    return;
  }
  const fixes = nearest(got, legal, 1).map((near) => replace(`write ${near}`, expr.span, near, true));
  const facts = { entry: slot.entry, param: slot.name, got, legal };
  report(context, diagnostic('argument/value', expr.span, facts, { fixes }));
}

function sizeValue(val: LocalVal, slot: Slot, span: Span, context: Context): Worked | undefined {
  if (val.kind === 'dim') return { value: val.dim, json: numberOf(val.dim), text: valText(val) };
  if (val.kind !== 'real') return wrongKind(slot, span, kindText(val), context);
  const facts = { what: `${slot.name} of ${slot.entry}`, value: valText(val) };
  report(context, diagnostic('argument/not-whole', span, facts));
  return undefined;
}

function jsonValue(val: LocalVal, slot: Slot, span: Span, context: Context): Worked | undefined {
  const json = jsonOf(val);
  if (json !== undefined) return { value: json, json, text: valText(val) };
  giveUp(context);
  const got = val.kind === 'dim' ? `${valText(val)}, which is not a known number` : kindText(val);
  return wrongKind(slot, span, got, context);
}

/** Reports a value of a kind that the parameter does not take. */
export function wrongKind({ param, name, entry }: Slot, span: Span, got: string, context: Context): undefined {
  report(context, diagnostic('argument/type', span, { entry, param: name, wants: wantsText(param), got }));
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

/** Whether a size is not known to be too small, which is reported. */
export function isAtLeast(least: number, size: Dim, { name, entry }: Slot, span: Span, context: Context): boolean {
  const known = numberOf(size);
  if (known === undefined || known >= least) return true;
  const facts = { entry, param: name, wants: `at least ${least}`, got: `${known}` };
  report(context, diagnostic('argument/range', span, facts));
  return false;
}
