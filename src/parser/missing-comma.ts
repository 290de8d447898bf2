/** Mends lists, calls and parameters in which entries stand side by side without a comma. */
import { isJuxtaposed } from './readings.ts';
import type { Reports } from './reports.ts';
import { cut, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** The tokens with the commas that were forgotten, all in one report at the first. */
export function withCommas(tokens: T.Token[], isCall: boolean, reports: Reports): T.Token[] {
  const places = tokens.flatMap((token, at) => (isJuxtaposed(tokens[at - 1], token) ? [at] : []));
  if (places.length === 0) return tokens;
  const isForgotten = new Set(places);
  reportCommas(
    tokens,
    places.filter((at) => !isCall || !isPair(tokens, at)),
    reports,
  );
  return tokens.flatMap((token, at) => (isForgotten.has(at) ? [commaBefore(token), token] : [token]));
}

function reportCommas(tokens: readonly T.Token[], places: readonly number[], reports: Reports): void {
  const [first] = places;
  if (first === undefined) return;
  const shown = (token: T.Token) => `\`${cut(reports.source.text.slice(token.startOffset, token.end))}\``;
  const [before, after] = [tokens[first - 1] as T.Token, tokens[first] as T.Token];
  const edits = places.map((at) => {
    const { end } = tokens[at - 1] as T.Token;
    return { start: end, end, text: (tokens[at] as T.Token).glued ? ', ' : ',' };
  });
  const fixes = [reports.safeFix(places.length === 1 ? 'insert a comma' : 'insert commas', edits)];
  reports.add('syntax/missing-comma', placeOf(after), { before: shown(before), after: shown(after) }, { fixes });
}

/** `at 150_000` between commas: perhaps a setting that lacks its equals sign, which only its entry knows. */
function isPair(tokens: readonly T.Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1] as T.Token, tokens[at] as T.Token];
  const first = tokens[at - 2];
  const begins = first === undefined || T.is(first, T.Comma) || isJuxtaposed(first, before);
  return begins && T.is(before, T.Word) && !token.glued && !T.is(tokens[at + 1], T.Equals);
}

/** A comma of no width. */
export function commaBefore({ startOffset }: T.Token): T.Token {
  return T.makeToken(T.Comma, ',', startOffset, startOffset, false, false, undefined);
}
