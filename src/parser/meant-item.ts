/** Tells which item a word that begins none was meant to begin: a misspelt word, or another language's. */
import { nearest } from '../text/nearest.ts';
import { isFlush } from './item-words.ts';
import type { Reports } from './reports.ts';
import * as T from './tokens.ts';

const words = Object.keys(T.itemTokens) as T.ItemWord[];

/** What other languages write where mm has an item's word. */
const foreign: ReadonlyMap<string, T.ItemWord> = new Map([
  ...(['const', 'var', 'val', 'set', 'define'] as const).map((word) => [word, 'let'] as const),
  ...(['def', 'fn', 'func', 'function', 'class', 'module', 'layer'] as const).map((word) => [word, 'block'] as const),
  ...(['net', 'network', 'arch', 'architecture'] as const).map((word) => [word, 'model'] as const),
  ...(['import', 'include', 'require'] as const).map((word) => [word, 'use'] as const),
  ...(['dataset', 'source'] as const).map((word) => [word, 'data'] as const),
  ...(['inputs'] as const).map((word) => [word, 'input'] as const),
  ...(['output', 'outputs', 'label', 'labels', 'targets'] as const).map((word) => [word, 'target'] as const),
  ...(['optimizer', 'optimiser', 'optim', 'fit', 'training'] as const).map((word) => [word, 'train'] as const),
  ...(['search', 'tune', 'grid'] as const).map((word) => [word, 'sweep'] as const),
]);

/** The words of items that a word was probably meant to be, the likeliest first. */
export function meantWords({ image }: T.Token): readonly T.ItemWord[] {
  const known = foreign.get(image.toLowerCase());
  if (known) return [known];
  return image.length > 2 ? (nearest(image, words, 3) as T.ItemWord[]) : [];
}

/** Whether a line within a `let` gives a second constant. */
export function beginsConstant(tokens: readonly T.Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at] as T.Token, tokens[at + 1]];
  if (at < 2 || !token.leads || !T.is(token, T.Word) || !T.is(after, T.Equals)) return false;
  return !T.is(before, T.Operator) && !T.is(before, T.Junk);
}

/**
 * Whether a token within an item was meant to begin the next one: the first word of an unindented line after something
 * complete, which nothing in the file declares, with a name or a value after it. Only such a line is taken as a hint.
 */
export function beginsMeantItem(
  tokens: readonly T.Token[],
  at: number,
  declared: ReadonlySet<string>,
  reports: Reports,
): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at] as T.Token, tokens[at + 1]];
  if (!token.leads || !T.is(token, T.Word) || declared.has(token.image) || !isFlush(token, reports)) return false;
  if (!before || T.is(before, T.Operator) || T.is(before, T.Junk) || isItem(before)) return false;
  const [meant] = meantWords(token);
  if (T.is(after, T.Equals)) return meant === 'model';
  return meant !== undefined && after !== undefined && !T.is(after, T.Junk) && !T.is(after, T.Operator);
}

function isItem(token: T.Token): boolean {
  return Object.values(T.itemTokens).some((type) => T.is(token, type));
}
