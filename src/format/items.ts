/** Lays out items: a word, what it is about, and perhaps a stack or settings. */
import type { Item } from '../parser/ast.ts';
import { type Doc, group, line, nest, parts } from './document.ts';
import type { Reader } from './reader.ts';
import { settings } from './settings.ts';
import { enclosed, stack } from './stacks.ts';
import { dims, list, type, value } from './values.ts';

/** What stands below an item and belongs to it is set in. */
const INDENT = 4;

/** The words of what a file says of its model are as wide as the longest, so that what follows them is aligned. */
const WORD = 'target '.length;

/** A bare stack leaves two columns for the bars that begin its lines. */
const BARE = 2;

/**
 * An item; `nameWidth` is how wide a name stands in a row of `default` items. No line of it but the first begins at the
 * margin with a word, since that would be read as the beginning of another item.
 */
export function itemDoc(item: Item, reader: Reader, nameWidth: number): Doc {
  if (item.kind === 'model' && item.bare) return group(nest(BARE, stack(reader)));
  return nest(INDENT, itemOf(item, reader, nameWidth));
}

function itemOf(item: Item, reader: Reader, nameWidth: number): Doc {
  switch (item.kind) {
    case 'use':
      return parts([reader.take(), reader.gap(' '), reader.take()]);
    case 'input':
    case 'target':
      return parts([
        ...word(reader),
        reader.take(),
        ...(reader.peek()?.text === '[' ? [reader.gap('')] : []),
        dims(reader, enclosed),
      ]);
    case 'let':
      return parts([
        ...[reader.take(), reader.gap(' '), reader.take(), reader.gap(' '), reader.take(), reader.gap(' ')],
        value(reader, enclosed, 'loose'),
      ]);
    case 'block':
      return block(item.params.length > 0, reader);
    case 'model':
      return model(reader);
    case 'default':
      return settings([reader.take(), reader.gap(' '), ...name(reader, nameWidth)], reader);
    case 'budget':
      return settings([reader.take()], reader);
    case 'data':
    case 'train':
    case 'sweep':
      return settings([...word(reader), reader.take()], reader);
  }
}

/** Where comments behind the last line of an item stand that go on with it. */
export function marginOf(item: Item): number {
  if (item.kind !== 'model') return INDENT;
  return item.bare ? 0 : WORD - BARE;
}

function word(reader: Reader): readonly Doc[] {
  const width = WORD - (reader.peek()?.text.length ?? 0);
  return [reader.take(), reader.gap(' '.repeat(width))];
}

/** A name with blanks up to a width, less the one that follows anyway. */
function name(reader: Reader, width: number): readonly Doc[] {
  const blanks = width - (reader.peek()?.text.length ?? 0);
  const taken = reader.take();
  return typeof reader.gap('') === 'string' ? [taken, ' '.repeat(blanks)] : [taken];
}

function model(reader: Reader): Doc {
  if (reader.peek(2)?.text === '=') return parts([...word(reader), reader.take(), defined(reader)]);
  const width = WORD - 'model'.length;
  const head = [reader.take(), ...(reader.peek()?.text === '=' ? [reader.drop()] : [])];
  return parts([...head, nest(WORD - INDENT, parts([reader.gap(' '.repeat(width)), group(stack(reader))]))]);
}

function block(hasParams: boolean, reader: Reader): Doc {
  const docs: Doc[] = [reader.take(), reader.gap(' '), reader.take()];
  if (hasParams) docs.push(reader.gap(''), list(reader, enclosed));
  else if (reader.peek()?.text === '(') docs.push(reader.drop(), reader.drop());
  if (reader.peek()?.text === ':') {
    docs.push(reader.gap(' '), reader.take(), reader.gap(' '), type(reader, enclosed));
    docs.push(reader.gap(' '), reader.take(), reader.gap(' '), type(reader, enclosed));
  }
  return parts([...docs, defined(reader)]);
}

/** `= stack`, on the next line where it does not fit. */
function defined(reader: Reader): Doc {
  const equals = [reader.gap(' '), reader.take()];
  return group(parts([...equals, reader.gap(line), group(stack(reader))]));
}
