/** Makes numbers whole whose exponent a sign too many or a blank tears off: `1e--2`, `1e -2`. */
import type { Reports } from './reports.ts';
import * as T from './tokens.ts';

/** The tokens with each such number as one, reported. */
export function withWholeNumbers(tokens: readonly T.Token[], reports: Reports): readonly T.Token[] {
  const made: T.Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as T.Token;
    const end = /^\d[\d_]*(?:\.\d+)?[eE][+-]?$/.test(token.image) ? endOfExponent(tokens, at + 1) : undefined;
    made.push(end === undefined ? token : whole(tokens.slice(at, end), reports));
    if (end !== undefined) at = end - 1;
  }
  return made;
}

/** The index after signs and the digits behind them. */
function endOfExponent(tokens: readonly T.Token[], from: number): number | undefined {
  let at = from;
  while (T.is(tokens[at], T.Minus) || T.is(tokens[at], T.Plus)) at++;
  const digits = tokens[at];
  if (
    !T.is(digits, T.Numeral) ||
    !/^\d{1,3}$/.test(digits.image) ||
    (at === from && !/[+-]$/.test(tokens[from - 1]?.image ?? ''))
  )
    return undefined;
  return tokens.slice(from, at).some((sign) => sign.leads) || digits.leads ? undefined : at + 1;
}

function whole(tokens: readonly T.Token[], reports: Reports): T.Token {
  const [first, last] = [tokens[0] as T.Token, tokens.at(-1) as T.Token];
  const place = { start: first.startOffset, end: last.end };
  const written = tokens.map(({ image }) => image).join('');
  const better = written.replace(/[+-]+(?=\d+$)/, (signs) => (signs.includes('-') ? '-' : ''));
  const args = { text: reports.source.text.slice(place.start, place.end) };
  const fixes = [reports.safeFix(`write ${better}`, [{ ...place, text: better }])];
  reports.add('syntax/number', place, args, { label: 'an exponent has one sign, and no blank before it', fixes });
  return T.makeToken(T.Numeral, better, place.start, place.end, first.glued, first.leads);
}
