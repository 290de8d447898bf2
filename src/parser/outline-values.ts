/** Gives the tokens of arguments and expressions the types that the grammar reads. */
import type { Group } from './brackets.ts';
import type { Reports } from './reports.ts';
import { reportCallBlank, reportEquals, reportGluedStack, reportTuple } from './slips.ts';
import * as T from './tokens.ts';

/** Gives a group the meaning that its place has. */
export function tag(token: T.Token, type: T.TokenType): void {
  T.retag(token, type);
  if (token.group) token.group.kind = type;
}

/** A name before an equals sign. */
export function isKeyAt(tokens: readonly T.Token[], at: number): boolean {
  return isWord(tokens[at]) && T.is(tokens[at + 1], T.Equals);
}

export function isWord(token: T.Token): boolean;
export function isWord(token: T.Token | undefined): token is T.Token;
export function isWord(token: T.Token | undefined): boolean {
  return T.is(token, T.Word) || T.is(token, T.Dotted);
}

export type GroupToken = T.Token & { readonly group: Group };

/** Round brackets, whatever they turn out to be. */
export function isRound(token: T.Token | undefined): token is GroupToken {
  return token?.group !== undefined && !token.group.square;
}

export function isSquare(token: T.Token | undefined): token is GroupToken {
  return token?.group?.square === true;
}

/**
 * Arguments after a word, set apart by blanks: keys, calls, parentheses in every reading. `first` is the index of the
 * word itself, whose parenthesis is no call's.
 */
export function outlineArgument(tokens: readonly T.Token[], at: number, first: number, reports: Reports): void {
  const token = tokens[at] as T.Token;
  const before = tokens[at - 1];
  if (isKeyAt(tokens, at)) T.retag(token, T.Key);
  else if (token.group?.square) tag(token, T.ListGroup);
  else if (isRound(token)) outlineParenthesis(tokens, at, before && at - 1 > first ? before : undefined, reports);
}

function outlineParenthesis(
  tokens: readonly T.Token[],
  at: number,
  before: T.Token | undefined,
  reports: Reports,
): void {
  const token = tokens[at];
  if (!isRound(token)) return;
  const { called, reading } = token.group;
  const isCall = called && T.is(before, T.Word);
  if (isCall && (reading !== 'stack' || isCallWithSlip(tokens, at))) tag(token, T.CallGroup);
  else if (isCall) {
    reportGluedStack(before, token, reports);
    tag(token, T.ValueGroup);
  } else if (T.is(before, T.Word) && T.is(tokens[at - 2], T.Equals) && (reading === 'list' || reading === 'expr')) {
    reportCallBlank(before, token, reports);
    tag(token, T.CallGroup);
  } else if (reading === 'list') {
    reportTuple(token, reports);
    tag(token, T.ListGroup);
  } else tag(token, isOperand(tokens, at) ? T.ExprGroup : T.ValueGroup);
}

/** `lr=step(0.1 | 0.01)`, `lr=cosine(0.1, warmup -> 9)`: values or settings, whatever stands between them. */
function isCallWithSlip(tokens: readonly T.Token[], at: number): boolean {
  const inner = tokens[at]?.group?.tokens ?? [];
  const begins = (token: T.Token | undefined) =>
    token === undefined || T.is(token, T.Numeral) || token.group?.square === true;
  const isValue =
    T.is(tokens[at - 2], T.Equals) && inner.some((token, index) => begins(token) || isKeyAt(inner, index));
  return begins(inner[0]) || isValue;
}

/** Whether an operator joins this token to a neighbour. A minus with a blank only before it begins an argument. */
function isOperand(tokens: readonly T.Token[], at: number): boolean {
  const [before, after, next] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]];
  if (T.is(before, T.Operator)) return true;
  return T.is(after, T.Operator) && !(T.is(after, T.Minus) && !after.glued && next?.glued === true);
}

/** The tokens of one expression in which blanks are free, or of a list of such. */
export function outlineExpressions(tokens: readonly T.Token[], reports: Reports): void {
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    if (isKeyAt(tokens, at)) T.retag(token, T.Key);
    else if (token.group?.square) tag(token, T.ListGroup);
    else if (isRound(token)) {
      if (T.is(before, T.Word)) {
        if (!token.group.called) reportCallBlank(before, token, reports);
        tag(token, T.CallGroup);
      } else outlineOperand(token, reports);
    }
  });
}

function outlineOperand(token: GroupToken, reports: Reports): void {
  const isList = token.group.reading === 'list';
  if (isList) reportTuple(token, reports);
  tag(token, isList ? T.ListGroup : T.ExprGroup);
}

/** The arguments of a call: a parenthesis that is a whole argument keeps every reading. */
export function outlineCall(tokens: readonly T.Token[], reports: Reports): void {
  outlineExpressions(tokens, reports);
  tokens.forEach((token, at) => {
    if (T.is(token, T.ExprGroup) && isBorder(tokens[at - 1]) && isBorder(tokens[at + 1])) tag(token, T.ValueGroup);
  });
}

function isBorder(token: T.Token | undefined): boolean {
  return token === undefined || T.is(token, T.Comma) || T.is(token, T.Equals);
}

/** Whether a colon stands for an equals sign in a stage (`padding: same`), since no type follows it. */
export function hasColonForEquals(tokens: readonly T.Token[], at: number): boolean {
  const value = tokens[at + 2];
  if (!isWord(tokens[at]) || !T.is(tokens[at + 1], T.Colon)) return false;
  return value !== undefined && !value.group && !T.is(value, T.Junk) && value.image !== 'int';
}

/** `[T:8]`, `normal(std: 0.1)`. */
export function mendColons(tokens: readonly T.Token[], reports: Reports): void {
  tokens.forEach((_, at) => {
    if (at === 0 || T.is(tokens[at - 1], T.Comma)) mendColon(tokens, at, reports);
  });
}

/** `lr: 0.1`, as other formats write a setting. */
export function mendColon(tokens: readonly T.Token[], at: number, reports: Reports): void {
  const [token, colon] = [tokens[at], tokens[at + 1]];
  if (!isWord(token) || !T.is(colon, T.Colon)) return;
  reportEquals(colon, reports);
  T.retag(colon, T.Equals);
}

/** Whether what follows a comma among stages is one rather than one more argument. */
export function beginsStage(next: T.Token, after: T.Token | undefined, hasBar: boolean): boolean {
  if (isRound(next)) return next.group.reading === 'stack';
  if (!isWord(next) || T.is(after, T.Equals)) return false;
  return !hasBar || (after !== undefined && !T.is(after, T.Junk));
}

/** A type from `at` on: `int[B, T] of V`. Returns the index after it; `at` itself when there is none. */
export function outlineType(tokens: readonly T.Token[], at: number, reports: Reports): number {
  const int = T.is(tokens[at], T.Word) && tokens[at].image === 'int' && tokens[at + 1]?.group !== undefined;
  if (int) T.retag(tokens[at] as T.Token, T.Int);
  const start = int ? at + 1 : at;
  const dims = tokens[start];
  if (!dims?.group) return at;
  if (isRound(dims)) reportTuple(dims, reports);
  tag(dims, T.ListGroup);
  const of = tokens[start + 1];
  if (!T.is(of, T.Word) || of.image !== 'of') return start + 1;
  T.retag(of, T.Of);
  return outlineOf(tokens, start + 2, reports);
}

/** The number after `of`, an expression without blanks, perhaps with a name. Returns the index after it. */
export function outlineOf(tokens: readonly T.Token[], from: number, reports: Reports): number {
  let at = isKeyAt(tokens, from) ? from + 2 : from;
  for (let more = true; more && tokens[at]; at += more ? 1 : 0) {
    const token = tokens[at] as T.Token;
    const joined = at === from || T.is(tokens[at - 1], T.Operator) || T.is(tokens[at - 1], T.Equals);
    more = T.is(token, T.Operator) || ((joined || token.group?.called === true) && !T.is(token, T.Junk));
  }
  outlineExpressions(tokens.slice(from, at), reports);
  return at;
}
