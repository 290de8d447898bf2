/** The frame of a report for one file: the lines that it speaks of, numbered, with their marks beneath. */
import { lineStarts, lineText, positionAt } from '../text/lines.ts';
import type { Source, Span } from '../text/source.ts';
import { type Range, type ShownLine, showLine } from './render-line.ts';
import { type Mark, markRows } from './render-marks.ts';
import { draw, type Row, textOfRow, write } from './render-row.ts';
import { bars, closingRow, marginOf, openingRow, type Placed, placed, type Tall } from './render-tall.ts';
import type { Paint } from './render-theme.ts';

/** A place to show: the main one of a report has carets, others have dashes. */
export interface Place {
  readonly span: Span;
  readonly character: '^' | '-';
  readonly message: string | undefined;
  readonly paint: Paint;
}

/** A row of a frame: of a line of source, of marks, or where lines are left out. */
export interface FrameRow {
  readonly number: number | undefined;
  readonly gap: boolean;
  readonly text: string;
}

interface Wide extends Place, Range {
  readonly line: number;
}

interface Frame {
  readonly source: Source;
  readonly wides: readonly Wide[];
  readonly talls: readonly Placed[];
  readonly margin: number;
  readonly width: number;
}

const unpainted: Paint = (text) => text;

/** The rows for places that all lie in `source`, as wide as `width` where a line is longer. */
export function frameRows(source: Source, places: readonly Place[], width: number): FrameRow[] {
  const wides: Wide[] = [];
  const talls: Tall[] = [];
  for (const place of places) {
    const tall = tallOf(place);
    if (tall) talls.push(tall);
    else wides.push(wideOf(place));
  }
  const bars = placed(talls);
  const margin = marginOf(bars);
  const frame: Frame = { source, wides, talls: bars, margin, width: Math.max(40, width - margin) };
  return rowsOf(frame);
}

function rowsOf(frame: Frame): FrameRow[] {
  const rows: FrameRow[] = [];
  const open = new Set<Placed>();
  let before: number | undefined;
  for (const line of linesOf(frame)) {
    if (before !== undefined && line === before + 2) rows.push(...lineRows(frame, before + 1, open));
    else if (before !== undefined && line > before + 1)
      rows.push({ number: undefined, gap: true, text: textOfRow(bars(open)) });
    rows.push(...lineRows(frame, line, open));
    before = line;
  }
  return rows;
}

/** The lines that have a mark, or where a tall place begins or ends. */
function linesOf({ wides, talls }: Frame): number[] {
  const lines = new Set(wides.map(({ line }) => line));
  for (const { firstLine, lastLine } of talls) lines.add(firstLine).add(lastLine);
  return [...lines].sort((a, b) => a - b);
}

/** A line of source and what stands under it. `open` holds the bars that are open above it, then those below. */
function lineRows(frame: Frame, line: number, open: Set<Placed>): FrameRow[] {
  const wides = frame.wides.filter((wide) => wide.line === line);
  const opening = frame.talls.filter((tall) => tall.firstLine === line);
  const closing = frame.talls.filter((tall) => tall.lastLine === line);
  const shown = showLine(lineText(frame.source, line), rangesOf(wides, opening, closing), frame.width);
  const rows: Row[] = [];
  if (wides.length > 0) rows.push(...wideRows(frame, wides, shown, sourceBars(open, opening)));
  const first = sourceRow(frame, shown, open, opening);
  for (const tall of opening) {
    if (!tall.leads) rows.push(openingRow(tall, open, frame.margin + shown.columnAt(tall.start)));
    open.add(tall);
  }
  for (const tall of closing) {
    const column = frame.margin + Math.max(0, shown.columnBefore(tall.end) - 1);
    rows.push(closingRow(tall, open, column));
    open.delete(tall);
  }
  const below = rows.map((row) => ({ number: undefined, gap: false, text: textOfRow(row) }));
  return [{ number: line, gap: false, text: textOfRow(first) }, ...below];
}

function sourceRow({ margin }: Frame, shown: ShownLine, open: Iterable<Placed>, opening: readonly Placed[]): Row {
  const row = bars(open);
  for (const { leads, bar, paint } of opening) if (leads) draw(row, bar, bar + 1, '/', paint);
  if (shown.text !== '') write(row, margin, shown.text, unpainted);
  return row;
}

/** The bars beside the marks of a line: those open above it and those that begin beside it. */
function sourceBars(open: Iterable<Placed>, opening: readonly Placed[]): Placed[] {
  return [...open, ...opening.filter(({ leads }) => leads)];
}

function wideRows({ margin }: Frame, wides: readonly Wide[], shown: ShownLine, open: readonly Placed[]): Row[] {
  const marks = wides.map((wide): Mark => {
    const from = margin + shown.columnAt(wide.start);
    const to = wide.end > wide.start ? margin + shown.columnBefore(wide.end) : from;
    return { from, to: Math.max(from + 1, to), character: wide.character, message: wide.message, paint: wide.paint };
  });
  return markRows(marks).map((row) => {
    for (const { bar, paint } of open) draw(row, bar, bar + 1, '|', paint);
    return row;
  });
}

function rangesOf(wides: readonly Range[], opening: readonly Tall[], closing: readonly Tall[]): Range[] {
  return [
    ...wides,
    ...opening.map(({ start }) => ({ start, end: start + 1 })),
    ...closing.map(({ end }) => ({ start: Math.max(0, end - 1), end })),
  ];
}

/** A place that ends with the line end of its first line, or before it, is not tall. */
function tallOf({ span, character, message, paint }: Place): Tall | undefined {
  const first = positionAt(span.source, span.start);
  const last = positionAt(span.source, Math.max(span.start, span.end - 1));
  if (first.line === last.line) return undefined;
  const start = first.column - 1;
  const leads = lineText(span.source, first.line).slice(0, start).trim() === '';
  const end = Math.min(last.column, lineText(span.source, last.line).length);
  return { firstLine: first.line, lastLine: last.line, start, end, leads, character, message, paint };
}

function wideOf(place: Place): Wide {
  const { source, start, end } = place.span;
  const { line } = positionAt(source, start);
  const before = lineStarts(source)[line - 1] ?? 0;
  const length = lineText(source, line).length;
  return { ...place, line, start: Math.min(start - before, length), end: Math.min(end - before, length) };
}
