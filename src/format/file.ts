/** Puts the items of a file below each other, with the comments that stand between them. */
import type { Item, Spec } from '../parser/ast.ts';
import { type Doc, parts } from './document.ts';
import { itemDoc, marginOf } from './items.ts';
import { type LaidLine, layout } from './layout.ts';
import { isIgnore, type OwnLine, type Piece, piecesOf } from './pieces.ts';
import { parensOf, readerOf } from './reader.ts';
import { withRemarks } from './remarks.ts';

/** An item with the place of its first piece. */
interface Placed {
  readonly item: Item;
  readonly at: number;
}

/** The text of a spec without syntax errors in its one layout. */
export function fileText(spec: Spec): string {
  const pieces = piecesOf(spec);
  const items = placesOf(spec.items, pieces);
  const docs = docsOf(spec, items, pieces);
  const lines: LaidLine[] = [];
  const add = (more: readonly LaidLine[]): void => {
    for (const line of more) lines.push(line);
  };
  let last: Item | undefined;
  items.forEach(({ item, at }, index) => {
    if (!isBesideLast(items, index, pieces)) {
      add(linesAbove(pieces[at] as Piece, last));
      const docsOfLine = [docs[index] as Doc];
      for (let next = index + 1; isBesideLast(items, next, pieces); next++) docsOfLine.push(' ', docs[next] as Doc);
      add(layout(parts(docsOfLine)));
    }
    last = item;
  });
  add(linesAbove(pieces.at(-1) as Piece, last));
  return `${withRemarks(lines).join('\n')}\n`;
}

function placesOf(items: readonly Item[], pieces: readonly Piece[]): readonly Placed[] {
  let at = 0;
  return items.map((item) => {
    while ((pieces[at] as Piece).start < item.span.start) at++;
    return { item, at };
  });
}

/** Whether an item stands on the line of the one before, which a `# mm-ignore` keeps together. */
function isBesideLast(items: readonly Placed[], index: number, pieces: readonly Piece[]): boolean {
  const at = items[index]?.at ?? 0;
  const kept = pieces[at]?.kept;
  return at > 0 && kept !== undefined && pieces[at - 1]?.kept === kept;
}

function docsOf(spec: Spec, items: readonly Placed[], pieces: readonly Piece[]): readonly Doc[] {
  const parens = parensOf(spec);
  const widths = nameWidths(items, pieces);
  return items.map(({ item, at }, index) => {
    const reader = readerOf(pieces, at, items[index + 1]?.item.span.start ?? Infinity, parens);
    return itemDoc(item, reader, widths[index] ?? 0);
  });
}

/** How wide the names of `default` items stand: as the longest of a row without anything between. */
function nameWidths(items: readonly Placed[], pieces: readonly Piece[]): readonly number[] {
  const widths: number[] = [];
  for (let from = 0; from < items.length; ) {
    let to = from + 1;
    while (isInRow(items[to - 1], items[to], pieces)) to++;
    const names = items.slice(from, to).map(({ item }) => (item.kind === 'default' ? item.layer.text.length : 0));
    const widest = names.reduce((most, width) => Math.max(most, width), 0);
    while (from < to) widths[from++] = widest;
  }
  return widths;
}

function isInRow(before: Placed | undefined, next: Placed | undefined, pieces: readonly Piece[]): boolean {
  if (before?.item.kind !== 'default' || next?.item.kind !== 'default') return false;
  const first = pieces[next.at];
  return first?.gap === false && first.above.length === 0;
}

/** The comments above a piece and the empty lines that stood there, one for however many. */
function linesAbove({ above, gap, column, text }: Piece, last: Item | undefined): readonly LaidLine[] {
  const margins = last ? marginsOf(above, text === '' ? 0 : column, marginOf(last)) : [];
  const lines: LaidLine[] = [];
  above.forEach((own, index) => {
    if (own.gap && (last || index > 0)) lines.push(line(''));
    lines.push(line(`${' '.repeat(margins[index] ?? 0)}${own.text}`));
  });
  if (gap && text !== '' && (last || above.length > 0)) lines.push(line(''));
  return lines;
}

/** Comments right below an item that are set in go on with it, such as a setting that is left out for now. */
function marginsOf(above: readonly OwnLine[], column: number, margin: number): readonly number[] {
  const belongs = (own: OwnLine) =>
    !own.gap && own.column > column && !own.text.startsWith('##') && !isIgnore(own.text);
  const end = above.findIndex((own) => !belongs(own));
  return above.map((_, index) => (end < 0 || index < end ? margin : 0));
}

function line(text: string): LaidLine {
  return { text, remark: undefined };
}
