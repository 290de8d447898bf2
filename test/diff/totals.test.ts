/** Totals are the same numbers in every form of a comparison: JSON, Markdown, the page and the terminal. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { diffJson } from '../../src/diff/views/json.ts';
import { diffMarkdown } from '../../src/diff/views/markdown.ts';
import { diffPage } from '../../src/diff/views/page.ts';
import { diffText, plainTheme } from '../../src/diff/views/text.ts';
import { check } from '../../src/summary/check.ts';
import { source } from '../../src/text/source.ts';

const names = { a: 'a.mm', b: 'b.mm' };

/** What the rows are called for people, and the fields of them in JSON. */
const fields = {
  parameters: 'params',
  'multiply-adds': 'macs',
  'bytes of a step': 'memory',
  statistics: 'statistics',
  sees: 'sees',
  'first loss': 'firstLoss',
} as const;

type Row = readonly [what: string, a: string, b: string, change: string];

it.each([
  ['makemore/3-hierarchical', 'makemore/5-wavenet'],
  ['makemore/1-mlp', 'makemore/2-context'],
  ['zoo/resnet18', 'zoo/alexnet'],
  ['zoo/unet', 'zoo/unet'],
  ['zoo/vae-encoder', 'makemore/5-wavenet'],
])('of %s and %s', (one, other) => {
  const [a, b] = [one, other].map((name) => check(source(name, readFileSync(`specs/${name}.mm`, 'utf8'))));
  if (!a || !b) throw new Error('two specs are compared');
  const found = diff(a, b);
  const [model] = diffJson(found).models;
  const text = textRows(diffText(found, names, { theme: plainTheme, width: 100 }));
  expect(markdownRows(diffMarkdown(found, names))).toEqual(text);
  expect(pageRows(diffPage(found, names, []))).toEqual(text);
  if (one === other) return expect(text).toEqual([]);
  expect(text.map(([what]) => what)).toEqual(expect.arrayContaining(['parameters', 'multiply-adds', 'sees']));
  for (const [what, own, theirs, change] of text) {
    const field = fields[what as keyof typeof fields];
    const [from, to] = [model?.totals.a[field], model?.totals.b[field]];
    expect([own, theirs], what).toEqual([from, to].map(jsonText));
    if (typeof from !== 'number' || typeof to !== 'number' || field === 'firstLoss' || from === to)
      expect(change, what).toBe('');
    else expect(Number(change.replace(/,| .*/g, '')), what).toBe(to - from);
  }
});

/** As people read it: digits in threes, `3 of 8` for what is seen, a loss in hundredths. */
function jsonText(value: unknown): string {
  if (Array.isArray(value)) return value.map(({ seen, of }) => `${seen} of ${of}`).join(' x ');
  if (typeof value === 'number') return Number.isInteger(value) ? value.toLocaleString('en-US') : value.toFixed(2);
  return value === null ? '' : String(value);
}

function textRows(text: string): Row[] {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.trim() === 'what follows') + 1;
  if (head === 0) return [];
  const ends = [names.a, names.b].map((name) => (lines[head] ?? '').indexOf(name) + name.length);
  const [one, two] = ends as [number, number];
  return lines.slice(head + 1).flatMap((line): Row[] => {
    const what = Object.keys(fields).find((word) => line.startsWith(`  ${word}  `));
    if (what === undefined) return [];
    return [[what, line.slice(2 + what.length, one).trim(), line.slice(one, two).trim(), line.slice(two).trim()]];
  });
}

function markdownRows(text: string): Row[] {
  return rowsIn([...text.matchAll(/^\| (.*) \| (.*) \| (.*) \| (.*) \|$/gm)]);
}

function pageRows(html: string): Row[] {
  return rowsIn([...html.matchAll(/<tr><th>(.*?)<\/th><td>(.*?)<\/td><td>(.*?)<\/td><td>(.*?)<\/td><\/tr>/g)]);
}

function rowsIn(matches: readonly RegExpMatchArray[]): Row[] {
  return matches.flatMap(([, what, a, b, change]) =>
    what !== undefined && Object.hasOwn(fields, what) ? [[what, a ?? '', b ?? '', change ?? ''] as const] : [],
  );
}
