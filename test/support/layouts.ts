/** Texts without syntax errors from everywhere, and the same texts with their blanks and line ends, or comments, moved about. */
import { readdirSync, readFileSync } from 'node:fs';
import { hash } from '../../src/chance/hash.ts';
import { severityOf } from '../../src/diagnostics/catalog.ts';
import type { Spec } from '../../src/parser/ast.ts';
import { parse } from '../../src/parser/parse.ts';
import { lex, type Token } from '../../src/parser/tokens.ts';
import { source } from '../../src/text/source.ts';
import { readCases } from './cases.ts';
import { blocksOf } from './doc-pages.ts';
import { randomSpec } from './random-stacks.ts';

export const specOf = (text: string): Spec => parse(source('spec.mm', text)).value;

/** Every spec, the blocks of mm, those of the documentation, the parser's and the reports' fixtures, and random stacks. */
export function soundTexts(): readonly (readonly [name: string, text: string])[] {
  const files = ['specs', 'src/blocks'].flatMap((folder) => filesIn(folder, '.mm'));
  const pages = filesIn('docs', '.md').filter((page) => page !== 'docs/diagnostics.md');
  const blocks = ['README.md', ...pages].flatMap(blocksOf).filter(({ lang }) => lang === 'mm');
  const cases = [...filesIn('test/parser/trees', '.txt'), ...filesIn('test/diagnostics', '.txt')]
    .filter((file) => !isLong(file))
    .flatMap((file) => readCases(file).map(({ title, source: text }) => [`${file}: ${title}`, text] as const));
  const random = Array.from({ length: 100 }, (_, seed) => [`random stack ${seed}`, randomSpec(seed).text] as const);
  const all = [
    ...files.map((file) => [file, readFileSync(file, 'utf8')] as const),
    ...blocks.map(({ where, text }) => [where, text] as const),
    ...cases,
    ...random,
  ];
  return all.filter(([, text]) => isSound(text));
}

/** Its specs take seconds to check, and are laid out like any other. */
function isLong(file: string): boolean {
  return file.endsWith('too-many-stages.txt');
}

function filesIn(folder: string, ending: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
}

export function isSound(text: string): boolean {
  return !parse(source('spec.mm', text)).diagnostics.some((one) => severityOf(one) === 'error');
}

/** Whole numbers below another, always the same ones for a seed. */
export function drawn(seed: number): (n: number) => number {
  let index = 0;
  return (n) => hash(hash(11, seed), index++) % n;
}

export function withoutComments(text: string): string {
  let made = text;
  for (const { span } of specOf(text).comments.toReversed()) made = made.slice(0, span.start) + made.slice(span.end);
  return made;
}

/**
 * A text with other blanks and line ends wherever there are some, and more of them where the language lets them be. What
 * a layout keeps stays: the lines between items, and whether a setting of an item leads its line. Words at the margin
 * are taken for items that are misspelt, so none is put there.
 */
export function respaced(text: string, below: (n: number) => number): string {
  const { items } = specOf(text);
  const starts = new Set(items.map(({ span }) => span.start));
  const flat = items.filter(({ kind }) => ['data', 'train', 'sweep', 'budget', 'default'].includes(kind));
  const isFlat = (at: number) => flat.some(({ span }) => span.start < at && at < span.end);
  const { tokens } = lex(source('spec.mm', text));
  let made = text.slice(0, tokens[0]?.startOffset ?? 0);
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const between = text.slice(token.end, next?.startOffset ?? text.length);
    made += token.image;
    if (!next || starts.has(next.startOffset)) made += between;
    else if (isFlat(next.startOffset))
      made += between === '' || /[\r\n]/.test(between) ? between : blanks(below, [' ', '\t']);
    else if (between !== '' || isFree(token, next)) made += blanks(below, [' ', '\t', '\n ', '\r\n\t', ' \n\n ']);
  });
  return made;
}

/** Between two tokens without a blank there may be one. */
function isFree(token: Token, next: Token): boolean {
  return /^[[(,|:]$/.test(token.image) || /^[\]),|:]$/.test(next.image);
}

function blanks(below: (n: number) => number, kinds: readonly string[]): string {
  return Array.from({ length: 1 + below(3) }, () => kinds[below(kinds.length)]).join('');
}

/** A text with more comments, wherever blanks stand and at the ends of lines; some of them are `mm-ignore`. */
export function commented(text: string, below: (n: number) => number): string {
  const { comments } = specOf(text);
  const { tokens } = lex(source('spec.mm', text));
  let made = '';
  let at = 0;
  for (const [index, { end, startOffset }] of tokens.entries()) {
    const gap = text.slice(at, startOffset);
    const isBlank = gap !== '' && !comments.some(({ span }) => at <= span.start && span.start < startOffset);
    made += isBlank && below(6) === 0 ? someComments(below, index) : gap;
    made += text.slice(startOffset, end);
    at = end;
  }
  return `${made}${someComments(below, tokens.length)}${text.slice(at)}`;
}

function someComments(below: (n: number) => number, index: number): string {
  const one = () =>
    `${[' ', '\n', '\n\n', '\n   '][below(4)]}${['#', '##', '# mm-ignore shape/open:'][below(3)]} c${index}`;
  return `${Array.from({ length: 1 + below(2) }, one).join('\n')}\n${' '.repeat(below(4))}`;
}
