/** Reads `betas = 0.9, 0.95` as the list that people mean, since no number can follow a setting. */
import { listOf } from './call-style.ts';
import { isKeyAt } from './outline-values.ts';
import type { Reports } from './reports.ts';
import { cut } from './slips.ts';
import * as T from './tokens.ts';

/** The tokens with each such list as one group, reported. */
export function mergeLists(tokens: readonly T.Token[], reports: Reports): T.Token[] {
  const merged: T.Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const end = isKeyAt(tokens, at - 2) ? endOfList(tokens, at) : at + 1;
    merged.push(end > at + 1 ? mergedList(tokens.slice(at, end), reports) : (tokens[at] as T.Token));
    at = end - 1;
  }
  return merged;
}

/** The index after numbers with commas between them. */
function endOfList(tokens: readonly T.Token[], from: number): number {
  let at = from;
  while (isNumber(tokens, at) && T.is(tokens[at + 1], T.Comma) && isNumber(tokens, at + 2)) at += 2;
  return at + 1;
}

function isNumber(tokens: readonly T.Token[], at: number): boolean {
  return T.is(tokens[at], T.Numeral) && !T.is(tokens[at + 1], T.Operator);
}

function mergedList(tokens: T.Token[], reports: Reports): T.Token {
  const list = listOf(tokens);
  const place = { start: list.startOffset, end: list.end };
  const text = reports.source.text.slice(place.start, place.end);
  const edits = [
    { start: place.start, end: place.start, text: '[' },
    { start: place.end, end: place.end, text: ']' },
  ];
  reports.add('syntax/tuple', place, {}, { fixes: [reports.fix(`write [${cut(text)}]`, edits)] });
  return list;
}
