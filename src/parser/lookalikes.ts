/** Characters of other scripts and widths that look like those of mm: reported, and read as what they look like. */
import type { Source } from '../text/source.ts';
import type { Place, Reports } from './reports.ts';
import { cut } from './slips.ts';
import * as T from './tokens.ts';

/** Letters and signs by what they look like; those of double width follow from their code points. */
const alike: Readonly<Record<string, string>> = {
  '|': '\u2223\u2502\u2503\u00a6\u01c0\u23d0\u4e28',
  ':': '\u2236\ua789',
  ',': '\u3001\u201a',
  '*': '\u2217\u2731',
  '^': '\u02c6',
  a: '\u0430\u03b1',
  c: '\u0441',
  d: '\u0501',
  e: '\u0435',
  h: '\u04bb',
  i: '\u0456\u03b9\u0131',
  j: '\u0458',
  o: '\u043e\u03bf',
  p: '\u0440\u03c1',
  s: '\u0455',
  u: '\u03c5',
  v: '\u03bd',
  x: '\u0445\u03c7',
  y: '\u0443',
  A: '\u0410\u0391',
  B: '\u0412\u0392',
  C: '\u0421',
  E: '\u0415\u0395',
  H: '\u041d\u0397',
  K: '\u041a\u039a',
  M: '\u041c\u039c',
  O: '\u041e\u039f',
  P: '\u0420\u03a1',
  T: '\u0422\u03a4',
  X: '\u0425\u03a7',
};

const plain: ReadonlyMap<string, string> = new Map(
  Object.entries(alike).flatMap(([sign, others]) => [...others].map((other) => [other, sign] as const)),
);

/** Splits a source into tokens, with every lookalike outside of strings and comments read as what it looks like. */
export function lexPlain(source: Source, reports: Reports): T.Lexed {
  const lexed = T.lex(source);
  const found = lexed.strays.flatMap((stray) => lookalikesIn(source.text, stray));
  if (found.length === 0) return lexed;
  const text = withPlain(source.text, found);
  for (const place of stretches(text, found)) reportLookalike(place, text, reports);
  return T.lex({ ...source, text });
}

function lookalikesIn(text: string, { start, end }: Place): number[] {
  const places: number[] = [];
  for (let at = start; at < end; at++) if (plainOf(text[at] as string) !== undefined) places.push(at);
  return places;
}

/** What a character looks like; those of double width stand in the order of ASCII. */
function plainOf(letter: string): string | undefined {
  const code = letter.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : plain.get(letter);
}

/** The text with plain characters at those places, all others where they were. */
function withPlain(text: string, places: readonly number[]): string {
  let made = '';
  let from = 0;
  for (const at of places) {
    made += text.slice(from, at) + plainOf(text[at] as string);
    from = at + 1;
  }
  return made + text.slice(from);
}

/** The places put together: a word is one, however many of its letters are strange, and so are signs in a row. */
function stretches(text: string, places: readonly number[]): Place[] {
  const found: Place[] = [];
  for (const at of places) {
    const last = found.at(-1);
    if (last && at < last.end) continue;
    const start = wordStart(text, at);
    const end = wordEnd(text, at);
    if (last && last.end === start) found[found.length - 1] = { start: last.start, end };
    else found.push({ start, end });
  }
  return found;
}

const isLetter = (letter: string | undefined) => letter !== undefined && /\w/.test(letter);

function wordStart(text: string, at: number): number {
  let start = at;
  while (isLetter(text[at]) && isLetter(text[start - 1])) start--;
  return start;
}

function wordEnd(text: string, at: number): number {
  let end = at + 1;
  while (isLetter(text[at]) && isLetter(text[end])) end++;
  return end;
}

function reportLookalike(place: Place, plainText: string, reports: Reports): void {
  const found = reports.source.text.slice(place.start, place.end);
  const better = plainText.slice(place.start, place.end);
  const fixes = [reports.safeFix(`write ${better}`, [{ ...place, text: better }])];
  reports.add('syntax/lookalike', place, { found: cut(found), better: cut(better) }, { fixes });
}
