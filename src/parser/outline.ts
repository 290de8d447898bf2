/**
 * The outline of a file: items, and within them what each word and each bracket is. It walks every level once,
 * from the outside in, and mends the slips that it can name, so that the grammar reads sound tokens.
 */
import { nearest } from '../text/nearest.ts';
import type { Bracketed, Group } from './brackets.ts';
import { itemWord } from './item-words.ts';
import { outlineItem } from './outline-items.ts';
import { outlineStack } from './outline-stack.ts';
import { outlineCall, outlineExpressions, tag } from './outline-values.ts';
import { markReadings } from './readings.ts';
import type { Reports } from './reports.ts';
import { placeOf } from './slips.ts';
import { stackAmong } from './stray-stack.ts';
import * as T from './tokens.ts';

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
  const bare = top.length > 0 && !top.some(isItem);
  const tokens: T.Token[] = [];
  for (const [word, ...rest] of itemsOf(top, reports)) {
    if (!word) continue;
    for (const token of outlineItem(word, rest, reports)) tokens.push(token);
  }
  const used: Group[] = [];
  collect(tokens, used);
  for (let at = 0; at < used.length; at++) {
    const group = used[at] as Group;
    group.tokens = outlineGroup(group, reports);
    collect(group.tokens, used);
  }
  return { tokens, groups: used, bare };
}

function collect(tokens: readonly T.Token[], used: Group[]): void {
  for (const { group } of tokens) if (group?.kind) used.push(group);
}

function outlineGroup(group: Group, reports: Reports): T.Token[] {
  const { kind, tokens, reading } = group;
  if (kind === T.StackGroup || (kind === T.ValueGroup && reading !== 'expr'))
    return outlineStack(tokens, false, reports);
  if (kind === T.BranchGroup) return outlineStack(tokens, true, reports);
  if (kind === T.CallGroup || kind === T.ParamGroup) outlineCall(tokens, reports);
  else outlineExpressions(tokens, reports);
  return tokens;
}

// ---- where items begin

/** Parts the file into items, each beginning with its word. */
function* itemsOf(top: readonly T.Token[], reports: Reports): Iterable<T.Token[]> {
  const starts = top.flatMap((token, at) => (isItem(token) ? [at] : []));
  const lead = top.slice(0, starts[0] ?? top.length);
  if (lead.length > 0) yield* withoutStacks(leadItem(lead, starts.length === 0, reports), reports);
  for (const [index, start] of starts.entries()) yield* withoutStacks(top.slice(start, starts[index + 1]), reports);
}

function isItem(token: T.Token): boolean {
  const word = itemWord(token.image);
  return word !== undefined && T.is(token, T.itemTokens[word]);
}

/** Cuts stacks off from items that cannot hold one. */
function* withoutStacks(item: T.Token[], reports: Reports): Iterable<T.Token[]> {
  let rest = item;
  while (rest.length > 0) {
    const at = stackAmong(rest);
    yield at === undefined ? rest : rest.slice(0, at);
    rest = at === undefined ? [] : strayItem(rest.slice(at), reports);
  }
}

/** What stands before the first item's word: the file's one stack, or a mistake. */
function leadItem(tokens: T.Token[], alone: boolean, reports: Reports): T.Token[] {
  return alone ? [modelBefore(tokens[0] as T.Token), ...tokens] : strayItem(tokens, reports);
}

/** Tokens where an item should begin: a misspelt word of an item, or a stack without `model`. */
function strayItem(tokens: T.Token[], reports: Reports): T.Token[] {
  const first = tokens[0] as T.Token;
  const near = T.is(first, T.Word) ? nearest(first.image, Object.keys(T.itemTokens), 3) : [];
  const word = near[0] && itemWord(near[0]);
  if (word && first.image.length > 2) {
    const fixes = near.map((better) => reports.fix(`write ${better}`, [{ ...placeOf(first), text: better }]));
    reports.add('syntax/item-word', placeOf(first), { word: first.image, near }, { fixes });
    tag(first, T.itemTokens[word]);
    return tokens;
  }
  const insert = { start: first.startOffset, end: first.startOffset, text: 'model ' };
  reports.add('syntax/bare-stack', placeOf(first), {}, { fixes: [reports.safeFix('write model', [insert])] });
  return [modelBefore(first), ...tokens];
}

/** A word of no width, for a stack that stands without one. */
function modelBefore({ startOffset }: T.Token): T.Token {
  return T.makeToken(T.itemTokens.model, '', startOffset, startOffset, false, true, undefined);
}
