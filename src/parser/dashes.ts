/** Reads `weight-decay=0.1` as the key that people mean, since no expression stands before an equals sign. */
import type { Reports } from './reports.ts';
import { placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** The tokens with each key that has dashes in it as one word, reported. */
export function mergeDashes(tokens: readonly T.Token[], reports: Reports): T.Token[] {
  const merged: T.Token[] = [];
  for (const token of tokens) {
    merged.push(token);
    if (!T.is(token, T.Equals)) continue;
    let from = merged.length - 2;
    while (from >= 2 && isDashed(merged, from)) from -= 2;
    if (from < merged.length - 2)
      merged.splice(from, merged.length - 1 - from, mergedKey(merged.slice(from, -1), reports));
  }
  return merged;
}

/** A word with a dash and another word glued before it. */
function isDashed(tokens: readonly T.Token[], at: number): boolean {
  const [before, dash, word] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  return T.is(before, T.Word) && T.is(dash, T.Minus) && dash.glued && T.is(word, T.Word) && word.glued;
}

function mergedKey(parts: readonly T.Token[], reports: Reports): T.Token {
  const [first, last] = [parts[0] as T.Token, parts.at(-1) as T.Token];
  const name = parts.map(({ image }) => image).join('');
  const better = name.replaceAll('-', '_');
  const key = T.makeToken(T.Word, better, first.startOffset, last.end, first.glued, first.leads, undefined);
  const fixes = [reports.safeFix(`write ${better}`, [{ ...placeOf(key), text: better }])];
  reports.add('syntax/name', placeOf(key), { name }, { fixes });
  return key;
}
