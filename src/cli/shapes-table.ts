/** The table of shapes of a model: for the terminal, or as Markdown. */

import { wrap } from '../diagnostics/render-text.ts';
import type { CheckedModel, CheckedSpec } from '../shapecheck/checked.ts';
import { type Dim, numberOf, toText, toTight } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/facts.ts';
import { shapeText, typeTextWithVocab } from '../shapes/shape.ts';
import { choices } from '../summary/choices.ts';
import { firstLossText, scaleSummary } from '../summary/scale/scale-summary.ts';
import { seesText } from '../summary/sees.ts';
import type { Summary, SummaryRow } from '../summary/summary.ts';
import { columns, filledColumns } from './columns.ts';
import { bold, dim, terminalWidth } from './terminal.ts';

const heads = ['layer', 'output', 'parameters', 'multiply-adds'];
/** The columns of numbers. */
const numbers = [2, 3];

/** The table with its totals, what must hold, and what was chosen for the writer. */
export function shapesTable(summary: Summary, model: CheckedModel, spec: CheckedSpec): string {
  const rows = fitting([heads.map(bold), ...summary.rows.map(cells), totals(summary).map(bold)]);
  const [head, ...lines] = columns(rows, numbers, 3).split('\n') as [string, ...string[]];
  const rule = dim('─'.repeat(Math.min(terminalWidth(), widest(rows))));
  const title = summary.name === undefined ? [] : [bold(`model ${summary.name}`)];
  return `${[...title, head, rule, ...lines.slice(0, -1), rule, lines.at(-1), '', ...remark(summary), facts(summary, model, spec), ...chosen(model, spec)].join('\n')}\n`;
}

/** Without the multiply-adds, where the terminal is too narrow for them. */
function fitting(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return widest(rows) <= terminalWidth() ? rows : rows.map((row) => row.slice(0, -1));
}

/** A heading is dim in the terminal; its numbers are those of the rows below it. */
function cells(row: SummaryRow): string[] {
  const { depth, kind, text, params, macs, failed, open } = row;
  const name = `${'  '.repeat(depth)}${shortened(text, roomFor() - 2 * depth)}`;
  const counts = [open.includes('params') ? '?' : countText(params), open.includes('macs') ? '?' : countText(macs)];
  if (kind === 'heading') return [failed ? name : dim(name), failed ? shapeCell(row) : '', '', ''];
  return [name, shapeCell(row), ...counts];
}

/** Narrow terminals get shorter names of stages. */
function roomFor(): number {
  return Math.min(46, Math.max(16, terminalWidth() - 44));
}

/** A stage with a mistake is marked, and shows what the check goes on with. */
function shapeCell({ output, failed }: SummaryRow): string {
  const shape = output ? shapeText(output.dims) : failed ? '?' : '';
  return failed ? `! ${shape}` : shape;
}

/** What the marks mean, under the table of a model with errors. */
function remark({ rows }: Summary): string[] {
  if (!rows.some(({ failed, open }) => failed || open.length > 0)) return [];
  return [
    ...wrap('! does not fit: the shapes go on as if it did, and ? is what nobody can tell', terminalWidth()).map(dim),
    '',
  ];
}

function shortened(text: string, room: number): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= room ? line : `${line.slice(0, room - 1)}…`;
}

function totals({ params, macs, broken }: Summary): string[] {
  return [broken ? 'of what could be made out' : 'total', '', countText(params) || '0', countText(macs) || '0'];
}

/** Nothing for none: a column of zeros hides the layers that count. */
function countText(dim: Dim): string {
  const value = numberOf(dim);
  if (value === undefined) return toText(dim);
  return value === 0 ? '' : value.toLocaleString('en-US');
}

function widest(rows: readonly (readonly string[])[]): number {
  return columns(rows, numbers, 3)
    .split('\n')
    .reduce((most, line) => Math.max(most, plainLength(line)), 0);
}

function plainLength(line: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  return line.replace(/\u001b\[\d+m/g, '').length;
}

/** Input, output, what must hold, how much is seen, the memory of a step, and its first loss. */
function facts(
  { input, output, rows: stages, broken, memory, batch, sees, buffers }: Summary,
  model: CheckedModel,
  spec: CheckedSpec,
): string {
  const { requires } = model;
  const { firstLoss } = (model.target && scaleSummary(model, spec)) ?? {};
  const rows: [string, string | undefined][] = [
    ['input', input && typeTextWithVocab(input)],
    ['output', output && !broken ? typeTextWithVocab(output) : undefined],
    ['needs', requires.length > 0 ? requires.map(obligationText).join(', ') : undefined],
    ['sees', sees && seesText(sees, (path) => bare(stages.find((row) => row.path === path)?.text ?? path))],
    [
      'memory',
      memory && `at least ${bytesText(memory)} for a training step with batch ${batch.toLocaleString('en-US')}`,
    ],
    ['statistics', numberOf(buffers) === 0 ? undefined : `${countText(buffers)} running numbers, kept but not trained`],
    ['first loss', firstLoss && firstLossText(firstLoss)],
  ];
  const known = rows.filter((row): row is [string, string] => Boolean(row[1]));
  const texts = known.map(([word, text]) => [dim(word), text]);
  return filledColumns(texts, terminalWidth());
}

/** A layer without its settings. */
function bare(text: string): string {
  return text.replace(/ \w+=.*$/s, '');
}

function chosen(model: CheckedModel, spec: CheckedSpec): string[] {
  // A value with blanks in it stays in one piece.
  const rows = choices(model, spec).map(({ place, values }) => [place, values.map(kept).join(' ')]);
  const lines = indented(filledColumns(rows, terminalWidth() - 2)).replaceAll(HARD_BLANK, ' ');
  return rows.length === 0 ? [] : ['', dim('chosen, because the spec does not say it'), lines];
}

const HARD_BLANK = '\u00a0';

function kept(value: string): string {
  return value.replaceAll(' ', HARD_BLANK);
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}

/** `2 | T`, `T >= 3`, `C = 2*D`. */
export function obligationText(obligation: Obligation): string {
  switch (obligation.kind) {
    case 'divides':
      return `${toTight(obligation.divisor)} | ${toText(obligation.of)}`;
    case 'at-least':
      return `${toText(obligation.dim)} >= ${toText(obligation.min)}`;
    case 'equal':
      return `${toText(obligation.left)} = ${toText(obligation.right)}`;
  }
}

/** Powers of ten: 1.2 MB. */
function bytesText(memory: Dim): string {
  const bytes = numberOf(memory);
  if (bytes === undefined) return `${toText(memory)} bytes`;
  const unit = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** unit;
  return `${Number(value.toPrecision(3)).toLocaleString('en-US')} ${['bytes', 'kB', 'MB', 'GB'][unit]}`;
}

/** The same table as Markdown. */
export function shapesMarkdown(summary: Summary): string {
  const rows = summary.rows.map((row) => cells(row).map((cell, at) => (at === 0 ? code(row) : escaped(cell))));
  const lines = [
    heads,
    ['---', '---', '---:', '---:'],
    ...rows,
    totals(summary).map((cell) => (cell === '' ? '' : `**${escaped(cell)}**`)),
  ];
  const title = summary.name === undefined ? '' : `### ${summary.name}\n\n`;
  return `${title}${lines.map((cellsOf) => `| ${cellsOf.join(' | ')} |`).join('\n')}\n`;
}

/** Nested layers are indented by blanks that Markdown keeps. */
function code({ depth, text }: SummaryRow): string {
  return `${'&nbsp;&nbsp;'.repeat(depth)}\`${shortened(text, 46).replaceAll('|', '\\|').replaceAll('`', "'")}\``;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*');
}
