/** Tells what a bracket after `repeat`, `residual`, a join or a tap is: a part of its head, or its body. */
import { type GroupToken, isRound, isSquare } from './outline-values.ts';
import * as T from './tokens.ts';

/** `nn.Sequential( … )`, whose parentheses hold a stack. */
export function isWrapper(token: T.Token, after: T.Token | undefined): boolean {
  return /(?:^|\.)Sequential$/.test(token.image) && isRound(after);
}

/** The parentheses of a wrapper, or the one list that they hold. */
export function contentOfWrapper(token: GroupToken): GroupToken {
  const [only, ...others] = token.group.tokens;
  const isAlone = others.every((other) => T.is(other, T.Comma));
  return isSquare(only) && isAlone ? only : token;
}

/** Whether round brackets belong to the head of a form rather than being its body. */
export function isArgumentOfForm(tokens: readonly T.Token[], at: number, word: T.Token): boolean {
  const before = tokens[at - 1] as T.Token;
  if (isCount(tokens, at, word)) return true;
  if (T.is(before, T.Equals) || T.is(before, T.Operator) || T.is(tokens[at + 1], T.Operator)) return true;
  const group = tokens[at]?.group;
  const isCall = group?.called === true && before !== word && T.is(before, T.Word);
  return isCall && (group.reading === 'list' || hasAnotherGroup(tokens, at));
}

/** Round brackets right where a `repeat` has its count, when its body still follows. */
export function isCount(tokens: readonly T.Token[], at: number, word: T.Token): boolean {
  const before = tokens[at - 1] as T.Token;
  const atCount = T.is(word, T.Repeat) && (before === word || T.is(before, T.In));
  const reading = tokens[at]?.group?.reading;
  return atCount && (reading === 'expr' || reading === 'lone') && hasAnotherGroup(tokens, at);
}

/** `repeat 3 [ … ]`, `sum [ a, b ]`: square brackets in the place of the body. */
export function isSquareBody(tokens: readonly T.Token[], at: number, word: T.Token): boolean {
  const before = tokens[at - 1] as T.Token;
  if (!tokens[at]?.group?.square || T.is(word, T.Tap)) return false;
  if (T.is(before, T.Equals) || T.is(before, T.Operator) || T.is(before, T.In)) return false;
  const isList = T.is(word, T.Repeat) && before === word;
  const after = tokens[at + 1];
  return !isList && (after === undefined || T.is(after, T.Bar) || T.is(after, T.Comma) || T.is(after, T.Colon));
}

/** Whether more round brackets follow in the same stage. */
function hasAnotherGroup(tokens: readonly T.Token[], from: number): boolean {
  for (let at = from + 1; at < tokens.length; at++) {
    const token = tokens[at] as T.Token;
    if (isRound(token)) return true;
    if (T.is(token, T.Bar) || T.is(token, T.Comma) || T.is(token, T.Colon)) return false;
  }
  return false;
}

/** `linear 8 sum ( id, tanh )`: the word of a join or a residual with its body, where only arguments stood before. */
export function hasBody(word: T.Token, after: T.Token | undefined): boolean {
  const form = T.stageTokens.get(word.image);
  return (form === T.Join || form === T.Residual) && isRound(after) && !after.group.called;
}

/** A word among settings that nothing of its own follows: a switch, unless the layer has none of that name. */
export function mayBeSwitch(word: T.Token, after: T.Token | undefined): boolean {
  if (T.stageTokens.has(word.image)) return false;
  return !after || [T.Bar, T.Comma, T.Colon, T.Word].some((type) => T.is(after, type));
}
