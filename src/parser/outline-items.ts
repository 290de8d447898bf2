/** Outlines items: what stands between an item's word and the next item. */
import { outlineCallStyle, paramsWithout, partsOf } from './call-style.ts';
import { mergeDashes } from './dashes.ts';
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
export function outlineItem(word: T.Token, tokens: T.Token[], reports: Reports): T.Token[] {
  if (T.is(word, T.itemTokens.model)) return [word, ...outlineModel(tokens, reports)];
  if (T.is(word, T.itemTokens.block)) return [word, ...outlineBlock(tokens, reports)];
  if (T.is(word, T.itemTokens.let)) return [word, ...outlineLet(tokens, reports)];
  if (T.is(word, T.itemTokens.input) || T.is(word, T.itemTokens.target)) outlineInput(tokens, reports);
  else if (!T.is(word, T.itemTokens.use)) return [word, ...outlineSettings(word, tokens, reports)];
  return [word, ...tokens];
}

/** `d = …`: a name, its sign, and a value in which blanks are free. */
function outlineLet(item: T.Token[], reports: Reports): T.Token[] {
  const tokens = mergeThousands(item, reports);
  const equals = tokens.findIndex((token) => T.is(token, T.Equals));
  const nameLength = isWord(tokens[0]) ? 1 : 0;
  outlineExpressions(tokens.slice(equals < 0 ? nameLength : equals + 1), reports);
  return tokens;
}

/** `tokens[T=8] of V=27`. */
function outlineInput(tokens: T.Token[], reports: Reports): void {
  if (T.is(tokens[1], T.Colon)) slips.reportStrayColon(tokens.splice(1, 1)[0] as T.Token, reports);
  const dims = tokens.findIndex((token) => token.group);
  if (dims >= 0) outlineType(tokens, dims, reports);
  const of = tokens.findIndex((token) => T.is(token, T.Of) || (T.is(token, T.Word) && token.image === 'of'));
  if (of < 1) return;
  T.retag(tokens[of] as T.Token, T.Of);
  outlineOf(tokens, of + 1, reports);
}

// ---- models and blocks

function outlineModel(tokens: T.Token[], reports: Reports): T.Token[] {
  const isNamed = isKeyAt(tokens, 0);
  if (isNamed) T.retag(tokens[0] as T.Token, T.Key);
  const head = isNamed ? 2 : T.is(tokens[0], T.Equals) ? 1 : 0;
  return joined(tokens.slice(0, head), outlineStack(tokens.slice(head), false, reports));
}

/** `down(n) : [B, T, C] -> [B, T/n, n*C] = …`. */
function outlineBlock(tokens: T.Token[], reports: Reports): T.Token[] {
  let head = T.is(tokens[0], T.Word) ? 1 : 0;
  const params = tokens[head];
  if (isRound(params) && (params.group.called || T.is(tokens[head + 1], T.Equals) || T.is(tokens[head + 1], T.Colon))) {
    tag(params, T.ParamGroup);
    head++;
  }
  const colon = tokens[head];
  if (T.is(colon, T.Colon) && T.is(tokens[head + 1], T.Word) && tokens[head + 1]?.image !== 'int')
    mendEquals(colon, reports);
  else if (T.is(colon, T.Colon)) head = outlineSignature(tokens, head + 1, reports);
  if (T.is(tokens[head], T.Arrow) || T.is(tokens[head], T.OtherBar)) mendEquals(tokens[head] as T.Token, reports);
  const equals = tokens.findIndex((token, at) => at >= head && T.is(token, T.Equals));
  const between = tokens.slice(head, Math.max(head, equals));
  if (equals === head) return joined(tokens.slice(0, head + 1), outlineStack(tokens.slice(head + 1), false, reports));
  if (head === 1 && between.length > 0 && between.every(isParam)) {
    slips.reportParams(between, reports);
    const start = [tokens[0] as T.Token, paramsWithout(between), tokens[equals] as T.Token];
    return joined(start, outlineStack(tokens.slice(equals + 1), false, reports));
  }
  return joined(tokens.slice(0, head), outlineStack(tokens.slice(head), false, reports));
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
  const sign = tokens[arrow];
  if (T.is(sign, T.OtherBar)) {
    slips.reportArrow(sign, reports);
    T.retag(sign, T.Arrow);
  }
  return T.is(sign, T.Arrow) ? outlineType(tokens, arrow + 1, reports) : arrow;
}

function joined(head: T.Token[], rest: readonly T.Token[]): T.Token[] {
  for (const token of rest) head.push(token);
  return head;
}

// ---- items with arguments

function outlineSettings(word: T.Token, item: T.Token[], reports: Reports): T.Token[] {
  const tokens = mergeDashes(mergeThousands(item, reports), reports);
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
    if (T.is(token, T.Comma)) commas.push({ token, between: 'arguments', last: at === tokens.length - 1 });
    else {
      mendColon(tokens, at, reports);
      outlineArgument(tokens, at, isNamed ? 0 : -1, reports);
      out.push(token);
    }
  }
  slips.reportCommas(commas, reports);
  return out;
}

/** `train sgd(lr=0.1)` and `train(sgd, lr=0.1)`. */
function mendCall(word: T.Token, call: GroupToken, reports: Reports): readonly T.Token[] {
  const parts = partsOf(call.group.tokens);
  slips.reportParentheses(word, call, parts, reports);
  return outlineCallStyle(word, parts, reports);
}
