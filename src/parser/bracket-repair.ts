/** Decides where a bracket that nobody closed was meant to end, and whether a closing one is of the wrong kind. */
import type { Group } from './brackets.ts';
import { columnOf, indentOf } from './columns.ts';
import * as T from './tokens.ts';

/**
 * Takes from an unclosed part what plainly stands after it: a next stage after a list or a call, or on a line that
 * stands no further in, a setting on a
 * line of its own or right after a list, the `of` of a type, a block's type or body after its parameters. `around` are the tokens before the bracket.
 */
export function cutOff(open: T.Token, tokens: T.Token[], around: readonly T.Token[], text: string): T.Token[] {
  const isParams = T.is(around.at(-2), T.itemTokens.block);
  const at = tokens.findIndex((token, index) => {
    if (isParams && endsParams(tokens, index)) return true;
    if (T.is(token, T.Bar)) return isSquare(open) || open.glued || isOutside(open, token, text);
    if (index === 0 || !isWord(token)) return false;
    const follows = !T.is(tokens[index - 1], T.Comma) && isSquare(open);
    return T.is(tokens[index + 1], T.Equals) ? token.leads || follows : token.image === 'of' && follows;
  });
  return at < 0 ? [] : tokens.splice(at);
}

/** Whether a line that begins with a bar stands no further in than the line on which the bracket is opened. */
export function isOutside(open: T.Token, bar: T.Token, text: string): boolean {
  return bar.leads && columnOf(bar, text) <= indentOf(open, text);
}

/** The colon of a block's type, or the equals sign of its body rather than of a default. */
function endsParams(tokens: readonly T.Token[], at: number): boolean {
  const token = tokens[at] as T.Token;
  if (T.is(token, T.Colon)) return true;
  const next = tokens[at + 2];
  return T.is(token, T.Equals) && !T.is(next, T.Comma) && !T.is(next, T.Equals);
}

/** What an unclosed part holds: in `( ( a, b )` the one bracket that is there closes the outer part as well as the inner. */
export function contentOfUnclosed(tokens: T.Token[]): T.Token[] {
  const [only, other] = tokens;
  const group: Group | undefined = other ? undefined : only?.group;
  return group && !group.square && !group.called ? group.tokens : tokens;
}

/** For each token, how many more brackets close than open from there to the next item, for both kinds. */
export interface Surplus {
  readonly round: Int32Array;
  readonly square: Int32Array;
}

export function surplusOf(tokens: readonly T.Token[]): Surplus {
  const round = new Int32Array(tokens.length + 1);
  const square = new Int32Array(tokens.length + 1);
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at] as T.Token;
    const isItem = token.leads && Object.hasOwn(T.itemTokens, token.image);
    const step = T.is(token, T.Close) ? 1 : T.is(token, T.Open) ? -1 : 0;
    round[at] = isItem ? 0 : (round[at + 1] as number) + (isSquare(token) ? 0 : step);
    square[at] = isItem ? 0 : (square[at + 1] as number) + (isSquare(token) ? step : 0);
  }
  return { round, square };
}

export function isBrokenString(token: T.Token): boolean {
  return T.is(token, T.Text) && (token.image.length < 2 || !/["'\u201c\u201d]$/.test(token.image));
}

export function isWord(token: T.Token | undefined): boolean {
  return T.is(token, T.Word) || T.is(token, T.Dotted);
}

export function isSquare(token: T.Token): boolean {
  return token.image === '[' || token.image === ']';
}

/** A word so many tokens back is not looked for. */
const FAR = 200;

/**
 * The last word of a join or a residual, or the count of a repeat, that stands without its body: `mul conv 8 2 | tanh, … )`,
 * `repeat 3 residual ( … ) )`.
 */
export function bodiless(all: readonly T.Token[]): T.Token | undefined {
  const tokens = all.slice(-FAR);
  return tokens.findLast((token, at) => {
    if (isCountAlone(tokens, at)) return true;
    const form = T.is(token, T.Word) && startsStage(tokens[at - 1]) ? T.stageTokens.get(token.image) : undefined;
    if (form !== T.Join && form !== T.Residual) return false;
    const [next, equals] = [tokens[at + 1], tokens[at + 2]];
    return T.is(next, T.Word) && !T.is(equals, T.Equals);
  });
}

/** `3` of `repeat 3 residual ( … )`. */
function isCountAlone(tokens: readonly T.Token[], at: number): boolean {
  const [word, count, next, equals] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  const isRepeat = word !== undefined && T.is(word, T.Word) && T.stageTokens.get(word.image) === T.Repeat;
  if (!isRepeat || !startsStage(tokens[at - 2]) || !(T.is(count, T.Numeral) || T.is(count, T.Word))) return false;
  return T.is(next, T.Word) && next.image !== 'in' && next.image !== 'of' && !T.is(equals, T.Equals);
}

function startsStage(before: T.Token | undefined): boolean {
  return before === undefined || T.is(before, T.Bar) || T.is(before, T.Comma) || T.is(before, T.Equals);
}
