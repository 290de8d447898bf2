/** Lays out what stands among arguments: expressions, lists, calls, types and settings. */
import { type Doc, group, here, line, nest, parts } from './document.ts';
import type { Reader } from './reader.ts';

/** How a stack in parentheses is laid out, which the files of stacks and of values need of each other. */
export type Enclosed = (reader: Reader) => Doc;

/** An expression outside of brackets has no blanks; inside they are free, and stand around plus and minus. */
type Style = 'tight' | 'loose';

const operators = new Set(['+', '-', '*', '/', '//', '%', '^', '..']);
const spaced = new Set(['+', '-']);

/** Whether the next piece is a key: `bias` in `bias=false`. */
export function isKey(reader: Reader): boolean {
  return reader.peek(1)?.text === '=';
}

/** `key=value` or a value, as among arguments. */
export function argument(reader: Reader, enclosed: Enclosed): Doc {
  if (!isKey(reader)) return value(reader, enclosed, 'tight');
  return parts([reader.take(), reader.gap(''), reader.take(), reader.gap(''), value(reader, enclosed, 'tight')]);
}

/** A value: a tap, a stack in parentheses, or an expression. */
export function value(reader: Reader, enclosed: Enclosed, style: Style): Doc {
  const docs: Doc[] = [];
  for (;;) {
    while (reader.peek()?.text === '-') docs.push(reader.take());
    docs.push(...operand(reader, enclosed, style));
    const sign = reader.peek()?.text;
    if (sign === undefined || !operators.has(sign)) return parts(docs);
    const isSpaced = style === 'loose' && spaced.has(sign);
    docs.push(isSpaced ? group(reader.gap(line)) : reader.gap(''), reader.take(), reader.gap(isSpaced ? ' ' : ''));
  }
}

function operand(reader: Reader, enclosed: Enclosed, style: Style): readonly Doc[] {
  const first = reader.peek()?.text;
  if (first === '(' && isStack(reader, style)) return [enclosed(reader)];
  if (first === '[' || first === '(') return [list(reader, enclosed)];
  const isCalled = isWord(first) && reader.peek(1)?.text === '(' && reader.peek(1)?.glued === true;
  const word = reader.take();
  return isCalled ? [word, list(reader, enclosed)] : [word];
}

function isWord(text: string | undefined): boolean {
  return text !== undefined && /^[A-Za-z_]/.test(text);
}

/** Whether the next parentheses are a stack. A name alone is read as one, but as a value where values are expected. */
function isStack(reader: Reader, style: Style, ahead = 0): boolean {
  const paren = reader.paren(ahead);
  return paren?.stack !== undefined && !(style === 'loose' && paren.expr);
}

/** Whether the next argument is a stack. */
export function isStackArgument(reader: Reader): boolean {
  return isStack(reader, 'tight', isKey(reader) ? 2 : 0);
}

/** What stands between brackets with commas: a list, a call's arguments, parameters, dims; or one expression. */
export function list(reader: Reader, enclosed: Enclosed): Doc {
  const open = reader.take();
  const docs: Doc[] = [];
  while (!closes(reader.peek()?.text)) {
    docs.push(docs.length === 0 ? reader.gap('') : group(reader.gap(line)), element(reader, enclosed));
    if (reader.peek()?.text === ',') docs.push(reader.gap(''), reader.take());
  }
  return parts([open, here(parts([...docs, reader.gap('')])), reader.take()]);
}

function closes(text: string | undefined): boolean {
  return text === undefined || text === ')' || text === ']';
}

function element(reader: Reader, enclosed: Enclosed): Doc {
  return isKey(reader) ? argument(reader, enclosed) : value(reader, enclosed, 'loose');
}

/** `int[B, T] of V`. */
export function type(reader: Reader, enclosed: Enclosed): Doc {
  const int = reader.peek()?.text === '[' ? [] : [reader.take(), reader.gap('')];
  return parts([...int, dims(reader, enclosed)]);
}

/** `[T=8] of V=27`, either of which may be missing. */
export function dims(reader: Reader, enclosed: Enclosed): Doc {
  const docs: Doc[] = [];
  if (reader.peek()?.text === '[') docs.push(list(reader, enclosed));
  if (reader.peek()?.text !== 'of') return parts(docs);
  return parts([...docs, reader.gap(' '), reader.take(), reader.gap(' '), argument(reader, enclosed)]);
}

/** The arguments of a stage, each on the line of the one before where it fits. */
export function argumentsOf(reader: Reader, enclosed: Enclosed, until: (reader: Reader) => boolean): Doc {
  const docs: Doc[] = [];
  while (!until(reader)) {
    const soft = reader.peek()?.text === '(' ? reader.gap(' ') : group(nest(4, reader.gap(line)));
    docs.push(soft, argument(reader, enclosed));
  }
  return parts(docs);
}
