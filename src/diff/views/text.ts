/** A comparison for people, on the terminal: what was changed, what follows, and the stages side by side. */

import { messageOf } from '../../diagnostics/catalog.ts';
import type { Change } from '../change.ts';
import type { Diff, ModelDiff } from '../diff.ts';
import { filled, type Grid } from './grid.ts';
import { onlyLines } from './only.ts';
import { outcomeTotals } from './outcomes.ts';
import { reshapedText, unchangedText } from './reshaped.ts';
import { scaleText } from './scale.ts';
import { type Line, linesOf } from './sentences.ts';
import { cellsOf, type Shown, shownRows, signOf } from './table.ts';
import { totalsOf } from './totals.ts';
import { weightLines, weightsText } from './weights.ts';

/** What the two specs are called. */
export interface Names {
  readonly a: string;
  readonly b: string;
}

/** How signs and heads are painted; the core paints nothing. */
export interface DiffTheme {
  readonly sign: (sign: string, text: string) => string;
  readonly head: (text: string) => string;
  readonly aside: (text: string) => string;
}

export const plainTheme: DiffTheme = { sign: (_, text) => text, head: (text) => text, aside: (text) => text };

interface View {
  readonly theme: DiffTheme;
  /** Columns to fill. From 110 on both models stand beside each other. */
  readonly width: number;
}

const WIDE = 110;

/** The whole comparison; what is the same far from every change is left out. */
export function diffText(diff: Diff, names: Names, view: View): string {
  const { head } = view.theme;
  const settings = section('settings', linesOf(diff.settings), view);
  const models = diff.models.flatMap((model) => modelText(model, diff, names, view));
  const only = onlyLines(diff, names);
  const none =
    models.length + only.length === 0 ? ['neither holds a model; blocks are compared where models call them'] : [];
  const parts = [
    head(`${names.a} -> ${names.b}`),
    ...none,
    ...models,
    ...only,
    ...outcomes(diff, names, view),
    ...settings,
    ...reports(diff, view),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function modelText(model: ModelDiff, { models }: Diff, names: Names, view: View): string[] {
  const { changes, renames, rows, isSame, a } = model;
  const title = models.length > 1 || a.name !== undefined ? [view.theme.head(`model ${a.name ?? ''}`.trim())] : [];
  if (isSame) return [...title, 'the same architecture', ...section('names', linesOf(renames), view)];
  const all: readonly Change[] = [...changes, ...renames];
  const list = all.length > 0 ? section('changes', linesOf(all), view) : [unchangedText(rows)];
  return [...title, ...list, ...follows(model, names, view), ...stages(shownRows(rows), names, view)];
}

function section(title: string, lines: readonly Line[], { theme }: View): string[] {
  if (lines.length === 0) return [];
  const texts = lines.map(({ sign, text, depth }) => theme.sign(sign, `  ${'    '.repeat(depth)}${sign} ${text}`));
  return [[theme.head(title), ...texts].join('\n')];
}

/** Totals, shapes and weights. */
function follows(model: ModelDiff, names: Names, view: View): string[] {
  const { rows, weights } = model;
  const totals = totalsOf(model).map(({ what, a, b, change }) => [`  ${what}`, a, b, change]);
  const table = filled({ rows: [['', names.a, names.b, ''], ...totals], right: [1, 2] }, view.width);
  const said = [reshapedText(rows), scaleText(rows)].filter((line) => line !== '').map((line) => `  ${line}`);
  const carried = weightsText(weights);
  const lines = weightLines(weights);
  const detail = lines.length <= 8 ? lines : [...lines.slice(0, 6), `and ${lines.length - 6} more`];
  const kept =
    carried === ''
      ? []
      : [`  weights for --init-from: ${carried}`, ...detail.map((line) => view.theme.aside(`    ${line}`))];
  return [[view.theme.head('what follows'), table, ...said, ...kept].join('\n')];
}

function stages(shown: readonly Shown[], names: Names, view: View): string[] {
  if (!shown.some(({ kind }) => kind === 'row')) return [];
  const grid = view.width >= WIDE ? beside(shown, names) : below(shown);
  const signs = shown.flatMap((one) => (one.kind === 'gap' ? [' '] : signsOf(one, view)));
  const text = filled(grid, view.width).split('\n');
  const painted = text.map((line, at) =>
    at === 0 ? view.theme.head(line) : view.theme.sign(signs[at - 1] ?? ' ', line),
  );
  return [painted.join('\n')];
}

/** Below each other, a changed stage takes two lines. */
function signsOf(shown: Extract<Shown, { kind: 'row' }>, { width }: View): string[] {
  const sign = signOf(shown.row);
  return sign === '~' && width < WIDE ? ['-', '+'] : [sign];
}

function beside(shown: readonly Shown[], names: Names): Grid {
  const rows = shown.map((one) => {
    if (one.kind === 'gap') return ['', one.text];
    const { row } = one;
    return [signOf(row), ...cellsOf(row.a, row.depth), ...cellsOf(row.b, row.depth)];
  });
  const heads = ['', names.a, 'output', 'parameters', names.b, 'output', 'parameters'];
  return { rows: [heads, ...rows], right: [3, 6] };
}

function below(shown: readonly Shown[]): Grid {
  const rows = shown.flatMap((one) => {
    if (one.kind === 'gap') return [['', one.text]];
    const { row } = one;
    const [own, other] = [cellsOf(row.a, row.depth), cellsOf(row.b, row.depth)];
    if (row.kind === 'changed')
      return [
        ['-', ...own],
        ['+', ...other],
      ];
    if (row.kind === 'removed') return [['-', ...own]];
    const output = row.isReshaped ? `${own[1]} -> ${other[1]}` : other[1];
    const params = row.a && own[2] !== other[2] ? `${own[2] || '?'} -> ${other[2] || '?'}` : other[2];
    return [[signOf(row), other[0], output, params]];
  });
  return { rows: [['', 'stage', 'output', 'parameters'], ...rows], right: [3] };
}

/** What became of runs. */
function outcomes(diff: Diff, names: Names, { theme, width }: View): string[] {
  const rows = outcomeTotals(diff.outcomes).map(({ what, a, b, change }) => [`  ${what}`, a, b, change]);
  if (rows.length === 0) return [];
  return [
    `${theme.head('what came of them')}\n${filled({ rows: [['', names.a, names.b, ''], ...rows], right: [1, 2] }, width)}`,
  ];
}

/** What only one of the specs is told. */
function reports({ gained, lost }: Diff, view: View): string[] {
  const lines = [
    ...gained.map((one): Line => ({ sign: '+', text: `${one.code}: ${messageOf(one)}`, depth: 0 })),
    ...lost.map((one): Line => ({ sign: '-', text: `${one.code}: ${messageOf(one)}`, depth: 0 })),
  ];
  return section('reports', lines, view);
}
