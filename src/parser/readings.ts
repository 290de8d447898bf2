/** Tells from the text between parentheses alone whether it can be a stack, an expression, both, or a list. */
import type { Group } from './brackets.ts';
import * as T from './tokens.ts';

/**
 * `lone` is a single name (in any number of parentheses), which is both a stack and an expression; `list` is what people
 * write between the parentheses of a call: values with commas, or a keyword first.
 */
export type Reading = 'stack' | 'expr' | 'lone' | 'list' | 'empty';

/** Gives every group its reading. Inner groups come first, since the reading of an outer one may depend on them. */
export function markReadings(groups: readonly Group[]): void {
  for (let at = groups.length - 1; at >= 0; at--) {
    const group = groups[at] as Group;
    group.reading = readingOf(group.tokens);
  }
}

/** The reading of a list of tokens. */
export function readingOf(tokens: readonly T.Token[]): Reading {
  const [first, second] = tokens;
  if (!first) return 'empty';
  if (!second) return readingOfOne(first);
  if (tokens.some(joinsStages)) return 'stack';
  if (T.is(first, T.TapName) || (T.is(first, T.Word) && T.stageTokens.has(first.image))) return 'stack';
  if (isWord(first) && T.is(second, T.Equals)) return 'list';
  const side = tokens.findIndex((token, at) => isJuxtaposed(tokens[at - 1], token));
  if (side >= 0) return lacksComma(tokens, side) ? 'list' : 'stack';
  if (tokens.some((token) => T.is(token, T.Comma))) return 'list';
  if (tokens.some((token) => T.is(token, T.Equals))) return 'stack';
  const isCall = tokens.length === 2 && T.is(first, T.Word) && second.group;
  return isCall && second.group.reading === 'stack' ? 'stack' : 'expr';
}

function readingOfOne(token: T.Token): Reading {
  if (T.is(token, T.Word)) return 'lone';
  if (T.is(token, T.TapName)) return 'stack';
  const reading = token.group && !token.group.square ? token.group.reading : 'expr';
  return reading === 'list' || reading === 'empty' ? 'expr' : reading;
}

/** `0.1 0.01`, `a, b at=3`: values that only a forgotten comma can have brought side by side. */
function lacksComma(tokens: readonly T.Token[], side: number): boolean {
  const first = tokens[0] as T.Token;
  if (T.is(first, T.Numeral) || T.is(first, T.Text) || first.group?.square) return true;
  return T.is(tokens[side + 1], T.Equals) && tokens.slice(0, side).some((token) => T.is(token, T.Comma));
}

function joinsStages(token: T.Token): boolean {
  return T.is(token, T.Bar) || T.is(token, T.OtherBar) || T.is(token, T.Arrow) || T.is(token, T.Colon);
}

/** Two operands side by side, as arguments are and the parts of an expression are not. */
export function isJuxtaposed(before: T.Token | undefined, token: T.Token): boolean {
  if (!before || T.is(before, T.Operator) || T.is(before, T.Junk)) return false;
  if (T.is(token, T.Operator) || T.is(token, T.Junk)) return false;
  return !token.group?.called;
}

function isWord(token: T.Token): boolean {
  return T.is(token, T.Word) || T.is(token, T.Dotted);
}
