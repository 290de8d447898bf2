/**
 * The outline of a file: items, and within them what each word and each bracket is. It walks every level once,
 * from the outside in, and mends the slips that it can name, so that the grammar reads sound tokens.
 */

import { nearest } from '../text/nearest.ts';
import type { Bracketed, Group } from './brackets.ts';
import { reportBefore } from './item-slips.ts';
import { isFlush, itemWord } from './item-words.ts';
import { mendDefaults } from './loose-keys.ts';
import { beginsConstant, beginsMeantItem, meantWords } from './meant-item.ts';
import { withCommas } from './missing-comma.ts';
import { outlineItem } from './outline-items.ts';
import { outlineStack } from './outline-stack.ts';
import { isKeyAt, mendColons, outlineCall, outlineExpressions, tag } from './outline-values.ts';
import { markReadings } from './readings.ts';
import type { Reports } from './reports.ts';
import { placeOf } from './slips.ts';
import { stackAmong } from './stray-stack.ts';
import * as T from './tokens.ts';
import { valuesIn } from './value-names.ts';

export interface Outline {
  /** The tokens of the file's level: items, each with its word first. */
  readonly tokens: T.Token[];
  /** Bracketed parts that the grammar will read, outer ones before those inside. */
  readonly groups: readonly Group[];
  /** The file is nothing but one stack. */
  readonly bare: boolean;
}

/** Outlines a file. A file without an item's word is one stack, whose item gets a word of no width. */
export function outline({ top, groups }: Bracketed, reports: Reports): Outline {
  markReadings(groups);
  const tokens: T.Token[] = [];
  const words: T.Token[] = [];
  const values = valuesIn(top);
  for (const [word, ...rest] of itemsOf(top, reports)) {
    if (!word) continue;
    words.push(word);
    for (const token of outlineItem(word, rest, values, reports)) tokens.push(token);
  }
  const used: Group[] = [];
  collect(tokens, used);
  for (let at = 0; at < used.length; at++) {
    const group = used[at] as Group;
    group.tokens = outlineGroup(group, values, reports);
    collect(group.tokens, used);
  }
  const bare = words.length === 1 && words[0]?.image === '' && T.is(words[0], T.itemTokens.model);
  return { tokens, groups: used, bare };
}

function collect(tokens: readonly T.Token[], used: Group[]): void {
  for (const { group } of tokens) if (group?.kind) used.push(group);
}

function outlineGroup(group: Group, values: ReadonlySet<string>, reports: Reports): T.Token[] {
  const { kind, reading } = group;
  if (kind === T.ParamGroup) mendDefaults(group.tokens, reports);
  const holdsValues = kind === T.ListGroup || kind === T.CallGroup;
  const tokens =
    holdsValues || kind === T.ParamGroup ? withCommas(group.tokens, kind === T.CallGroup, reports) : group.tokens;
  if (holdsValues) mendColons(tokens, reports);
  if (kind === T.StackGroup || (kind === T.ValueGroup && reading !== 'expr'))
    return outlineStack(tokens, false, values, reports);
  if (kind === T.BranchGroup) return outlineStack(tokens, true, values, reports);
  if (kind === T.CallGroup || kind === T.ParamGroup) outlineCall(tokens, reports);
  else outlineExpressions(tokens, reports);
  return tokens;
}

// ---- where items begin

/** Parts the file into items, each beginning with its word. */
function* itemsOf(top: readonly T.Token[], reports: Reports): Iterable<T.Token[]> {
  const starts = top.flatMap((token, at) => (isItem(token) ? [at] : []));
  const lead = top.slice(0, starts[0] ?? top.length);
  const declared = declaredIn(top);
  const items = starts.map((start, index) => top.slice(start, starts[index + 1]));
  const [first, ...others] = lead.length > 0 ? meantItems(lead, declared, reports) : [];
  if (first) yield* withoutStack(leadItem(first, starts.length + others.length === 0, reports), reports);
  for (const other of others) yield* withoutStack(strayItem(other, reports), reports);
  for (const item of items) {
    const [own, ...meant] = meantItems(item, declared, reports);
    if (own) yield* withoutStack(own, reports);
    for (const other of meant) yield* withoutStack(strayItem(other, reports), reports);
  }
}

/** The names of constants and blocks. */
function declaredIn(top: readonly T.Token[]): ReadonlySet<string> {
  const names = top.filter((_, at) => T.is(top[at - 1], T.itemTokens.let) || T.is(top[at - 1], T.itemTokens.block));
  return new Set(names.map(({ image }) => image));
}

/** Parts an item before each line that was meant to begin another. */
function meantItems(item: T.Token[], declared: ReadonlySet<string>, reports: Reports): T.Token[][] {
  const isLet = T.is(item[0], T.itemTokens.let) || isKeyAt(item, 0);
  const begins = (at: number) => (isLet && beginsConstant(item, at)) || beginsMeantItem(item, at, declared, reports);
  const cuts = item.flatMap((_, at) => (begins(at) ? [at] : []));
  return [0, ...cuts].map((start, index) => item.slice(start, cuts[index]));
}

function isItem(token: T.Token): boolean {
  const word = itemWord(token.image);
  return word !== undefined && T.is(token, T.itemTokens[word]);
}

/** Cuts a stack off from an item that cannot hold one. */
function* withoutStack(item: T.Token[], reports: Reports): Iterable<T.Token[]> {
  const at = stackAmong(item, reports.source.text);
  yield at === undefined ? item : item.slice(0, at);
  if (at !== undefined) yield strayItem(item.slice(at), reports);
}

/** What stands before the first item's word: the file's one stack, or a mistake. */
function leadItem(tokens: T.Token[], alone: boolean, reports: Reports): T.Token[] {
  const [first, second] = [tokens[0] as T.Token, tokens[1]];
  const isWord = T.is(second, T.Word) && meantWords(first).length > 0;
  if (alone && isKeyAt(tokens, 0) && !isConstant(tokens)) reportBefore('model', first, reports);
  return alone && !isWord && !isConstant(tokens)
    ? [wordBefore(first, T.itemTokens.model), ...tokens]
    : strayItem(tokens, reports);
}

/** Tokens where an item should begin: a misspelt word of an item, a constant without `let`, a stack without `model`. */
function strayItem(tokens: T.Token[], reports: Reports): T.Token[] {
  const [first, second] = [tokens[0] as T.Token, tokens[1]];
  const near = T.is(first, T.Word) && isFlush(first, reports) && !T.is(second, T.Bar) ? meantWords(first) : [];
  const [word] = near;
  if (word) {
    const isSure = near.length === 1 && isMisspelt(first.image, word);
    const fixes = near.map((better) => {
      const fix = reports.fix(`write ${better}`, [{ ...placeOf(first), text: better }]);
      return { ...fix, safe: isSure };
    });
    reports.add('syntax/item-word', placeOf(first), { word: first.image, near }, { fixes });
    tag(first, T.itemTokens[word]);
    return tokens;
  }
  if (isConstant(tokens)) {
    reportBefore('let', first, reports);
    return [wordBefore(first, T.itemTokens.let), ...tokens];
  }
  const insert = { start: first.startOffset, end: first.startOffset, text: 'model ' };
  reports.add('syntax/bare-stack', placeOf(first), {}, { fixes: [reports.safeFix('write model', [insert])] });
  return [wordBefore(first, T.itemTokens.model), ...tokens];
}

/** Whether a word is that of an item with a slip, or in the plural, rather than the word of another language. */
function isMisspelt(word: string, meant: string): boolean {
  return word === `${meant}s` || nearest(word, [meant]).length > 0;
}

function isConstant(tokens: readonly T.Token[]): boolean {
  const next = tokens.findIndex((token, at) => at > 2 && token.leads && T.is(token, T.Word) && !isKeyAt(tokens, at));
  const own = next < 0 ? tokens : tokens.slice(0, next);
  return isKeyAt(tokens, 0) && !own.some((token) => T.is(token, T.Bar));
}

/** A word of no width, for an item that stands without one. */
function wordBefore({ startOffset }: T.Token, type: T.TokenType): T.Token {
  return T.makeToken(type, '', startOffset, startOffset, false, true, undefined);
}
