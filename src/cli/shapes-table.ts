/** The table of shapes of a model: for the terminal, or as Markdown. */

import type { CheckedModel, CheckedSpec } from '../shapecheck/checked.ts';
import { type Dim, numberOf, toText, toTight } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/facts.ts';
import { shapeText, typeTextWithVocab } from '../shapes/shape.ts';
import { choices } from '../summary/choices.ts';
import type { Summary, SummaryRow } from '../summary/summary.ts';
import { columns } from './columns.ts';
import { bold, dim, terminalWidth } from './terminal.ts';

const heads = ['layer', 'output', 'parameters', 'multiply-adds'];
/** The columns of numbers. */
const numbers = [2, 3];

/** The table with its totals, what must hold, and what was chosen for the writer. */
export function shapesTable(summary: Summary, model: CheckedModel, spec: CheckedSpec): string {
  const rows = [heads.map(bold), ...summary.rows.map(cells), totals(summary).map(bold)];
  const [head, ...lines] = columns(rows, numbers, 3).split('\n') as [string, ...string[]];
  const rule = dim('─'.repeat(Math.min(terminalWidth(), widest(rows))));
  const title = summary.name === undefined ? [] : [bold(`model ${summary.name}`)];
  return `${[...title, head, rule, ...lines.slice(0, -1), rule, lines.at(-1), '', facts(summary, model), ...chosen(model, spec)].join('\n')}\n`;
}

/** A heading is dim in the terminal; its numbers are those of the rows below it. */
function cells({ depth, kind, text, output, params, macs, failed }: SummaryRow): string[] {
  const name = `${'  '.repeat(depth)}${shortened(text, 46 - 2 * depth)}`;
  const shape = failed ? 'does not fit' : output ? shapeText(output.dims) : '';
  return kind === 'heading' ? [dim(name), '', '', ''] : [name, shape, countText(params), countText(macs)];
}

function shortened(text: string, room: number): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= room ? line : `${line.slice(0, room - 1)}…`;
}

function totals({ params, macs, broken }: Summary): string[] {
  return [broken ? 'up to the error' : 'total', '', countText(params) || '0', countText(macs) || '0'];
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

/** Input, output, what must hold, and the memory of a step. */
function facts({ input, output, broken, memory, batch, buffers }: Summary, { requires }: CheckedModel): string {
  const rows: [string, string | undefined][] = [
    ['input', input && typeTextWithVocab(input)],
    ['output', output && !broken ? typeTextWithVocab(output) : undefined],
    ['needs', requires.length > 0 ? requires.map(obligationText).join(', ') : undefined],
    ['memory', memory && `${bytesText(memory)} for a training step with batch ${batch.toLocaleString('en-US')}`],
    ['statistics', numberOf(buffers) === 0 ? undefined : `${countText(buffers)} running numbers, kept but not trained`],
  ];
  return columns(
    rows.filter((row): row is [string, string] => Boolean(row[1])).map(([word, text]) => [dim(word), text]),
  );
}

function chosen(model: CheckedModel, spec: CheckedSpec): string[] {
  const rows = choices(model, spec).map(({ place, values }) => [place, values.join(' ')]);
  return rows.length === 0 ? [] : ['', dim('chosen, because the spec does not say it'), indented(columns(rows))];
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
