/** The fenced blocks of a Markdown page, with where they stand. */
import { readFileSync } from 'node:fs';

export interface Block {
  /** `README.md:17`: the line of its fence. */
  readonly where: string;
  /** The first word of the fence. */
  readonly lang: string;
  /** The words `key=value` behind it. */
  readonly notes: Readonly<Record<string, string>>;
  readonly text: string;
  /** The block right before it, when nothing but an empty line stands between. */
  readonly after: Block | undefined;
}

/** The blocks of a page in order; a fence that is not closed is an error that says where it opens. */
export function blocksOf(path: string): Block[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const blocks: Block[] = [];
  let last: Block | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const [, margin, fence] = /^( *)```(.*)$/.exec(line) ?? [];
    if (margin === undefined || fence === undefined) {
      if (line.trim() !== '') last = undefined;
      continue;
    }
    const end = lines.indexOf(`${margin}\`\`\``, at + 1);
    if (end < 0) throw new Error(`${path}:${at + 1}: this block is not closed`);
    const text = lines.slice(at + 1, end).map((each) => each.slice(margin.length));
    last = { where: `${path}:${at + 1}`, ...wordsOf(fence), text: `${text.join('\n')}\n`, after: last };
    blocks.push(last);
    at = end;
  }
  return blocks;
}

function wordsOf(fence: string): Pick<Block, 'lang' | 'notes'> {
  const [lang = '', ...notes] = fence.trim().split(/ +/);
  return { lang, notes: Object.fromEntries(notes.map((note) => note.split('=', 2) as [string, string])) };
}

/** A command of a page and what it printed. */
export interface Shown {
  readonly command: string;
  readonly output: string;
}

/** The commands of a block that shows a terminal: `$ command`, and below it what it printed. */
export function shownIn({ text }: Block): Shown[] {
  const parts = text.split(/^\$ /m).slice(1);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    return { command: part.slice(0, end), output: part.slice(end + 1) };
  });
}

/** Whether `shown` is the whole text. A line `…` stands for any number of lines. */
export function isTextOf(shown: string, whole: string): boolean {
  return pattern(shown, '^', '$').test(whole.trimEnd());
}

/** Whether `shown` stands in the text, from line to line. A line `…` stands for any number of lines. */
export function isPartOf(shown: string, whole: string): boolean {
  return pattern(shown, '(^|\\n)', '(\\n|$)').test(whole);
}

function pattern(shown: string, before: string, after: string): RegExp {
  const rows = shown.trimEnd().split('\n').map(rowPattern);
  return new RegExp(`${before}${rows.join('\\n')}${after}`);
}

/** Blanks at the ends of lines say nothing. */
function rowPattern(row: string): string {
  if (/^\s*(\/\/ )?…$/.test(row)) return '[^\\n]*(?:\\n[^\\n]*)*?';
  const exact = row.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return `${exact} *`;
}
