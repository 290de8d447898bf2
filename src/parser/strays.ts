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
]);

/** What people write between two things that one does after the other. */
const separators = /^(?:[;&>\\\u2192\u21d2]|&&)$/;

/** Reports stray characters; letters beyond ASCII join the words around them into one name. */
export function withStrays({ tokens, strays }: T.Lexed, reports: Reports): T.Token[] {
  if (strays.length === 0) return tokens;
  const { text } = reports.source;
  const made: T.Token[] = [];
  let next = 0;
  let end = 0;
  const copyUntil = (offset: number) => {
    for (let token = tokens[next]; token && token.startOffset < offset; token = tokens[++next]) {
      made.push(token);
      end = token.end;
    }
  };
  for (const stray of strays) {
    copyUntil(stray.start);
    const image = text.slice(stray.start, stray.end);
    if (separators.test(image) && joinsTwo(text, stray)) {
      made.push(T.makeToken(T.OtherBar, image, stray.start, stray.end, end === stray.start, false));
      end = stray.end;
      continue;
    }
    if (!/^[\p{L}\p{M}\p{N}]+$/u.test(image)) {
      const better = reportStray(stray, image, reports);
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

/** Whether more of the same item stands on the line, before and after. */
function joinsTwo(text: string, { start, end }: Place): boolean {
  const before = /[\w)\]][ \t]*$/.test(text.slice(Math.max(0, start - 80), start));
  const [, word = ''] = /^[ \t]*([A-Za-z(@]\w*)/.exec(text.slice(end, end + 80)) ?? [];
  return before && word !== '' && !Object.hasOwn(T.itemTokens, word);
}

function opensLine(text: string, at: number): boolean {
  return /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, at - 80), at));
}

function reportLetters(token: T.Token, reports: Reports): void {
  if (/^\w+$/.test(token.image)) return;
  const plain = token.image.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('\u00df', 'ss');
  const usable = /^[A-Za-z_]\w*$/.test(plain);
  const fixes = usable ? [reports.fix(`write ${plain}`, [{ ...placeOf(token), text: plain }])] : [];
  reports.add('syntax/name', placeOf(token), { name: cut(token.image) }, { fixes });
}

/** Gives what was meant, if that is plain. */
function reportStray(stray: Place, image: string, reports: Reports): string | undefined {
  const better = [...image].map((letter) => (separators.test(letter) ? '' : replacements[letter]));
  const text = better.includes(undefined) ? undefined : better.join('');
  const title = text?.trim() ? `write ${text}` : text === '' ? 'leave it out' : 'write a blank';
  const fixes = text === undefined ? [] : [reports.safeFix(title, [{ ...stray, text }])];
  reports.add('syntax/character', stray, { text: named(image) }, { fixes });
  return text;
}

/** A stray stretch for a message: printable text in back-ticks, anything else by its code point. */
function named(image: string): string {
  const first = image.codePointAt(0) ?? 0;
  if (/^[\x21-\x7e\p{L}\p{S}\p{P}]+$/u.test(image) && !image.includes('`')) return `\`${cut(image)}\``;
  const code = `the character U+${first.toString(16).toUpperCase().padStart(4, '0')}`;
  return image === '`' ? 'a back-tick' : image.length > 1 ? `what begins with ${code}` : code;
}
