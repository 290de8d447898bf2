/** Reads `200,000` as the number that people mean where a comma cannot part two values. */
import type { Reports } from './reports.ts';
import * as T from './tokens.ts';

/** The tokens with each run of grouped digits as one number, reported. */
export function mergeThousands(tokens: readonly T.Token[], reports: Reports): T.Token[] {
  if (!tokens.some((token) => T.is(token, T.Comma))) return [...tokens];
  const merged: T.Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at] as T.Token;
    let last = first;
    while (startsRun(first) && T.is(tokens[at + 1], T.Comma) && isGroup(tokens[at + 1], tokens[at + 2])) {
      last = tokens[at + 2] as T.Token;
      at += 2;
    }
    const decimals = last === first && isDecimal(first, tokens[at + 1], tokens[at + 2]) ? tokens[at + 2] : undefined;
    if (decimals) at += 2;
    merged.push(last === first && !decimals ? first : mergedNumber(first, decimals ?? last, reports));
  }
  return merged;
}

function startsRun(token: T.Token): boolean {
  return T.is(token, T.Numeral) && /^\d{1,3}$/.test(token.image);
}

function isGroup(comma: T.Token | undefined, token: T.Token | undefined): boolean {
  return comma?.glued === true && T.is(token, T.Numeral) && token.glued && /^\d{3}$/.test(token.image);
}

/** `0,1`: a decimal comma, as many languages have it. */
function isDecimal(first: T.Token, comma: T.Token | undefined, token: T.Token | undefined): boolean {
  const isGlued = T.is(comma, T.Comma) && comma.glued && T.is(token, T.Numeral) && token.glued;
  return isGlued && T.is(first, T.Numeral) && first.image === '0' && /^\d+$/.test(token.image);
}

function mergedNumber(first: T.Token, last: T.Token, reports: Reports): T.Token {
  const place = { start: first.startOffset, end: last.end };
  const text = reports.source.text.slice(place.start, place.end);
  const isDecimal = first.image === '0';
  const better = text.replaceAll(/\s*,\s*/g, isDecimal ? '.' : '_');
  const label = isDecimal ? 'decimals stand behind a point' : 'digits are grouped with _';
  reports.add(
    'syntax/number',
    place,
    { text },
    { label, fixes: [reports.safeFix(`write ${better}`, [{ ...place, text: better }])] },
  );
  return T.makeToken(T.Numeral, better, place.start, place.end, first.glued, first.leads, undefined);
}
