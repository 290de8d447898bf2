/** Values of parameters of a window: a size for all dims, a list with one for each, pairs of a padding, or a word. */
import type { Expr, Value } from '../parser/ast.ts';
import { type Param, type WindowEntry, type WindowValue, wordsOf } from '../registry/param.ts';
import { kindText, valText } from '../resolve/values.ts';
import type { Dim } from '../shapes/dim.ts';
import type { Span } from '../text/source.ts';
import { asExpr, isAtLeast, plainValue, type Slot, type Worked, workedValue, wrongKind } from './argument-value.ts';
import type { Context } from './context.ts';
import { evaluate } from './evaluate.ts';
import type { LocalVal } from './frame.ts';

/** The value of a window's parameter. What is wrong is reported where it stands. */
export function windowValue(value: Value, slot: Slot, context: Context): Worked | undefined {
  const expr = asExpr(value);
  const isWord = expr?.kind === 'name-expr' && wordsOf(slot.param).includes(expr.name);
  if (!expr || isWord) return plainValue(value, slot, context);
  const val = evaluate(expr, context);
  if (val.kind !== 'list') return sizeOrWord(val, slot, expr.span, context);
  const spans = expr.kind === 'list' ? expr.items.map(({ span }: Expr) => span) : [];
  const entries = val.items.map((item, at) => entryOf(item, slot, spans[at] ?? expr.span, context));
  if (entries.includes(undefined)) return undefined;
  return { value: entries, json: undefined, text: valText(val) };
}

/** The sizes in a value, those of pairs among them. */
export function sizesIn(value: WindowValue): readonly Dim[] {
  if (typeof value === 'string') return [];
  return Array.isArray(value) ? (value.flat() as readonly Dim[]) : [value as Dim];
}

/** The least that each size of the parameter may be. */
export function leastOf(param: Param): number {
  const forms = 'anyOf' in param ? param.anyOf : [param];
  return forms.reduce((least, form) => ('minimum' in form ? (form.minimum ?? least) : least), 0);
}

function sizeOrWord(val: LocalVal, slot: Slot, span: Span, context: Context): Worked | undefined {
  const worked = workedValue(val, slot, span, context);
  if (!worked || typeof worked.value === 'string') return worked;
  return isAtLeast(leastOf(slot.param), worked.value as Dim, slot, span, context)
    ? { ...worked, json: undefined }
    : undefined;
}

function entryOf(item: LocalVal, slot: Slot, span: Span, context: Context): WindowEntry | undefined {
  if (item.kind !== 'list') return sizeOrWord(item, withoutWords(slot), span, context)?.value as Dim | undefined;
  if (!takesPairs(slot.param) || item.items.length !== 2) return wrongEntry(item, slot, span, context);
  const [before, after] = item.items.map((part) => sizeOrWord(part, withoutWords(slot), span, context)?.value as Dim);
  return before && after && [before, after];
}

function wrongEntry(item: LocalVal, slot: Slot, span: Span, context: Context): undefined {
  return wrongKind(
    { ...slot, name: `each entry of ${slot.name}`, param: entryParam(slot.param) },
    span,
    kindText(item),
    context,
  );
}

function withoutWords(slot: Slot): Slot {
  return { ...slot, param: entryParam(slot.param) };
}

/** An entry of the list by itself. */
function entryParam({ description, ...param }: Param): Param {
  return { kind: 'size', type: 'integer', minimum: leastOf({ ...param, description } as Param), description };
}

function takesPairs(param: Param): boolean {
  return 'anyOf' in param && param.anyOf.some((form) => 'items' in form && form.items && 'anyOf' in form.items);
}
