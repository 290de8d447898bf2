/** The table of scales of a model: how large the numbers of each stage are when training starts. */
import type { CheckedModel, CheckedSpec } from '../shapecheck/checked.ts';
import { shapeText } from '../shapes/shape.ts';
import { firstLossText, type ScaleSummary, scaleSummary } from '../summary/scale/scale-summary.ts';
import { type SummaryRow, summarise } from '../summary/summary.ts';
import { columns } from './columns.ts';
import { bold, dim, terminalWidth } from './terminal.ts';

const heads = ['layer', 'output', 'mean', 'deviation', 'flat'];
/** The columns of numbers. */
const numbers = [2, 3, 4];

export function scaleTable(model: CheckedModel, spec: CheckedSpec): string {
  const { name, rows } = summarise(model, { batch: 1 });
  const scale = scaleSummary(model, spec);
  const cells = rows.map((row) => cellsOf(row, scale));
  const [head = '', ...lines] = columns([heads.map(bold), ...cells], numbers, 3).split('\n');
  const rule = dim('─'.repeat(Math.min(terminalWidth(), widthOf([heads, ...rows.map((row) => cellsOf(row, scale))]))));
  const title = name === undefined ? [] : [bold(`model ${name}`)];
  const facts = scale ? ['', columns(factsOf(scale).map(([word, text]) => [dim(word), text]))] : [];
  return `${[...title, head, rule, ...lines, ...facts].join('\n')}\n`;
}

/** The same table as Markdown. */
export function scaleMarkdown(model: CheckedModel, spec: CheckedSpec): string {
  const { name, rows } = summarise(model, { batch: 1 });
  const scale = scaleSummary(model, spec);
  const lines = rows.map((row) => {
    const [stage = '', ...cells] = cellsOf(row, scale);
    return [
      `${'&nbsp;&nbsp;'.repeat(row.depth)}\`${stage.trim().replaceAll('|', '\\|').replaceAll('`', "'")}\``,
      ...cells,
    ];
  });
  const table = [heads, ['---', '---', '---:', '---:', '---:'], ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  const facts = scale ? factsOf(scale).map(([word, text]) => `- ${word}: ${text}`) : [];
  const title = name === undefined ? [] : [`### ${name}`, ''];
  return `${[...title, ...table, '', ...facts].join('\n')}\n`;
}

function cellsOf({ depth, kind, text, output, path }: SummaryRow, scale: ScaleSummary | undefined): string[] {
  const line = `${'  '.repeat(depth)}${text.replace(/\s+/g, ' ')}`;
  const stage = line.length <= 46 ? line : `${line.slice(0, 45)}…`;
  const { mean, deviation, flat } = scale?.stages.get(path) ?? {};
  const shape = output && (kind === 'stage' || mean !== undefined) ? shapeText(output.dims) : '';
  return [
    stage,
    shape,
    numberText(mean),
    numberText(deviation),
    flat === undefined ? '' : `${Math.round(100 * flat)} %`,
  ];
}

/** Three digits; nothing where it is not known. */
function numberText(value: number | undefined): string {
  if (value === undefined) return '';
  if (Math.abs(value) < 1e-9) return '0';
  return Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5 ? value.toExponential(1) : `${Number(value.toPrecision(3))}`;
}

const inputs: Readonly<Record<ScaleSummary['input'], string>> = {
  counted: 'as in the data',
  normal: 'taken for N(0, 1)',
  'even ids': 'all ids taken for as likely',
};

function factsOf({ firstLoss, input }: ScaleSummary): (readonly [string, string])[] {
  return [['input', inputs[input]], ...(firstLoss ? [['first loss', firstLossText(firstLoss)] as const] : [])];
}

function widthOf(rows: readonly (readonly string[])[]): number {
  return columns(rows, numbers, 3)
    .split('\n')
    .reduce((most, line) => Math.max(most, line.length), 0);
}
