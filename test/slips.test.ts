/**
 * Slips that an outsider makes: each text has one, which is one report with the code, on the line and with the way out that
 * its head says: `= code @line ~ a part of the way out`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { waysOut } from '../src/diagnostics/diagnostic.ts';
import { loaded } from '../src/run/load-spec.ts';
import { positionAt } from '../src/text/lines.ts';
import { source } from '../src/text/source.ts';

interface Slip {
  readonly code: string;
  readonly line: number;
  readonly way: string;
  readonly text: string;
}

/** The slips of a file; `\u{a0}` stands for the character with that code point. */
function slipsOf(file: string): Slip[] {
  const heads = /^= (\S+) @(\d+) ~ (.+)\n((?:(?!= ).*\n)*)/gm;
  const found = [...readFileSync(`test/slips/${file}`, 'utf8').matchAll(heads)];
  return found.map(([, code = '', line, way = '', text = '']) => {
    const plain = text.replace(/\\u\{(\w+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
    return { code, line: Number(line), way, text: plain };
  });
}

/** What is said of a text, as the head of a slip says it. */
function saidOf(text: string): readonly { readonly head: string; readonly ways: string }[] {
  const { diagnostics } = loaded(source('slip.mm', text), { folder: 'specs/data', name: 'slip' });
  return diagnostics.map((one) => {
    const edits = one.fixes.flatMap(({ edits: all }) => all.map((edit) => edit.text));
    return {
      head: `${one.code} @${positionAt(one.span.source, one.span.start).line}`,
      ways: [...waysOut(one), ...edits].join('\n'),
    };
  });
}

const files = readdirSync('test/slips').filter((file) => file.endsWith('.txt'));

it('are many', () => {
  expect(files.flatMap(slipsOf).length).toBeGreaterThanOrEqual(150);
});

describe.each(files)('one slip, one report: %s', (file) => {
  it.each(slipsOf(file).map((slip) => [slip.text, slip] as const))('%s', (_, { code, line, way, text }) => {
    const said = saidOf(text);
    expect(said.map(({ head }) => head)).toEqual([`${code} @${line}`]);
    expect(said[0]?.ways).toContain(way);
  });
});
