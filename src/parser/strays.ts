/** Reports characters that begin no token, and makes of letters and signs among them what was plainly meant. */
import type { Place, Reports } from './reports.ts';
import { cut, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** What people type or paste for a sign of mm. */
const replacements: Readonly<Record<string, string>> = {
  '\u00d7': '*',
  '\u00b7': '*',
  '\u00f7': '/',
  '\u2212': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2003': ' ',
  '\u200b': '',
  '\ufeff': '',
};

const operators: ReadonlyMap<string, T.TokenType> = new Map([
  ['*', T.Star],
  ['/', T.Divide],
  ['-', T.Minus],
  [',', T.Comma],
]);

/** What people write between two things that one does after the other. */
const separators = /^(?:[;&>.\\\u2192\u21d2]|&&)$/;

/** Reports stray characters; letters beyond ASCII join the words around them into one name. */
export function withStrays({ tokens, strays }: T.Lexed, reports: Reports): T.Token[] {
  if (strays.length === 0) return tokens;
  const { text } = reports.source;
  const made: T.Token[] = [];
  let next = 0;
  let end = 0;
  const open: boolean[] = [];
  const copyUntil = (offset: number) => {
    for (let token = tokens[next]; token && token.startOffset < offset; token = tokens[++next]) {
      if (T.is(token, T.Open)) open.push(holdsValues(token, made.at(-1)));
      else if (T.is(token, T.Close)) open.pop();
      made.push(token);
      end = token.end;
    }
  };
  for (const stray of strays) {
    copyUntil(stray.start);
    const image = text.slice(stray.start, stray.end);
    if (image === '`') {
      if (!closesTick(text, stray.start)) reportTick(stray.start, reports);
      continue;
    }
    if (separators.test(image) && !open.at(-1) && joinsTwo(text, stray)) {
      made.push(T.makeToken(T.OtherBar, image, stray.start, stray.end, end === stray.start, false));
      end = stray.end;
      continue;
    }
    if (!/^[\p{L}\p{M}\p{N}]+$/u.test(image)) {
      const better = reportStray(stray, image, open.at(-1) === true, reports);
      const type = better === undefined ? T.Stray : operators.get(better);
      if (!type) continue;
      const glued = end === stray.start;
      made.push(T.makeToken(type, better ?? image, stray.start, stray.end, glued, opensLine(text, stray.start)));
      end = stray.end;
      continue;
    }
    const before = end === stray.start && T.is(made.at(-1), T.Word) ? made.pop() : undefined;
    const after =
      tokens[next]?.startOffset === stray.end && /^\w/.test(tokens[next]?.image ?? '') ? tokens[next++] : undefined;
    const from = before ?? {
      startOffset: stray.start,
      glued: end === stray.start,
      leads: opensLine(text, stray.start),
    };
    end = after?.end ?? stray.end;
    made.push(
      T.makeToken(T.Word, text.slice(from.startOffset, end), from.startOffset, end, from.glued, from.leads, undefined),
    );
  }
  copyUntil(Number.POSITIVE_INFINITY);
  for (const token of made) if (T.is(token, T.Word)) reportLetters(token, reports);
  return made;
}

/** Brackets between which commas part values: a list's, a call's, those of a block's parameters. */
function holdsValues(open: T.Token, before: T.Token | undefined): boolean {
  return open.image === '[' || (open.glued && T.is(before, T.Word));
}

/** Whether a back-tick ends a word that one begins. */
function closesTick(text: string, at: number): boolean {
  return /`\w+$/.test(text.slice(Math.max(0, at - 80), at));
}

/** A word in back-ticks, as in Markdown, or a back-tick by itself. */
function reportTick(start: number, reports: Reports): void {
  const [whole = '`'] = /^`\w+`/.exec(reports.source.text.slice(start, start + 80)) ?? [];
  const place = { start, end: start + whole.length };
  const text = whole.replaceAll('`', '');
  const fixes = [reports.safeFix(text === '' ? 'leave it out' : `write ${text}`, [{ ...place, text }])];
  reports.add('syntax/character', place, { text: named('`') }, { fixes });
}

/** Whether more of the same item stands there, before and after. */
function joinsTwo(text: string, { start, end }: Place): boolean {
  const before = /[\w)\]]\s*$/.test(text.slice(Math.max(0, start - 80), start));
  const [, word = ''] = /^[ \t]*([A-Za-z(@]\w*)/.exec(text.slice(end, end + 80)) ?? [];
  const isDot = text[start] === '.' && !(/\s/.test(text[start - 1] ?? '') && /\s/.test(text[end] ?? ''));
  return before && !isDot && word !== '' && !Object.hasOwn(T.itemTokens, word);
}

function opensLine(text: string, at: number): boolean {
  return /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, at - 80), at));
}

function reportLetters(token: T.Token, reports: Reports): void {
  if (/^\w+$/.test(token.image)) return;
  const plain = token.image.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('\u00df', 'ss');
  const usable = /^[A-Za-z_]\w*$/.test(plain);
  const fixes = usable ? [reports.fix(`write ${plain}`, [{ ...placeOf(token), text: plain }])] : [];
  const help = usable ? [] : ['spell the name with the letters a to z'];
  reports.add('syntax/name', placeOf(token), { name: cut(token.image) }, { help, fixes });
}

/** Gives what was meant, if that is plain. */
function reportStray(stray: Place, image: string, amongValues: boolean, reports: Reports): string | undefined {
  const better = [...image].map((letter) => plainOf(letter, amongValues));
  const isOfSizes =
    image === '\u00d7' &&
    /\d$/.test(reports.source.text.slice(0, stray.start).slice(-1)) &&
    /^\d/.test(reports.source.text.slice(stray.end, stray.end + 1));
  const text = better.includes(undefined) ? undefined : better.join('');
  const title = text?.trim() ? `write ${text}` : text === '' ? 'leave it out' : 'write a blank';
  const fix = text === undefined ? [] : [{ ...reports.safeFix(title, [{ ...stray, text }]), safe: !isOfSizes }];
  const fixes = isOfSizes ? fix.map((one) => ({ ...one, title: 'write * for a product' })) : fix;
  const help =
    text === undefined
      ? ['leave it out, or write what it stands for']
      : isOfSizes
        ? ['a size of 3 by 3 is the list [3, 3]']
        : [];
  reports.add('syntax/character', stray, { text: named(image) }, { help, fixes });
  return text;
}

function plainOf(letter: string, amongValues: boolean): string | undefined {
  if (letter === ';' && amongValues) return ',';
  if (separators.test(letter)) return '';
  return replacements[letter] ?? (/^\s$/u.test(letter) ? ' ' : undefined);
}

/** A stray stretch for a message: printable text in back-ticks, anything else by its code point. */
function named(image: string): string {
  const first = image.codePointAt(0) ?? 0;
  if (/^[\x21-\x7e\p{L}\p{S}\p{P}]+$/u.test(image) && !image.includes('`')) return `\`${cut(image)}\``;
  const code = `the character U+${first.toString(16).toUpperCase().padStart(4, '0')}`;
  return image === '`' ? 'a back-tick' : image.length > 1 ? `what begins with ${code}` : code;
}
