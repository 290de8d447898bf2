/** Lays out the arguments of an item: on its line, or settings below each other with their signs aligned. */
import { type Doc, hardLine, parts } from './document.ts';
import { flatWidth, WIDTH } from './layout.ts';
import type { Reader } from './reader.ts';
import { enclosed } from './stacks.ts';
import { isKey, value } from './values.ts';

interface Argument {
  readonly key: { readonly width: number; readonly doc: Doc; readonly gap: Doc; readonly equals: Doc } | undefined;
  /** What stands between the sign and the value, if it must. */
  readonly gap: Doc;
  readonly value: Doc;
  /** It leads its line as it is written. */
  readonly leads: boolean;
  /** What stands before it on the line of another, and where settings stand below each other. */
  readonly soft: Doc;
  readonly hard: Doc;
}

/**
 * An item with its head, within what an item is set in. Where the writer began a line with an argument, settings stand
 * below each other from there on; where they do not fit beside the head, all of them do.
 */
export function settings(head: readonly Doc[], reader: Reader): Doc {
  const found: Argument[] = [];
  while (reader.peek()) found.push(readArgument(reader));
  const from = rowsFrom(head, found);
  const rows = found.slice(from);
  const width = rows.reduce((widest, { key }) => Math.max(widest, key?.width ?? 0), 0);
  return parts([
    ...head,
    ...found.slice(0, from).flatMap((one) => [one.soft, beside(one)]),
    ...rows.flatMap((one) => [one.hard, below(one, width)]),
  ]);
}

/** A switch such as `nesterov` begins no line, since a bare word that does is read as a stack. */
function readArgument(reader: Reader): Argument {
  const { leads, text } = reader.peek() ?? { leads: false, text: '' };
  const [soft, hard] = [reader.gap(' '), reader.gap(hardLine)];
  if (!isKey(reader))
    return { key: undefined, gap: '', value: value(reader, enclosed, 'tight'), leads, soft, hard: soft };
  const key = { width: text.length, doc: reader.take(), gap: reader.gap(''), equals: reader.take() };
  return { key, gap: reader.gap(''), value: value(reader, enclosed, 'tight'), leads, soft, hard };
}

/** The first argument that stands below the item. */
function rowsFrom(head: readonly Doc[], found: readonly Argument[]): number {
  const firstKey = found.findIndex(({ key }) => key !== undefined);
  if (firstKey < 0) return found.length;
  const firstLeading = found.findIndex(({ leads }) => leads);
  const from = firstLeading < 0 ? found.length : Math.max(firstKey, firstLeading);
  const first = found.slice(0, from).flatMap((one) => [' ', beside(one)]);
  return flatWidth(parts([...head, ...first])) > WIDTH ? firstKey : from;
}

function beside({ key, gap, value }: Argument): Doc {
  return key ? parts([key.doc, key.gap, key.equals, gap, value]) : value;
}

function below({ key, gap, value }: Argument, width: number): Doc {
  if (!key) return value;
  const blanks = ' '.repeat(width - key.width + 1);
  return parts([key.doc, key.gap === '' ? blanks : key.gap, key.equals, gap === '' ? ' ' : gap, value]);
}
