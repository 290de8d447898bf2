/** The table of shapes in terminals of several widths. */
import { afterEach, expect, it } from 'vitest';
import { shapesTable } from '../../src/cli/shapes-table.ts';
import { check } from '../../src/summary/check.ts';
import { summarise } from '../../src/summary/summary.ts';
import { source } from '../../src/text/source.ts';

const known = process.stdout.columns;
afterEach(() => Object.assign(process.stdout, { columns: known }));

/** The lines of the table of LeNet-5 as a terminal of that width shows them. */
function linesAt(columns: number): readonly string[] {
  Object.assign(process.stdout, { columns });
  const text = `input image[32, 32, 1] target class of 10
model conv 6 5 init=xavier(dist=uniform) | tanh | avgpool 2 | conv 16 5 | tanh | avgpool 2 | flatten
    | linear 120 | tanh | linear 84 | tanh | linear 10
train adam`;
  const { value } = check(source('lenet.mm', text));
  return value.models.flatMap((model) => shapesTable(summarise(model, { batch: 1 }, value), model, value).split('\n'));
}

it.each([60, 72, 100, 160])('no line is wider than %d columns', (columns) => {
  const lines = linesAt(columns);
  expect(lines.filter((line) => line.length > columns)).toEqual([]);
  expect(lines.join('\n')).toMatch(/^total +61,706/m);
});

it('the multiply-adds are left out where there is no room for them', () => {
  expect(linesAt(100)[0]).toMatch(/^layer +output +parameters +multiply-adds$/);
  expect(linesAt(60)[0]).toMatch(/^layer +output +parameters$/);
});
