/** Mends what lacks its equals sign: a setting before the body of a form, `residual via ( … ) ( … )`, and a default, `block f(n 1)`. */
import { isRound } from './outline-values.ts';
import { isJuxtaposed } from './readings.ts';
import type { Reports } from './reports.ts';
import { placeOf, reportEquals } from './slips.ts';
import * as T from './tokens.ts';

/** Puts the equals sign, in place, behind a word that a value and then the body follow, and reports it. */
export function mendLooseKey(tokens: T.Token[], at: number, form: T.Token, reports: Reports): void {
  const [key, next] = [tokens[at], tokens[at + 1]];
  if (!T.is(key, T.Word) || T.is(form, T.Tap) || isPart(tokens, at, form)) return;
  if (next === undefined) return;
  if (T.is(next as T.Token, T.Colon)) {
    if (!bodyFollows(tokens, at + 3)) return;
    reportEquals(next, reports);
    T.retag(next, T.Equals);
  } else if (isValue(tokens, at + 1) && bodyFollows(tokens, at + 2)) {
    report(key, next, `\`${form.image}\``, reports);
    tokens.splice(at + 1, 0, T.makeToken(T.Equals, '=', next.startOffset, next.startOffset, false, false));
  }
}

/** Puts the equals sign, in place, between a block's parameter and a number, which can only be its default. */
export function mendDefaults(tokens: T.Token[], reports: Reports): void {
  for (let at = tokens.length - 1; at > 0; at--) {
    const [key, value] = [tokens[at - 1] as T.Token, tokens[at] as T.Token];
    const isValue = T.is(value, T.Numeral) || value.group?.square === true;
    if (!T.is(key, T.Word) || !isValue || !isJuxtaposed(key, value) || T.is(tokens[at - 2], T.Equals)) continue;
    report(key, value, 'a default', reports);
    tokens.splice(at, 0, T.makeToken(T.Equals, '=', value.startOffset, value.startOffset, false, false));
  }
}

/** What is no key: the count of a `repeat`, a part of an expression or of a stack. */
function isPart(tokens: readonly T.Token[], at: number, form: T.Token): boolean {
  const before = tokens[at - 1];
  // `via=conv 64 1 ( … )`: what follows the word is the rest of a stack without its parentheses.
  if (T.is(before, T.Word) && T.is(tokens[at - 2], T.Equals) && !isRound(tokens[at + 1])) return true;
  if (T.is(before, T.Operator) || T.is(before, T.Equals)) return true;
  return T.is(form, T.Repeat) && (before === form || T.is(before, T.In));
}

/** A value that no operator joins to the word before it. */
function isValue(tokens: readonly T.Token[], at: number): boolean {
  const [word, token, after] = [tokens[at - 1], tokens[at] as T.Token, tokens[at + 1]];
  if (T.is(token, T.Minus)) return !token.glued && after?.glued === true;
  return isJuxtaposed(word, token) && !T.is(token, T.TapName) && !T.is(after, T.Equals);
}

/** Whether round brackets follow before the stage ends. */
function bodyFollows(tokens: readonly T.Token[], from: number): boolean {
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] as T.Token;
    if (isRound(token)) return true;
    if (T.is(token, T.Bar) || T.is(token, T.Comma) || T.is(token, T.Colon)) return false;
  }
  return false;
}

function report(key: T.Token, value: T.Token, item: string, reports: Reports): void {
  const fixes = [reports.safeFix(`write ${key.image}=`, [{ start: key.end, end: value.startOffset, text: '=' }])];
  reports.add('syntax/missing-equals', placeOf(key), { key: key.image, item }, { fixes });
}
