/** A comparison as a page: what was changed and what follows, with the pictures of both models below. */
import { messageOf } from '../../diagnostics/catalog.ts';
import type { Marked } from '../../graph/dot.ts';
import { escaped, pageOf } from '../../graph/html.ts';
import type { Diff, ModelDiff } from '../diff.ts';
import { onlyLines } from './only.ts';
import { outcomeTotals } from './outcomes.ts';
import { reshapedText, unchangedText } from './reshaped.ts';
import { scaleText } from './scale.ts';
import { type Line, linesOf } from './sentences.ts';
import type { Names } from './text.ts';
import { type Total, totalsOf } from './totals.ts';
import { weightLines, weightsText } from './weights.ts';

/** `pictures` are those of the models, with what was changed marked. */
export function diffPage(diff: Diff, names: Names, pictures: readonly Marked[]): string {
  const reports = [
    ...diff.gained.map((one): Line => ({ sign: '+', text: `${one.code}: ${messageOf(one)}`, depth: 0 })),
    ...diff.lost.map((one): Line => ({ sign: '-', text: `${one.code}: ${messageOf(one)}`, depth: 0 })),
  ];
  const parts = [
    ...diff.models.flatMap((model) => modelParts(model, names)),
    ...onlyLines(diff, names).map(paragraph),
    ...part('What came of them', tableOf(outcomeTotals(diff.outcomes), names)),
    ...part('Settings', listOf(linesOf(diff.settings))),
    ...part('Reports', listOf(reports)),
  ];
  return pageOf(`${names.a} → ${names.b}`, pictures, parts.join('\n'));
}

function modelParts(model: ModelDiff, names: Names): string[] {
  const { a, changes, renames, rows, isSame, weights } = model;
  const title = a.name === undefined ? [] : [`<h2>${escaped(`model ${a.name}`)}</h2>`];
  const list = listOf(linesOf([...changes, ...renames]));
  if (isSame) return [...title, paragraph('the same architecture'), ...part('Names', list)];
  const carried = weightsText(weights);
  return [
    ...title,
    ...(list === '' ? [paragraph(unchangedText(rows))] : part('Changes', list)),
    ...part('What follows', tableOf(totalsOf(model), names)),
    ...[reshapedText(rows), scaleText(rows)].filter((line) => line !== '').map(paragraph),
    ...(carried === '' ? [] : [weightsPart(carried, weightLines(weights))]),
  ];
}

/** What becomes of the weights, folded where there is more to tell than how many. */
function weightsPart(carried: string, lines: readonly string[]): string {
  const text = `weights for --init-from: ${carried}`;
  if (lines.length === 0) return paragraph(text);
  const items = lines.map((line) => `<li>${escaped(line)}</li>`).join('\n');
  return `<details><summary>${escaped(text)}</summary>\n<ul>\n${items}\n</ul></details>`;
}

function part(title: string, body: string): string[] {
  return body === '' ? [] : [`<h3>${title}</h3>\n${body}`];
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function listOf(lines: readonly Line[]): string {
  if (lines.length === 0) return '';
  const items = lines.map(
    ({ sign, text, depth }) =>
      `<li class="${classes[sign]}" style="margin-left: ${2 * depth}em">${escaped(`${sign} ${text}`)}</li>`,
  );
  return `<ul class="lines">\n${items.join('\n')}\n</ul>`;
}

const classes = { '+': 'came', '-': 'went', '~': 'other', '>': 'other', '=': 'named' } as const;

function tableOf(totals: readonly Total[], names: Names): string {
  if (totals.length === 0) return '';
  const head = ['', names.a, names.b, ''].map((text) => `<th>${escaped(text)}</th>`).join('');
  const rows = totals.map(
    ({ what, a, b, change }) =>
      `<tr><th>${escaped(what)}</th>${[a, b, change].map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`,
  );
  return `<div class="wide"><table>\n<tr>${head}</tr>\n${rows.join('\n')}\n</table></div>`;
}
