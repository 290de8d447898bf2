/** A comparison for the description of a pull request. */

import { messageOf } from '../../diagnostics/catalog.ts';
import { count } from '../../diagnostics/row.ts';
import type { Diff, ModelDiff } from '../diff.ts';
import { onlyLines } from './only.ts';
import { outcomeTotals } from './outcomes.ts';
import { reshapedText, unchangedText } from './reshaped.ts';
import { scaleText } from './scale.ts';
import { linesOf } from './sentences.ts';
import { cellsOf, shownRows, signOf } from './table.ts';
import type { Names } from './text.ts';
import { totalsOf } from './totals.ts';
import { weightsText } from './weights.ts';

/** Changes as a list, totals as a table, and the stages folded below. */
export function diffMarkdown(diff: Diff, names: Names): string {
  const settings = linesOf(diff.settings).map(({ sign, text }) => `- ${code(`${sign} ${text}`)}`);
  const reports = [
    ...diff.gained.map((one) => ['new', one] as const),
    ...diff.lost.map((one) => ['gone', one] as const),
  ];
  const parts = [
    `### ${code(names.a)} → ${code(names.b)}`,
    ...diff.models.flatMap((model) => modelParts(model, names)),
    ...onlyLines(diff, names).map((line) => sentence(line)),
    ...outcomes(diff, names),
    ...(settings.length > 0 ? [['**Settings**', '', ...settings].join('\n')] : []),
    ...(reports.length > 0
      ? [
          [
            '**Reports**',
            '',
            ...reports.map(([what, one]) => `- ${what}: ${code(one.code)} ${plain(messageOf(one))}`),
          ].join('\n'),
        ]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function outcomes(diff: Diff, names: Names): string[] {
  const rows = outcomeTotals(diff.outcomes).map(({ what, a, b, change }) => [what, a, b, change]);
  return rows.length === 0 ? [] : [tableOf([['', plain(names.a), plain(names.b), ''], ...rows], [1, 2])];
}

function modelParts(model: ModelDiff, names: Names): string[] {
  const { a, changes, renames, rows, isSame, weights } = model;
  const title = a.name === undefined ? [] : [`#### model ${plain(a.name)}`];
  const lines = linesOf([...changes, ...renames]);
  const list = lines.map(({ sign, text, depth }) => `${'  '.repeat(depth)}- ${code(`${sign} ${text}`)}`).join('\n');
  if (isSame) return [...title, 'The same architecture.', ...(list === '' ? [] : [list])];
  const totals = totalsOf(model).map(({ what, a: from, b: to, change }) => [what, from, to, change]);
  const table = tableOf([['', plain(names.a), plain(names.b), ''], ...totals], [1, 2]);
  const carried = weightsText(weights);
  const follows = [reshapedText(rows), scaleText(rows)].filter((line) => line !== '');
  return [
    ...title,
    list === '' ? sentence(unchangedText(rows)) : list,
    table,
    ...follows.map(sentence),
    ...(carried === '' ? [] : [`Weights for \`--init-from\`: ${carried}.`]),
    `<details><summary>${count(rows.length, 'stage')}</summary>\n\n${stagesTable(model, names)}\n\n</details>`,
  ];
}

function sentence(line: string): string {
  return `${line[0]?.toUpperCase()}${plain(line.slice(1))}.`;
}

function stagesTable({ rows }: ModelDiff, names: Names): string {
  const cells = shownRows(rows).map((shown) => {
    if (shown.kind === 'gap') return ['', shown.text, '', '', ''];
    const { row } = shown;
    const [own, other] = [cellsOf(row.a, row.depth), cellsOf(row.b, row.depth)];
    return [code(signOf(row)), stage(own[0]), own[1], stage(other[0]), other[1]];
  });
  return tableOf([['', plain(names.a), 'output', plain(names.b), 'output'], ...cells], []);
}

function stage(text: string): string {
  const indent = text.length - text.trimStart().length;
  return text === '' ? '' : `${'&nbsp;'.repeat(indent)}${code(text.trimStart())}`;
}

function tableOf([head, ...rows]: readonly (readonly string[])[], right: readonly number[]): string {
  const rule = (head ?? []).map((_, at) => (right.includes(at) ? '---:' : '---'));
  return [head ?? [], rule, ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** Text of a spec as code: backticks cannot end it early. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? '' : `\`${line.replaceAll('`', "'")}\``;
}

function plain(text: string): string {
  return text.replace(/[\\*_<>`[\]|]/g, '\\$&');
}
