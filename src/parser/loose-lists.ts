/**
 * Reads `betas = 0.9, 0.95` as the list that people mean, since no number can follow a setting, and so
 * `repeat c, r in [64, 4], [128, 8] ( … )`.
 */
import { listOf } from './call-style.ts';
import { isKeyAt, isSquare, outlineExpressions } from './outline-values.ts';
import type { Reports } from './reports.ts';
import { cut, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** The tokens with each such list as one group, reported. */
export function mergeLists(tokens: readonly T.Token[], reports: Reports): T.Token[] {
  const merged: T.Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const isOfTurns = tokens[at - 1]?.image === 'in' && isSquare(tokens[at]);
    const end = isKeyAt(tokens, at - 2) || isOfTurns ? endOfList(tokens, at, isOfTurns ? isSquare : isNumber) : at + 1;
    merged.push(end > at + 1 ? mergedList(tokens.slice(at, end), reports) : (tokens[at] as T.Token));
    at = end - 1;
  }
  return merged;
}

/** The index after entries with commas between them. */
function endOfList(
  tokens: readonly T.Token[],
  from: number,
  isEntry: (token: T.Token | undefined, after: T.Token | undefined) => boolean,
): number {
  const isEntryAt = (at: number) => isEntry(tokens[at], tokens[at + 1]);
  let at = from;
  while (isEntryAt(at) && T.is(tokens[at + 1], T.Comma) && isEntryAt(at + 2)) at += 2;
  return at + 1;
}

function isNumber(token: T.Token | undefined, after: T.Token | undefined): boolean {
  return T.is(token, T.Numeral) && !T.is(after, T.Operator);
}

/** Brackets, in place, the dims of a stated type that stand without them: `tanh : B, 64, d`. */
export function bracketType(tokens: T.Token[], from: number, reports: Reports): void {
  const isDim = (token: T.Token | undefined) => T.is(token, T.Numeral) || T.is(token, T.Word);
  const end = endOfList(tokens, from, isDim);
  const after = tokens[end];
  if (end - from < 3 || !(after === undefined || T.is(after, T.Bar))) return;
  const dims = tokens.slice(from, end);
  const list = listOf(dims);
  const place = { start: list.startOffset, end: list.end };
  const text = `[${reports.source.text.slice(place.start, place.end)}]`;
  const fixes = [reports.safeFix(`write ${cut(text)}`, [{ ...place, text }])];
  const args = { what: 'square brackets around a type', after: '`:`' };
  reports.add('syntax/missing', placeOf(tokens[from - 1] as T.Token), args, { fixes });
  tokens.splice(from, dims.length, list);
}

function mergedList(tokens: T.Token[], reports: Reports): T.Token {
  outlineExpressions(tokens, reports);
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
