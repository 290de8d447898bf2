/** Mends signs in a stack that stand for others, before its stages are read: `tanh + linear 4`, `flatten -> [B, C]`, `mul |( … )`. */
import { isRound, isSquare } from './outline-values.ts';
import type { Reports } from './reports.ts';
import { placeOf, reportColon, reportExtra, reportInstead } from './slips.ts';
import * as T from './tokens.ts';

/** A stack's tokens, with the place that is looked at. */
interface Sight {
  readonly tokens: readonly T.Token[];
  readonly at: number;
  readonly branches: boolean;
  readonly reports: Reports;
}

/** What a token is mended to, reported; nothing when it is as it should be. */
type Mend = (token: T.Token, sight: Sight) => readonly T.Token[] | undefined;

/** The tokens of a stack, or of branches when commas part them, with such signs mended. */
export function withSigns(tokens: readonly T.Token[], branches: boolean, reports: Reports): T.Token[] {
  return tokens.flatMap((token, at) => {
    const sight = { tokens, at, branches, reports };
    for (const mend of mends) {
      const better = mend(token, sight);
      if (better) return better;
    }
    return [token];
  });
}

/** `sum ( a; b )`. */
const semicolon: Mend = (token, { branches, reports }) => {
  if (!branches || token.image !== ';') return undefined;
  reportInstead(token, ',', reports);
  return [as(token, T.Comma, ',')];
};

/** `mul |( a, b )`: a bar between a form and its body. */
const barBeforeBody: Mend = (token, { tokens, at, reports }) => {
  if (!T.is(token, T.Bar) || !isRound(tokens[at + 1])) return undefined;
  const start = stageStart(tokens, at);
  const form = T.stageTokens.get(tokens[start]?.image ?? '');
  const between = tokens.slice(start + 1, at);
  const isRead = between.some((one) => isRound(one) || T.is(one, T.TapName));
  if (!form || form === T.Tap || isRead || between.at(-1)?.image === '=') return undefined;
  reportExtra(token, reports);
  return [];
};

/** `tanh + linear 4`: an operator with blanks around it, and behind it a stage with arguments. */
const operator: Mend = (token, { tokens, at }) => {
  const [before, next, after] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]];
  if (!before || !(T.is(token, T.Plus) || T.is(token, T.Divide)) || token.glued) return undefined;
  if (!T.is(next, T.Word) || next.glued || T.is(before, T.Junk)) return undefined;
  const hasArgument = after !== undefined && !after.glued && !T.is(after, T.Junk) && !T.is(after, T.Operator);
  return hasArgument || T.stageTokens.has(next.image) ? [as(token, T.OtherBar, token.image)] : undefined;
};

/** `flatten 2 -> [B, T, C]`: a shape is stated behind a colon. */
const arrowToShape: Mend = (token, { tokens, at, reports }) => {
  const isStage = tokens[at - 1] !== undefined && !T.is(tokens[at - 1], T.Junk);
  if (!T.is(token, T.Arrow) || !isStage || !isSquare(tokens[at + 1])) return undefined;
  reportColon(token, reports);
  return [as(token, T.Colon, ':')];
};

/** `repeat i in 0:3 ( … )`, as Python cuts. */
const colonInRange: Mend = (token, { tokens, at, reports }) => {
  if (!T.is(token, T.Colon)) return undefined;
  const isIn = tokens.slice(stageStart(tokens, at), at).some(({ image }) => image === 'in');
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (!isIn || !T.is(before, T.Numeral) || !(T.is(next, T.Numeral) || T.is(next, T.Word))) return undefined;
  reportInstead(token, '..', reports);
  return [as(token, T.Range, '..')];
};

/** `repeat i = 0..3 ( … )`. */
const equalsForIn: Mend = (token, { tokens, at, reports }) => {
  const isVariable = T.is(token, T.Equals) && tokens[at - 2]?.image === 'repeat' && T.is(tokens[at - 1], T.Word);
  if (!isVariable || !(T.is(tokens[at + 2], T.Range) || isSquare(tokens[at + 1]))) return undefined;
  reportInstead(token, 'in', reports);
  return [as(token, T.Word, 'in')];
};

/** `linear-128`: a dash for the blank. */
const dash: Mend = (token, { tokens, at, reports }) => {
  if (!T.is(token, T.Minus) || !token.glued) return undefined;
  const [word, number] = [tokens[at - 1], tokens[at + 1]];
  const before = tokens[at - 2];
  const isFirst = T.is(word, T.Word) && (before === undefined || ends(before));
  if (!isFirst || !T.is(number, T.Numeral) || !number.glued) return undefined;
  const fixes = [reports.fix('write a blank', [{ ...placeOf(token), text: ' ' }])];
  reports.add('syntax/unexpected', placeOf(token), { found: '`-`', wanted: 'a blank' }, { fixes });
  return [];
};

/** `conv-transpose 8 2`: no stage is a difference, so a dash between two words in front is a part of a name. */
const dashedName: Mend = (token, { tokens, at, reports }) => {
  if (isDashed(tokens, at - 1) || isDashed(tokens, at - 2)) return [];
  if (!isDashed(tokens, at)) return undefined;
  const last = tokens[at + 2] as T.Token;
  const place = { start: token.startOffset, end: last.end };
  const better = `${token.image}_${last.image}`;
  const fixes = [reports.safeFix(`write ${better}`, [{ ...place, text: better }])];
  reports.add('syntax/name', place, { name: `${token.image}-${last.image}` }, { fixes });
  return [T.makeToken(T.Word, better, place.start, place.end, token.glued, token.leads)];
};

/** Whether a stage begins with two words, neither of them a dim, and a dash without blanks between them. */
function isDashed(tokens: readonly T.Token[], at: number): boolean {
  const [before, word, dash, last] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!T.is(word, T.Word) || !T.is(dash, T.Minus) || !T.is(last, T.Word)) return false;
  const isFirst = before === undefined || ends(before);
  return isFirst && dash.glued && last.glued && last.image.length > 1 && !T.is(tokens[at + 3], T.Operator);
}

/** `su m ( id, tanh )`: the word of a form that a blank tears apart, before its body. */
const tornForm: Mend = (token, { tokens, at, reports }) => {
  const next = tokens[at + 1];
  if (wholeOf(tokens, at - 1)) return [];
  const whole = wholeOf(tokens, at);
  if (!whole || !next) return undefined;
  const place = { start: token.startOffset, end: next.end };
  const found = `\`${reports.source.text.slice(place.start, place.end)}\``;
  const fixes = [reports.safeFix(`write ${whole}`, [{ ...place, text: whole }])];
  reports.add('syntax/unexpected', place, { found, wanted: `\`${whole}\`` }, { fixes });
  return [T.makeToken(T.Word, whole, place.start, place.end, token.glued, token.leads)];
};

/** The form whose word two tokens are together, where a stage begins and its body, settings or tap follow. */
function wholeOf(tokens: readonly T.Token[], at: number): string | undefined {
  const [before, token, next, after] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!T.is(token, T.Word) || !T.is(next, T.Word) || (before !== undefined && !ends(before))) return undefined;
  const goesOn = isRound(after) || T.is(after, T.TapName) || T.is(tokens[at + 3], T.Equals);
  const whole = token.image + next.image;
  return goesOn && T.stageTokens.has(whole) ? whole : undefined;
}

const mends: readonly Mend[] = [
  ...[semicolon, barBeforeBody, operator, arrowToShape, colonInRange, equalsForIn, dash],
  ...[dashedName, tornForm],
];

/** No head of a form is longer, in tokens. */
const FAR = 100;

function ends(token: T.Token): boolean {
  return T.is(token, T.Bar) || T.is(token, T.Comma);
}

/** Where the stage begins that a place lies in. */
function stageStart(tokens: readonly T.Token[], at: number): number {
  let start = at;
  while (start > 0 && at - start < FAR && !ends(tokens[start - 1] as T.Token)) start--;
  return start;
}

function as({ startOffset, end, glued, leads }: T.Token, type: T.TokenType, image: string): T.Token {
  return T.makeToken(type, image, startOffset, end, glued, leads);
}
