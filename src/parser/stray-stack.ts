/** Finds a stack that stands among items without `model`: the one place where the beginning of a line is a hint. */
import { columnOf } from './columns.ts';
import { itemWord } from './item-words.ts';
import { hasColonForEquals, isKeyAt } from './outline-values.ts';
import { isJuxtaposed } from './readings.ts';
import * as T from './tokens.ts';

/** Where in an item that holds no stack one begins, by the line that it is on. */
export function stackAmong(item: readonly T.Token[], text: string): number | undefined {
  const word = wordOf(item[0] as T.Token);
  if (word === undefined || word === 'model' || word === 'block') return undefined;
  const bar = item.findIndex((token) => T.is(token, T.Bar) || T.is(token, T.OtherBar));
  if (bar >= 0) return lastLineBefore(item, bar) ?? lineOfValues(word, item, text);
  return lineOfValues(word, item, text);
}

function wordOf(token: T.Token): T.ItemWord | undefined {
  for (const [word, type] of Object.entries(T.itemTokens)) if (T.is(token, type)) return itemWord(word);
  return undefined;
}

/** The last line before a bar that begins like a stage. */
function lastLineBefore(item: readonly T.Token[], bar: number): number | undefined {
  for (let at = bar - 1; at > 1; at--) if (opensStage(item, at)) return at;
  return undefined;
}

/** A line that begins with a word where the item is complete, or where only settings may follow. */
function lineOfValues(word: T.ItemWord, item: readonly T.Token[], text: string): number | undefined {
  const settingsOnly = word === 'default' || word === 'budget';
  const list = settingsOnly || word === 'data' || word === 'train' || word === 'sweep';
  let complete = !list || settingsOnly;
  for (let at = 1; at < item.length; at++) {
    complete ||= isKeyAt(item, at);
    if (complete && at > 1 && opensStage(item, at) && !isLoose(item, at, text)) return at;
  }
  return undefined;
}

/** `clip 1` on a line like those of the item's settings: a setting without its equals sign, or a switch. */
function isLoose(item: readonly T.Token[], at: number, text: string): boolean {
  const next = item.findIndex((token, index) => index > at && token.leads);
  const line = item.slice(at, next < 0 ? undefined : next);
  const sides = line.filter((token, index) => isJuxtaposed(line[index - 1], token));
  const isSign = (token: T.Token, index: number) => index === 1 && T.is(token, T.Arrow);
  const isValue = line.every((token, index) => !T.is(token, T.Junk) || T.is(token, T.Operator) || isSign(token, index));
  if (sides.length > 1 || !isValue) return false;
  const column = columnOf(item[at] as T.Token, text);
  const isLikeOthers = (token: T.Token, index: number) =>
    token.leads && isKeyAt(item, index) && columnOf(token, text) === column;
  return column > 0 || item.some(isLikeOthers);
}

function opensStage(item: readonly T.Token[], at: number): boolean {
  const [token, before] = [item[at] as T.Token, item[at - 1] as T.Token];
  if (!token.leads || !T.is(token, T.Word) || isKeyAt(item, at) || token.image === 'of') return false;
  return !hasColonForEquals(item, at) && !T.is(before, T.Operator) && !T.is(before, T.Junk);
}
