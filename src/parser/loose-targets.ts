/** Mends what lacks its `of`: `target class 10`, `target class = 10`, `target 10 class`, `input tokens[8] 27`. */

import { isWord } from './outline-values.ts';
import type { Place, Reports } from './reports.ts';
import { describe, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** The targets that have numbers, whose dims stand in brackets. */
const ofNumbers: readonly string[] = ['value', 'image'];

/** Puts the `of`, in place, where a target of so many classes or tokens lacks it. */
export function mendTarget(tokens: T.Token[], reports: Reports): void {
  if (tokens.length < 2) return;
  const [first, second] = tokens as [T.Token, T.Token];
  if (T.is(first, T.Numeral) && T.is(second, T.Word) && tokens.length === 2) turned(tokens, first, second, reports);
  else if (isWord(first) && !ofNumbers.includes(first.image)) mendOf(tokens, 1, reports);
}

/** Puts the `of`, in place, before a number that is all that follows, behind a name or its dims. */
export function mendOf(tokens: T.Token[], at: number, reports: Reports): void {
  const [before, next] = [tokens[at - 1], tokens[at]];
  if (!before || !next) return;
  const isSign = T.is(next as T.Token, T.Equals) || T.is(next as T.Token, T.Colon);
  const count = isSign ? tokens[at + 1] : next;
  if (!isCount(count) || tokens.length > (isSign ? at + 2 : at + 1)) return;
  if (isSign) reportSign(next, reports);
  else reportMissing({ start: (tokens[0] as T.Token).startOffset, end: before.end }, count, reports);
  const { startOffset, end } = isSign ? next : { startOffset: count.startOffset, end: count.startOffset };
  tokens.splice(at, isSign ? 1 : 0, T.makeToken(T.Word, 'of', startOffset, end, false, false));
}

function reportSign(sign: T.Token, reports: Reports): void {
  const text = `${sign.glued ? ' ' : ''}of${/\s/.test(reports.source.text[sign.end] ?? ' ') ? '' : ' '}`;
  const fixes = [reports.safeFix('write of', [{ ...placeOf(sign), text }])];
  reports.add('syntax/unexpected', placeOf(sign), { found: describe(sign), wanted: '`of`' }, { fixes });
}

function isCount(token: T.Token | undefined): token is T.Token {
  if (token === undefined) return false;
  return T.is(token, T.Numeral) || (T.is(token, T.Word) && token.image !== 'of');
}

/** `10 class`. */
function turned(tokens: T.Token[], count: T.Token, word: T.Token, reports: Reports): void {
  const place = { start: count.startOffset, end: word.end };
  const text = `${word.image} of ${count.image}`;
  const fixes = [reports.safeFix(`write ${text}`, [{ ...place, text }])];
  const found = `the number \`${count.image}\``;
  reports.add('syntax/unexpected', placeOf(count), { found, wanted: `\`${word.image}\`` }, { fixes });
  const of = T.makeToken(T.Word, 'of', count.startOffset, count.startOffset, false, false);
  tokens.splice(0, 2, word, of, count);
}

function reportMissing(before: Place, count: T.Token, reports: Reports): void {
  const at = count.startOffset;
  const fixes = [reports.safeFix(`write of ${count.image}`, [{ start: at, end: at, text: 'of ' }])];
  const after = `\`${reports.source.text.slice(before.start, before.end)}\``;
  reports.add('syntax/missing', placeOf(count), { what: `\`of\` before \`${count.image}\``, after }, { fixes });
}
