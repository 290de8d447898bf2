/** What holds for the layout of every text: nothing is lost, it settles at once, and blanks make no difference. */
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { format } from '../../src/format/format.ts';
import { lex } from '../../src/parser/tokens.ts';
import { walk } from '../../src/parser/visit.ts';
import { loaded } from '../../src/run/load-spec.ts';
import { source } from '../../src/text/source.ts';
import { printTree } from '../parser/print-tree.ts';
import { commented, drawn, isSound, respaced, soundTexts, specOf, withoutComments } from '../support/layouts.ts';

const layoutOf = (text: string) => format(source('spec.mm', text)).value;
const treeOf = (text: string) => printTree(specOf(text));
const commentsOf = (text: string) => specOf(text).comments.map((each) => each.text.trimEnd());
const texts = soundTexts();
const seeded = texts.map(([name, text], seed) => [name, text, seed] as const);

it('there are texts of every kind', () => {
  expect(texts.length).toBeGreaterThan(500);
});

describe('the layout of a sound text', () => {
  it.each(texts)('%s', (name, text) => {
    const made = layoutOf(text);
    expect(treeOf(made)).toBe(treeOf(text));
    expect(commentsOf(made)).toEqual(commentsOf(text));
    expect(layoutOf(made)).toBe(made);
    expect(made).toMatch(/[^\s]\n$/);
    expect(made).not.toMatch(/[ \t]\n|\r|\n\n\n|^\n/);
    expect(codesOf(name, made)).toEqual(codesOf(name, text));
  });

  it.each(seeded)('blanks and line ends make no difference: %s', (_, text, seed) => {
    const made = layoutOf(withoutComments(text));
    const other = respaced(made, drawn(seed));
    expect(isSound(other), other).toBe(true);
    expect(layoutOf(other)).toBe(made);
  });

  it.each(seeded)('comments anywhere stay where they are, and silence the same: %s', (_, text, seed) => {
    const other = commented(layoutOf(text), drawn(seed));
    const made = layoutOf(other);
    expect(treeOf(made)).toBe(treeOf(other));
    expect(commentsOf(made)).toEqual(commentsOf(other));
    expect(silencedBy(made), `${other}\n----\n${made}`).toEqual(silencedBy(other));
    expect(layoutOf(made), `${other}\n----\n${made}`).toBe(made);
  });
});

/** What a check of a text says, with the files beside it where it is one. */
function codesOf(name: string, text: string): readonly string[] {
  const folder = name.endsWith('.mm') ? dirname(name) : 'specs';
  return loaded(source('spec.mm', text), { folder, name: 'spec' }).diagnostics.map(({ code }) => code);
}

/** For each `mm-ignore` the first and the last of the tokens that it holds for. */
function silencedBy(text: string): readonly (readonly number[])[] {
  const spec = specOf(text);
  const { tokens } = lex(spec.source);
  const parts: { readonly start: number; readonly end: number }[] = [];
  walk(spec, ({ span }, parent) => {
    if (parent?.kind === 'spec' || parent?.kind === 'stack') parts.push(span);
  });
  return spec.comments
    .filter((comment) => comment.text.includes('mm-ignore'))
    .map(({ span }) => {
      const lineStart = text.slice(0, span.start).search(/[^\r\n]*$/);
      const isAlone = text.slice(lineStart, span.start).trim() === '';
      const next = parts.filter(({ start }) => start >= span.end).sort((a, b) => a.start - b.start || b.end - a.end)[0];
      const area = isAlone ? next : { start: lineStart, end: span.start };
      const held = [...tokens.keys()].filter((at) => {
        const { startOffset } = tokens[at] ?? { startOffset: -1 };
        return area !== undefined && area.start <= startOffset && startOffset < area.end;
      });
      return [held[0] ?? -1, held.at(-1) ?? -1];
    });
}

describe('the largest texts', () => {
  const remark = `# ${'a comment '.repeat(9)}`;

  it('4 MB are laid out', () => {
    const text = `${`${remark}\nlet a=[1,2]\n`.repeat(36_500)}model tanh\n`;
    expect(text.length).toBeGreaterThan(3_700_000);
    expect(layoutOf(text).length).toBeGreaterThan(text.length);
  });

  it('one that would be too large to read again stays as it is, and says so', () => {
    const text = `${`let a=[1,2]${remark}\n`.repeat(36_800)}model tanh\n`;
    const { value, diagnostics } = format(source('spec.mm', text));
    expect(value).toBe(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['syntax/too-large']);
  });

  it.each([
    ['stacks', (n: number) => `model ${'residual ( '.repeat(n)}tanh${' )'.repeat(n)}\n`],
    ['arguments', (n: number) => `model ${'f ( '.repeat(n)}tanh | linear 3${' )'.repeat(n)}\n`],
    ['branches', (n: number) => `model ${'sum ( id, '.repeat(n)}tanh${' )'.repeat(n)}\n`],
    ['lists', (n: number) => `let a = ${'['.repeat(n)}${']'.repeat(n)}\n`],
    ['sums', (n: number) => `let a = 1${'+1'.repeat(n)}\n`],
    ['calls', (n: number) => `let a = ${'f('.repeat(n)}1${')'.repeat(n)}\n`],
  ])('%s 200 levels deep', (_, text) => {
    const made = layoutOf(text(200));
    expect(treeOf(made)).toBe(treeOf(text(200)));
    expect(layoutOf(made)).toBe(made);
  });
});
