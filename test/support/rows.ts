/** Checked models as text: a row for each stage, then what must hold and the totals. What goes wrong comes first. */
import { render } from '../../src/diagnostics/render.ts';
import { sortDiagnostics } from '../../src/diagnostics/sort.ts';
import { check } from '../../src/shapecheck/check.ts';
import { obligationText } from '../../src/shapecheck/needs.ts';
import { numberOf, toTight } from '../../src/shapes/dim.ts';
import { typeTextWithVocab } from '../../src/shapes/shape.ts';
import { type Summary, type SummaryRow, summarise } from '../../src/summary/summary.ts';
import { source } from '../../src/text/source.ts';

/** The rows of every model of a spec. */
export function rowsOf(text: string): string {
  const { value, diagnostics } = check(source('spec.mm', text));
  const reports = diagnostics.length === 0 ? [] : [render(sortDiagnostics(diagnostics))];
  const models = value.models.map((model) => {
    const summary = summarise(model, { batch: 32 }, value);
    const needs = model.requires.length === 0 ? [] : [`needs ${model.requires.map(obligationText).join(', ')}`];
    return [...headOf(summary), ...summary.rows.map(rowText), ...needs, totalText(summary)].join('\n');
  });
  return `${[...reports, ...models].join('\n\n')}\n`;
}

function headOf({ name, input }: Summary): string[] {
  const from = `from ${input ? typeTextWithVocab(input) : 'nothing'}`;
  return [name === undefined ? from : `model ${name} ${from}`];
}

function rowText({ depth, text, output, params, failed }: SummaryRow): string {
  const stage = `${'  '.repeat(depth + 1)}${text}`;
  const count = numberOf(params) === 0 ? '' : `  ${toTight(params)}`;
  return `${stage.padEnd(40)} ${failed ? 'does not fit' : output ? typeTextWithVocab(output) : '?'}${count}`;
}

function totalText({ params, broken }: Summary): string {
  return `${broken ? 'of what could be made out' : 'total'} ${toTight(params)}`;
}
