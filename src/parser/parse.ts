/** Parses a .mm text: tokens, brackets, outline, then the grammar on each bracketed part from the inside out. */
import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Source } from '../text/source.ts';
import type { Comment, Item, Spec } from './ast.ts';
import { type Group, pairBrackets } from './brackets.ts';
import * as stages from './build-stack.ts';
import { Grammar } from './grammar.ts';
import { soundTokens } from './lexical.ts';
import { lexPlain } from './lookalikes.ts';
import { otherLanguage } from './other-language.ts';
import { outline } from './outline.ts';
import { type Reports, reportsFor } from './reports.ts';
import * as T from './tokens.ts';

/** The largest text that is read, in UTF-16 units. */
export const maxSize = 4_000_000;

const parsed = new WeakMap<Source, Outcome<Spec>>();

/**
 * Parses a text. Never throws: what cannot be read is reported, and a `missing` node stands for it. A source is parsed
 * once, however many phases ask for its tree.
 */
export function parse(source: Source): Outcome<Spec> {
  const known = parsed.get(source) ?? parseText(source);
  parsed.set(source, known);
  return known;
}

function parseText(source: Source): Outcome<Spec> {
  const reports = reportsFor(source);
  const { text } = source;
  const span = { source, start: 0, end: text.length };
  const spec = (items: readonly Item[], comments: readonly Comment[]): Outcome<Spec> => {
    return { value: { kind: 'spec', source, items, comments, span }, diagnostics: reports.sorted() };
  };
  if (text.length > maxSize) {
    const help = [
      'say what repeats with repeat and block, or divide the file: use "blocks.mm" brings in the blocks of another',
    ];
    reports.add('syntax/too-large', { start: 0, end: 0 }, { limit: '4 MB' }, { help });
    return spec([], []);
  }
  const other = otherLanguage(text);
  if (other) {
    reports.add('syntax/other-language', other.line, { language: other.language }, { help: waysFrom(other.language) });
    return spec([], []);
  }
  const lexed = lexPlain(source, reports);
  const comments = lexed.remarks.map(({ start, end }) => comment(source, start, end));
  const tokens = soundTokens(lexed, reports);
  if (tokens.length === 0 && reports.sorted().length === 0) {
    reports.add(
      'syntax/empty',
      { start: 0, end: 0 },
      {},
      { help: ['a first model: `embed 10 | flatten2 | linear 27`'] },
    );
  }
  const bracketed = pairBrackets(tokens, reports);
  if (!bracketed) return spec([], comments);
  const { tokens: top, groups, bare } = outline(bracketed, reports);
  const items = parseOutline(top, groups, bare, reports);
  return spec(withDocs(items, comments, text), comments);
}

function waysFrom(language: string): string[] {
  const stack = 'write the layers alone, joined by |: model linear 128 | relu | linear 10';
  return [
    stack,
    `docs/${language === 'Python' ? 'from-pytorch' : 'from-keras'}.md has the names that layers have in mm`,
  ];
}

let shared: Grammar | undefined;

/** The parser is made at its first use, since making it takes longer than parsing. */
function parseOutline(top: T.Token[], groups: readonly Group[], bare: boolean, reports: Reports): readonly Item[] {
  shared ??= new Grammar();
  for (let at = groups.length - 1; at >= 0; at--) parseGroup(shared, groups[at] as Group, reports);
  shared.bare = bare;
  return shared.run((grammar) => grammar.file(), top, {
    reports,
    inner: { start: 0, end: reports.source.text.length },
  });
}

/** Parses what stands between two brackets, whose inner brackets are parsed already. */
function parseGroup(grammar: Grammar, group: Group, reports: Reports): void {
  const run = { reports, inner: { start: innerStart(group), end: group.innerEnd } };
  group.node = grammar.run((parser) => contentOf(parser, group), group.tokens, run);
}

function innerStart(group: Group): number {
  return group.start + (group.bracketed ? 1 : 0);
}

function contentOf(grammar: Grammar, { kind, reading, closed }: Group): unknown {
  switch (kind) {
    case T.StackGroup:
      return grammar.enclosedStack(closed);
    case T.BranchGroup:
      return grammar.branches(closed);
    case T.CallGroup:
      return grammar.call();
    case T.ListGroup:
      return grammar.list();
    case T.ParamGroup:
      return grammar.params();
    case T.ValueGroup:
      return reading === 'expr'
        ? { stack: undefined, expr: grammar.enclosed() }
        : stages.readings(grammar.enclosedStack(true), closed);
    default:
      return grammar.enclosed();
  }
}

// ---- comments

function comment(source: Source, start: number, end: number): Comment {
  const text = source.text.slice(start, end);
  return { text, doc: text.startsWith('##'), span: { source, start, end } };
}

/** Gives each item the documentation right before it: the `##` comments between the item before and its word. */
function withDocs(items: readonly Item[], comments: readonly Comment[], text: string): readonly Item[] {
  let next = 0;
  let from = 0;
  return items.map((item) => {
    while ((comments[next]?.span.start ?? Infinity) < from) next++;
    const doc: string[] = [];
    for (; (comments[next]?.span.start ?? Infinity) < item.span.start; next++) {
      const { doc: isDoc, text: content, span } = comments[next] as Comment;
      if (isDoc && opensLine(text, span.start)) doc.push(content.replace(/^##+ ?/, '').trimEnd());
    }
    from = item.span.end;
    return { ...item, doc };
  });
}

/** A comment on a line of its own; one behind something belongs to that. */
function opensLine(text: string, start: number): boolean {
  let at = start - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return at < 0 || text[at] === '\n' || text[at] === '\r';
}
