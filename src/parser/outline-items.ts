/** Outlines items: what stands between an item's word and the next item. */
import { outlineCallStyle, paramsWithout, partsOf } from './call-style.ts';
import { mergeDashes } from './dashes.ts';
import { reportArrow, reportDims, reportParams, reportStrayColon, reportTypeSign } from './item-slips.ts';
import { mergeLists } from './loose-lists.ts';
import { mendTapParams } from './loose-taps.ts';
import { mendOf, mendTarget } from './loose-targets.ts';
import { outlineStack } from './outline-stack.ts';
import {
  type GroupToken,
  isKeyAt,
  isRound,
  isWord,
  mendColon,
  outlineArgument,
  outlineExpressions,
  outlineOf,
  outlineType,
  tag,
} from './outline-values.ts';
import type { Reports } from './reports.ts';
import * as slips from './slips.ts';
import { mergeThousands } from './thousands.ts';
import * as T from './tokens.ts';

/** The tokens of an item with its word, slips mended. */
export function outlineItem(word: T.Token, item: T.Token[], values: ReadonlySet<string>, reports: Reports): T.Token[] {
  const tokens = withoutExtra(word, item, reports);
  if (T.is(word, T.itemTokens.model)) return [word, ...outlineModel(tokens, values, reports)];
  if (T.is(word, T.itemTokens.block)) return [word, ...outlineBlock(tokens, values, reports)];
  if (T.is(word, T.itemTokens.let)) return [word, ...outlineLet(tokens, reports)];
  if (T.is(word, T.itemTokens.target)) mendTarget(tokens, reports);
  if (T.is(word, T.itemTokens.input) || T.is(word, T.itemTokens.target)) outlineInput(tokens, reports);
  else if (!T.is(word, T.itemTokens.use)) return [word, ...outlineSettings(word, tokens, reports)];
  return [word, ...tokens];
}

/** `block, f = …`, `block=f …`: a sign between an item's word and the name that goes with it. */
function withoutExtra(word: T.Token, tokens: T.Token[], reports: Reports): T.Token[] {
  const [sign, name] = tokens;
  // A word twice was reported where items begin.
  if (T.is(sign, T.Word) && sign.image === word.image) return tokens.slice(1);
  const isSign = T.is(sign, T.Comma) || T.is(sign, T.Colon) || T.is(sign, T.Equals);
  const isNamed = T.is(name, T.Word) || T.is(name, T.Text);
  if (!isSign || !isNamed || word.image === '' || (T.is(word, T.itemTokens.model) && T.is(sign, T.Equals)))
    return tokens;
  slips.reportExtra(sign, reports);
  return tokens.slice(1);
}

/** `d = …`: a name, its sign, and a value in which blanks are free. */
function outlineLet(item: T.Token[], reports: Reports): T.Token[] {
  const tokens = mergeThousands(item, reports);
  if (isWord(tokens[0]) && T.is(tokens[1], T.Colon)) mendEquals(tokens[1], reports);
  const equals = tokens.findIndex((token) => T.is(token, T.Equals));
  const nameLength = isWord(tokens[0]) ? 1 : 0;
  outlineExpressions(tokens.slice(equals < 0 ? nameLength : equals + 1), reports);
  return tokens;
}

/** `tokens[T=8] of V=27`. */
function outlineInput(tokens: T.Token[], reports: Reports): void {
  if (T.is(tokens[1], T.Colon)) reportStrayColon(tokens.splice(1, 1)[0] as T.Token, reports);
  bracketDims(tokens, reports);
  const dims = tokens.findIndex((token) => token.group);
  if (dims === 1) mendOf(tokens, 2, reports);
  if (dims >= 0) outlineType(tokens, dims, reports);
  const of = tokens.findIndex((token) => T.is(token, T.Of) || (T.is(token, T.Word) && token.image === 'of'));
  if (of < 1) return;
  T.retag(tokens[of] as T.Token, T.Of);
  outlineOf(tokens, of + 1, reports);
}

/** `image 28 28 1`: dims without their brackets. */
function bracketDims(tokens: T.Token[], reports: Reports): void {
  const end = tokens.findIndex((token, at) => at > 0 && !T.is(token, T.Numeral) && !T.is(token, T.Comma));
  const dims = tokens.slice(1, end < 0 ? undefined : end);
  if (!T.is(tokens[0], T.Word) || !T.is(dims[0], T.Numeral)) return;
  reportDims(dims, reports);
  tokens.splice(1, dims.length);
}

// ---- models and blocks

function outlineModel(tokens: T.Token[], values: ReadonlySet<string>, reports: Reports): T.Token[] {
  const isNamed = isKeyAt(tokens, 0);
  if (isNamed) T.retag(tokens[0] as T.Token, T.Key);
  const head = isNamed ? 2 : T.is(tokens[0], T.Equals) ? 1 : 0;
  return joined(tokens.slice(0, head), outlineStack(tokens.slice(head), false, values, reports));
}

/** `down(n) : [B, T, C] -> [B, T/n, n*C] = …`. */
function outlineBlock(tokens: T.Token[], values: ReadonlySet<string>, reports: Reports): T.Token[] {
  let head = T.is(tokens[0], T.Word) ? 1 : 0;
  dropBeforeHead(tokens, head, reports);
  const params = tokens[head];
  if (isRound(params) && (params.group.called || T.is(tokens[head + 1], T.Equals) || T.is(tokens[head + 1], T.Colon))) {
    tag(params, T.ParamGroup);
    mendTapParams(params.group.tokens, tokens.slice(head + 1), reports);
    head++;
  }
  mendTypeSign(tokens, head, reports);
  const colon = tokens[head];
  if (T.is(colon, T.Colon) && T.is(tokens[head + 1], T.Word) && tokens[head + 1]?.image !== 'int')
    mendEquals(colon, reports);
  else if (T.is(colon, T.Colon)) head = outlineSignature(tokens, head + 1, reports);
  if (T.is(tokens[head], T.Arrow) || T.is(tokens[head], T.OtherBar)) mendEquals(tokens[head] as T.Token, reports);
  const equals = tokens.findIndex((token, at) => at >= head && T.is(token, T.Equals));
  const between = tokens.slice(head, Math.max(head, equals));
  if (equals === head)
    return joined(tokens.slice(0, head + 1), outlineStack(tokens.slice(head + 1), false, values, reports));
  if (head === 1 && between.length > 0 && between.every(isParam)) {
    reportParams(between, reports);
    const start = [tokens[0] as T.Token, paramsWithout(between), tokens[equals] as T.Token];
    return joined(start, outlineStack(tokens.slice(equals + 1), false, values, reports));
  }
  return joined(tokens.slice(0, head), outlineStack(tokens.slice(head), false, values, reports));
}

/** `block f(n) = [B, T] -> [B] = …`, `block f(n) [B, T] -> [B] = …`: a type without its colon. */
function mendTypeSign(tokens: T.Token[], head: number, reports: Reports): void {
  const sign = tokens[head];
  if (!sign || T.is(sign, T.Colon)) return;
  const isSign = T.is(sign, T.Junk) || T.is(sign, T.Equals);
  const type = isSign ? head + 1 : head;
  const [dims, int] = [tokens[type], tokens[type]?.image === 'int'];
  if (!(dims?.group?.square || int) || !tokens.slice(type).some((token) => T.is(token, T.Arrow))) return;
  reportTypeSign(sign, isSign, reports);
  const made = T.makeToken(T.Colon, ':', sign.startOffset, sign.startOffset, false, false, undefined);
  tokens.splice(head, isSign ? 1 : 0, made);
}

/** `block la yer(heads) …`, `block layer|(heads) …`: a second word, or a bar, before the parameters or the type. */
function dropBeforeHead(tokens: T.Token[], head: number, reports: Reports): void {
  const [extra, next] = [tokens[head], tokens[head + 1]];
  const isHead = isRound(next) ? next.group.called || T.is(extra, T.Bar) : T.is(next, T.Colon);
  if (head !== 1 || !isHead || !(T.is(extra, T.Word) || T.is(extra, T.Bar))) return;
  if (!tokens.some((token, at) => at > head && T.is(token, T.Equals))) return;
  const whole = T.is(extra, T.Word) ? (tokens[0] as T.Token).image + extra.image : '';
  slips.reportExtra(extra, reports, whole);
  tokens.splice(head, 1);
}

/** `block f(n): linear n`, `block f(n) -> linear n`. */
function mendEquals(sign: T.Token, reports: Reports): void {
  slips.reportEquals(sign, reports);
  T.retag(sign, T.Equals);
}

/** What may stand between the parentheses of a block's parameters, which were left out. */
function isParam(token: T.Token): boolean {
  return T.is(token, T.Word) || T.is(token, T.TapName) || T.is(token, T.Comma);
}

function outlineSignature(tokens: T.Token[], from: number, reports: Reports): number {
  const arrow = outlineType(tokens, from, reports);
  if (isWrongArrow(tokens, arrow)) mendArrow(tokens, arrow, reports);
  const sign = tokens[arrow];
  return T.is(sign, T.Arrow) ? outlineType(tokens, arrow + 1, reports) : arrow;
}

/** Another sign, several, or none between two types. */
function isWrongArrow(tokens: readonly T.Token[], at: number): boolean {
  const end = endOfSigns(tokens, at);
  const isType = tokens[end]?.group !== undefined || tokens[end]?.image === 'int';
  return isType && !(end === at + 1 && T.is(tokens[at], T.Arrow));
}

function endOfSigns(tokens: readonly T.Token[], at: number): number {
  const token = tokens[at];
  const isSign = token && T.is(token, T.Junk) && !T.is(token, T.Equals);
  return isSign ? endOfSigns(tokens, at + 1) : at;
}

function mendArrow(tokens: T.Token[], at: number, reports: Reports): void {
  const end = endOfSigns(tokens, at);
  const next = tokens[end] as T.Token;
  const place =
    end > at ? { start: (tokens[at] as T.Token).startOffset, end: (tokens[end - 1] as T.Token).end } : undefined;
  reportArrow(place ?? { start: next.startOffset, end: next.startOffset }, reports);
  const { startOffset } = next;
  tokens.splice(at, end - at, T.makeToken(T.Arrow, '->', startOffset, startOffset, false, false, undefined));
}

function joined(head: T.Token[], rest: readonly T.Token[]): T.Token[] {
  for (const token of rest) head.push(token);
  return head;
}

// ---- items with arguments

function outlineSettings(word: T.Token, item: T.Token[], reports: Reports): T.Token[] {
  const tokens = mergeLists(mergeDashes(mergeThousands(item, reports), reports), reports);
  const isNamed = !T.is(word, T.itemTokens.budget) && isWord(tokens[0]) && !isKeyAt(tokens, 0);
  const out = isNamed ? [tokens[0] as T.Token] : [];
  const commas: slips.CommaSlip[] = [];
  let at = out.length;
  const call = tokens[at];
  if (isRound(call) && (!isNamed || call.group.called || call.group.reading === 'list')) {
    joined(out, mendCall(out[0] ?? word, call, reports));
    at++;
  }
  for (; at < tokens.length; at++) {
    const token = tokens[at] as T.Token;
    if (T.is(token, T.Comma) && isOfCall(tokens, at)) continue;
    if (T.is(token, T.Comma)) commas.push({ token, between: 'arguments', last: at === tokens.length - 1 });
    else {
      if (isWord(token) && T.is(tokens[at + 1], T.Arrow)) mendEquals(tokens[at + 1] as T.Token, reports);
      mendColon(tokens, at, reports);
      outlineArgument(tokens, at, isNamed ? 0 : -1, reports);
      out.push(token);
    }
  }
  slips.reportCommas(commas, reports);
  return out;
}

/** `lr = cosine 1e-3, warmup=100`: the comma of a call without its parentheses, of which it is said that it lacks them. */
function isOfCall(tokens: readonly T.Token[], at: number): boolean {
  const [word, value] = [tokens[at - 2], tokens[at - 1]];
  const isValue = T.is(word, T.Word) && T.is(tokens[at - 3], T.Equals) && T.is(value, T.Numeral) && !value.glued;
  return isValue && isKeyAt(tokens, at + 1) && !tokens[at + 1]?.leads;
}

/** `train sgd(lr=0.1)` and `train(sgd, lr=0.1)`. */
function mendCall(word: T.Token, call: GroupToken, reports: Reports): readonly T.Token[] {
  const parts = partsOf(call.group.tokens);
  slips.reportParentheses(word, call, parts, reports);
  return outlineCallStyle(word, parts, reports);
}
