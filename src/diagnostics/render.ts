/** Reports for people: message, place, the lines with their marks, notes and ways out. */
import { positionAt } from '../text/lines.ts';
import type { Source } from '../text/source.ts';
import { messageOf, severityOf } from './catalog.ts';
import { type Diagnostic, waysOut } from './diagnostic.ts';
import { type FrameRow, frameRows, type Place } from './render-frame.ts';
import { visible, wrap } from './render-text.ts';
import { plain, type Theme } from './render-theme.ts';

export interface RenderOptions {
  /** Adds colour; without it there is none. */
  readonly theme?: Theme;
  /** How many columns there are; 100 when nobody knows. */
  readonly width?: number;
}

/** The reports one after the other, in the order given, with an empty line between two; ends with a line end. */
export function render(diagnostics: readonly Diagnostic[], options: RenderOptions = {}): string {
  return diagnostics.map((each) => renderOne(each, options)).join('\n');
}

/** One report, every line of it ended. */
export function renderOne(diagnostic: Diagnostic, { theme = plain, width = 100 }: RenderOptions = {}): string {
  const files = byFile(placesOf(diagnostic, theme));
  const gutter = String(Math.max(...[...files].flatMap(([source, places]) => lastLines(source, places)))).length + 2;
  const blank = `${' '.repeat(gutter)}${theme.gutter('|')}`;
  const lines = [headline(diagnostic, theme)];
  for (const [source, places] of files) {
    const arrow = source === diagnostic.span.source ? '-->' : ':::';
    lines.push(`${' '.repeat(gutter - 1)}${theme.gutter(arrow)} ${placeOf(source, places)}`, blank);
    lines.push(...frameRows(source, places, width - gutter - 2).map((row) => rowText(row, gutter, theme)));
  }
  const asides = asidesOf(diagnostic).flatMap((aside) => asideLines(aside, gutter, width, theme));
  if (asides.length > 0) lines.push(blank, ...asides);
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function headline(diagnostic: Diagnostic, theme: Theme): string {
  const severity = severityOf(diagnostic);
  const head = theme.severity[severity](`${severity}[${diagnostic.code}]`);
  return `${head}${theme.message(`: ${visible(messageOf(diagnostic))}`)}`;
}

/** The main place first, so that its file is. */
function placesOf(diagnostic: Diagnostic, theme: Theme): Place[] {
  const { span, label, labels } = diagnostic;
  return [
    { span, character: '^', message: label, paint: theme.severity[severityOf(diagnostic)] },
    ...labels.map(({ span, message }): Place => ({ span, character: '-', message, paint: theme.label })),
  ];
}

function byFile(places: readonly Place[]): Map<Source, Place[]> {
  const files = new Map<Source, Place[]>();
  for (const place of places) {
    const known = files.get(place.span.source);
    if (known) known.push(place);
    else files.set(place.span.source, [place]);
  }
  return files;
}

/** The last line that each place shows. */
function lastLines(source: Source, places: readonly Place[]): number[] {
  return places.map(({ span }) => positionAt(source, Math.max(span.start, span.end - 1)).line);
}

/** `specs/bad.mm:3:18`, the place of the first span in that file. */
function placeOf(source: Source, places: readonly Place[]): string {
  const { line, column } = positionAt(source, (places[0] as Place).span.start);
  return `${visible(source.file)}:${line}:${column}`;
}

function rowText({ number, gap, text }: FrameRow, gutter: number, theme: Theme): string {
  if (gap) return `${theme.gutter('...')}${' '.repeat(gutter - 1)}${text}`;
  return `${theme.gutter(`${(number ?? '').toString().padStart(gutter - 1)} |`)} ${text}`;
}

interface Aside {
  readonly word: 'note' | 'help';
  readonly text: string;
}

/** Notes, then the ways out. */
function asidesOf(diagnostic: Diagnostic): Aside[] {
  return [
    ...diagnostic.notes.map((text): Aside => ({ word: 'note', text })),
    ...waysOut(diagnostic).map((text): Aside => ({ word: 'help', text })),
  ];
}

function asideLines({ word, text }: Aside, gutter: number, width: number, theme: Theme): string[] {
  const indent = gutter + `= ${word}: `.length;
  const [first = '', ...others] = wrap(visible(text), Math.max(30, width - indent));
  const head = `${' '.repeat(gutter)}${theme.gutter('=')} ${theme.aside(word)}: ${first}`;
  return [head, ...others.map((line) => `${' '.repeat(indent)}${line}`)];
}
