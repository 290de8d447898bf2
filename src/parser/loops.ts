/** Reads the loops of other languages as `repeat c in widths ( … )`: `for c in …`, `repeat c of …`, `repeat (c in …)`. */
import { type GroupToken, isRound } from './outline-values.ts';
import type { Reports } from './reports.ts';
import { describe, placeOf, type Replacement, reportInstead } from './slips.ts';
import * as T from './tokens.ts';

const words: readonly string[] = ['for', 'foreach', 'for_each', 'loop'];

/** The settings that stand behind `repeat` with the same sign as a variable might. */
const settings: readonly string[] = ['share', 'name'];

/** Mends, in place, the head of a loop whose word stands at an index. */
export function mendLoop(tokens: T.Token[], at: number, reports: Reports): void {
  const word = tokens[at] as T.Token;
  const isForeign = words.includes(word.image);
  if (!isForeign && word.image !== 'repeat') return;
  const around = tokens[at + 1];
  const isWrapped = isRound(around) && isRound(tokens[at + 2]) && signIn(around.group.tokens, 0) !== undefined;
  if (isWrapped) tokens.splice(at + 1, 1, ...around.group.tokens);
  const sign = signIn(tokens, at + 1);
  if (sign === undefined) return;
  const token = tokens[sign] as T.Token;
  if (isForeign) reportWord(word, token, isWrapped ? around : undefined, reports);
  else if (isWrapped) reportWrapped(around, reports);
  else if (token.image !== 'in') reportInstead(token, 'in', reports);
  tokens[at] = asWord(word, 'repeat');
  tokens[sign] = asWord(token, 'in');
}

/** Gives the variables of `repeat c, s in …` from an index on their meaning; answers the index after their `in`. */
export function markVariables(tokens: readonly T.Token[], at: number): number {
  const sign = signIn(tokens, at);
  if (sign === undefined || tokens[sign]?.image !== 'in') return at;
  for (const token of tokens.slice(at, sign)) if (!T.is(token, T.Comma)) T.retag(token, T.Variable);
  T.retag(tokens[sign], T.In);
  return sign + 1;
}

/** Where the `in` of the variables from an index on stands, or what was written for it. */
function signIn(tokens: readonly T.Token[], from: number): number | undefined {
  let last = from;
  while (T.is(tokens[last], T.Word) && T.is(tokens[last + 1], T.Comma)) last += 2;
  const [variable, sign] = [tokens[last], tokens[last + 1]];
  if (!T.is(variable, T.Word) || sign === undefined) return undefined;
  if (T.is(sign, T.Word)) return sign.image === 'in' || sign.image === 'of' ? last + 1 : undefined;
  const isSign = T.is(sign, T.Equals) || T.is(sign, T.Colon);
  return isSign && !settings.includes(variable.image) && isRound(tokens[last + 3]) ? last + 1 : undefined;
}

/** `repeat (c in widths) ( … )`. */
function reportWrapped(around: GroupToken, reports: Reports): void {
  const fixes = [reports.safeFix('leave out the parentheses', withoutParentheses(around))];
  reports.add('syntax/parentheses', placeOf(around), { word: 'repeat' }, { fixes });
}

function withoutParentheses({ startOffset: start, end, glued, group }: GroupToken): Replacement[] {
  const open = { start, end: start + 1, text: glued ? ' ' : '' };
  return [open, { start: group.innerEnd, end, text: '' }];
}

function reportWord(word: T.Token, sign: T.Token, around: GroupToken | undefined, reports: Reports): void {
  const edits = [{ ...placeOf(word), text: 'repeat' }, ...(around ? withoutParentheses(around) : [])];
  if (sign.image !== 'in') edits.push({ ...placeOf(sign), text: 'in' });
  const args = { found: describe(word), wanted: '`repeat`' };
  reports.add('syntax/unexpected', placeOf(word), args, { fixes: [reports.safeFix('write repeat', edits)] });
}

function asWord({ startOffset, end, glued, leads }: T.Token, image: string): T.Token {
  return T.makeToken(T.Word, image, startOffset, end, glued, leads);
}
