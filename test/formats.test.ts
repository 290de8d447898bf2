/** Reports for programs and editors: JSON with its schema, a line each, their order, and their number. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it, vi } from 'vitest';
import { type Diagnostic, diagnostic, type Extras } from '../src/diagnostics/diagnostic.ts';
import { toJson } from '../src/diagnostics/json.ts';
import { renderLines } from '../src/diagnostics/line.ts';
import { sortDiagnostics } from '../src/diagnostics/sort.ts';
import { tally } from '../src/diagnostics/tally.ts';
import { type Source, source } from '../src/text/source.ts';

vi.mock('../src/diagnostics/catalog.ts', () => ({
  messageOf: ({ args }: { args: { message: string } }) => args.message,
  severityOf: ({ args }: { args: { severity: string } }) => args.severity,
}));

const schema = JSON.parse(readFileSync('schemas/diagnostics.schema.json', 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(
  schema,
);

const a = source('a.mm', '\ufeffmodel 名 |\r\nlinear 4d\r\n');
const b = source('b.mm', 'linear 4d\n');

function report(file: Source, start: number, end: number, message: string, severity = 'error', extras: Extras = {}) {
  return diagnostic(
    'syntax/number-then-name' as never,
    { source: file, start, end },
    { message, severity } as never,
    extras,
  ) as Diagnostic;
}

it('JSON counts lines and columns from 1, without the byte-order mark, in UTF-16 units', () => {
  const one = report(a, 17, 19, '4d is no number', 'error', {
    label: 'here',
    labels: [{ span: { source: a, start: 6, end: 7 }, message: 'there' }],
    notes: ['a note'],
    help: ['write 4*d'],
    fixes: [{ title: 'write 4*d', safe: true, edits: [{ span: { source: a, start: 18, end: 18 }, text: '*' }] }],
  });
  const value = toJson([one]);
  const main = { file: 'a.mm', line: 2, column: 7, endLine: 2, endColumn: 9 };
  expect(value).toEqual({
    diagnostics: [
      {
        code: 'syntax/number-then-name',
        severity: 'error',
        message: '4d is no number',
        ...main,
        labels: [
          { message: 'here', ...main },
          { message: 'there', file: 'a.mm', line: 1, column: 7, endLine: 1, endColumn: 8 },
        ],
        notes: ['a note'],
        help: ['write 4*d'],
        fixes: [
          {
            title: 'write 4*d',
            safe: true,
            edits: [{ file: 'a.mm', line: 2, column: 8, endLine: 2, endColumn: 8, text: '*' }],
          },
        ],
      },
    ],
  });
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
});

it('the schema refuses what is not of this form', () => {
  const [one] = toJson([report(a, 0, 5, 'x')]).diagnostics;
  expect(validate({ diagnostics: [one] })).toBe(true);
  for (const wrong of [
    { ...one, line: 0 },
    { ...one, code: 'Shape' },
    { ...one, more: 1 },
    { ...one, severity: 'fatal' },
  ]) {
    expect(validate({ diagnostics: [wrong] })).toBe(false);
  }
  const { notes: _, ...without } = one!;
  expect(validate({ diagnostics: [without] })).toBe(false);
  expect(validate({})).toBe(false);
});

it('a line says file, place, severity and message', () => {
  expect(renderLines([report(a, 17, 19, '4d is\nno number'), report(b, 0, 6, 'why', 'warning')])).toBe(
    'a.mm:2:7: error: 4d is␊no number\nb.mm:1:1: warning: why\n',
  );
  expect(renderLines([])).toBe('');
});

it('order is by file, place, weight; a repetition is dropped', () => {
  const given = [
    report(b, 0, 1, 'b'),
    report(a, 5, 9, 'long'),
    report(a, 5, 6, 'later', 'warning'),
    report(a, 5, 6, 'same'),
    report(a, 5, 6, 'same'),
    report(a, 0, 9, 'first'),
  ];
  expect(sortDiagnostics(given).map(({ args }) => (args as unknown as { message: string }).message)).toEqual([
    'first',
    'same',
    'later',
    'long',
    'b',
  ]);
});

it('the tally counts each weight, and is silent about none', () => {
  expect(tally([])).toBe('');
  expect(tally([report(a, 0, 1, 'x')])).toBe('1 error');
  expect(tally([report(a, 0, 1, 'x'), report(a, 0, 1, 'y'), report(a, 0, 1, 'z', 'warning')])).toBe(
    '2 errors, 1 warning',
  );
});
