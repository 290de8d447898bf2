/** Mends lists, calls and parameters in which entries stand side by side without a comma. */
import { isJuxtaposed } from './readings.ts';
import type { Reports } from './reports.ts';
import { cut, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** The tokens with the commas that were forgotten, all in one report at the first. */
export function withCommas(tokens: T.Token[], reports: Reports): T.Token[] {
  const places = tokens.flatMap((token, at) => (isJuxtaposed(tokens[at - 1], token) ? [at] : []));
  const isForgotten = new Set(places);
  const [first] = places;
  if (first === undefined) return tokens;
  const shown = (token: T.Token) => `\`${cut(reports.source.text.slice(token.startOffset, token.end))}\``;
  const [before, after] = [tokens[first - 1] as T.Token, tokens[first] as T.Token];
  const edits = places.map((at) => {
    const { end } = tokens[at - 1] as T.Token;
    return { start: end, end, text: (tokens[at] as T.Token).glued ? ', ' : ',' };
  });
  const fixes = [reports.safeFix(places.length === 1 ? 'insert a comma' : 'insert commas', edits)];
  reports.add('syntax/missing-comma', placeOf(after), { before: shown(before), after: shown(after) }, { fixes });
  return tokens.flatMap((token, at) => (isForgotten.has(at) ? [commaBefore(token), token] : [token]));
}

/** A comma of no width. */
export function commaBefore({ startOffset }: T.Token): T.Token {
  return T.makeToken(T.Comma, ',', startOffset, startOffset, false, false, undefined);
}
