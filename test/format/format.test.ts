/** Texts and their one layout: test/format/*.txt, written by hand after the examples of the language's design. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderLines } from '../../src/diagnostics/line.ts';
import { format } from '../../src/format/format.ts';
import { findSpecs } from '../../src/run/find-specs.ts';
import { source } from '../../src/text/source.ts';
import { readCases } from '../support/cases.ts';
import { blocksOf } from '../support/doc-pages.ts';

const layoutOf = (text: string) => format(source('spec.mm', text));

describe.each(readdirSync('test/format').filter((name) => name.endsWith('.txt')))('%s', (file) => {
  it.each(readCases(`test/format/${file}`).map((each) => [each.title, each] as const))('%s', (_, { text, report }) => {
    const { value, diagnostics } = layoutOf(text);
    expect(renderLines(diagnostics)).toBe('');
    expect(value).toBe(report);
    expect(layoutOf(value).value).toBe(value);
  });
});

it('is that of the example in the documentation, and of the specs', () => {
  const examples = blocksOf('docs/language.md').filter(({ notes }) => notes.layout !== undefined);
  // One with a syntax error comes back as it is.
  const { files } = findSpecs(['specs', 'src/blocks']);
  expect(files.length).toBeGreaterThan(60);
  const texts = [...examples.map(({ text }) => text), ...files.map((file) => readFileSync(file, 'utf8'))];
  expect(examples.length).toBeGreaterThan(0);
  for (const text of texts) expect(layoutOf(text).value).toBe(text);
});

describe('what is no layout', () => {
  it('line ends of other systems, blanks at ends of lines and a byte-order mark go', () => {
    expect(layoutOf('\uFEFF# one \t\r\n\r\n\r\n  model tanh\r  | relu\f\v  # two  \r\n').value).toBe(
      '# one\n\nmodel  tanh | relu                       # two\n',
    );
  });

  it('a text with syntax errors stays as it is, with its reports', () => {
    const text = 'model  linear (3 |\n tanh\n';
    const { value, diagnostics } = layoutOf(text);
    expect(value).toBe(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['syntax/unclosed']);
  });

  it('mistakes of another kind are none of it', () => {
    expect(layoutOf('model  lineer 3|tanh').value).toBe('model  lineer 3 | tanh\n');
  });
});
