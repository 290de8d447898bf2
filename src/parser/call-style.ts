/** Reads `conv(64, 3)`, the arguments of a stage written like a call, as `conv 64 3`. */
import type { Group } from './brackets.ts';
import { commaBefore } from './missing-comma.ts';
import { type GroupToken, isKeyAt, isRound, outlineArgument } from './outline-values.ts';
import { isJuxtaposed, readingOf } from './readings.ts';
import type { Reports } from './reports.ts';
import * as T from './tokens.ts';

/** The parts between commas, forgotten ones too; empty parts are left out. */
export function partsOf(tokens: readonly T.Token[]): T.Token[][] {
  const parts: T.Token[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    if (T.is(token, T.Comma) || isJuxtaposed(tokens[at - 1], token)) parts.push([]);
    if (!T.is(token, T.Comma)) parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** `dense({units: 10})`: takes the braces away from the settings of a call, and answers whether they were there. */
function openObject(group: Group): boolean {
  const [only, other] = group.tokens;
  const tokens = only?.image === '{' && !other ? only.group?.tokens : undefined;
  const isSettings = tokens?.every((token, at) => !T.is(token, T.Colon) || T.is(tokens[at - 1], T.Word));
  if (!tokens?.some((token) => T.is(token, T.Colon)) || !isSettings) return false;
  for (const token of tokens) if (T.is(token, T.Colon)) T.retag(token, T.Equals);
  group.tokens = tokens;
  group.reading = 'list';
  return true;
}

/** Parentheses with arguments as other languages write them. */
export function isCallStyle(next: T.Token | undefined): next is GroupToken {
  if (!isRound(next)) return false;
  const { reading, called } = next.group;
  return reading === 'list' || (called && (reading === 'empty' || openObject(next.group)));
}

/** The parts as arguments that follow a word. */
export function outlineCallStyle(word: T.Token, parts: readonly T.Token[][], reports: Reports): readonly T.Token[] {
  const tokens = [word, ...parts.flatMap(wrapped)];
  for (let at = 1; at < tokens.length; at++) outlineArgument(tokens, at, 0, reports);
  return tokens.slice(1);
}

/** A part of a call as an argument of a stage: with several tokens it is as if it stood in parentheses. */
function wrapped(part: T.Token[]): T.Token[] {
  const isSetting = isKeyAt(part, 0);
  const value = isSetting ? part.slice(2) : part;
  const isOne = value.length < 2 || (value.length === 2 && value[1]?.group?.called === true);
  if (isOne) return part;
  const start = (value[0] as T.Token).startOffset;
  const end = (value.at(-1) as T.Token).end;
  return [...(isSetting ? part.slice(0, 2) : []), grouped(T.ValueGroup, value, start, end)];
}

/** A block's parameters without their parentheses, as the group that they would be. */
export function paramsWithout(tokens: readonly T.Token[]): T.Token {
  const [first, last] = [tokens[0] as T.Token, tokens.at(-1) as T.Token];
  const parts = tokens.some((token) => T.is(token, T.Comma))
    ? [...tokens]
    : tokens.flatMap((token, at) => [...(at > 0 ? [commaBefore(token)] : []), token]);
  return grouped(T.ParamGroup, parts, first.startOffset, last.end);
}

/** Values with commas between them as the list that they would be in brackets. */
export function listOf(tokens: T.Token[]): T.Token {
  const [first, last] = [tokens[0] as T.Token, tokens.at(-1) as T.Token];
  const token = grouped(T.ListGroup, tokens, first.startOffset, last.end);
  return { ...token, group: { ...(token.group as Group), square: true } };
}

/** A group around tokens that stand in no brackets of their own. */
function grouped(type: T.TokenType, tokens: T.Token[], start: number, end: number): T.Token {
  const group: Group = {
    bracketed: false,
    closed: true,
    square: false,
    start,
    end,
    innerEnd: end,
    called: false,
    tokens,
    reading: readingOf(tokens),
    kind: type,
    node: undefined,
  };
  return T.makeToken(type, '(', start, end, false, false, group);
}
