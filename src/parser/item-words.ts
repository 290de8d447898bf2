/** Tells the words that begin items from the same words used as names, which is an error. */
import type { Reports } from './reports.ts';
import { reportExtra } from './slips.ts';
import * as T from './tokens.ts';

/** The item that a token begins, if it begins one. An item's word that is used as a name is reported. */
export function beginsItem(
  token: T.Token,
  before: T.Token | undefined,
  after: T.Token | undefined,
  inBrackets: boolean,
  reports: Reports,
): T.ItemWord | undefined {
  const isTap = T.is(token, T.TapName);
  const word = itemWord(isTap ? token.image.slice(1) : token.image);
  if (!word || !(isTap || T.is(token, T.Word))) return undefined;
  const flush = isFlush(token, reports);
  if (!isTap && !isName(word, token, before, after, inBrackets, flush)) return word;
  if (before && before.image === token.image && itemWord(before.image) && T.is(before, T.itemTokens[word])) {
    reportExtra(token, reports);
    return undefined;
  }
  const isDeclared = T.is(before, T.itemTokens.let) || T.is(before, T.itemTokens.block);
  // Of a setting it is said later that there is none of that name, and which was meant.
  if (isKey(after) && !isDeclared && !isTap) return undefined;
  const start = token.startOffset + (isTap ? 1 : 0);
  reports.add(
    'syntax/reserved-word',
    { start, end: token.end },
    { word },
    {
      help: ['choose another name'],
      fixes: [reports.fix(`call it ${word}_`, [{ start: token.end, end: token.end, text: '_' }])],
    },
  );
  return undefined;
}

/** The text as an item's word. */
export function itemWord(text: string): T.ItemWord | undefined {
  return Object.hasOwn(T.itemTokens, text) ? (text as T.ItemWord) : undefined;
}

function isName(
  word: T.ItemWord,
  token: T.Token,
  before: T.Token | undefined,
  after: T.Token | undefined,
  inBrackets: boolean,
  flush: boolean,
): boolean {
  if (!before) return false;
  const defines = word === 'model' || word === 'let' || word === 'block';
  if (isKey(after) && !defines) return inBrackets || !flush;
  if (T.is(after, T.Word) && after.image === 'in') return true;
  if (!token.leads && endsHere(after)) return true;
  if (token.leads) return inBrackets && (T.is(after, T.Comma) || T.is(after, T.Close) || T.is(after, T.Bar));
  const item = itemWord(before.image);
  if (item && T.is(before, T.itemTokens[item])) return item !== 'model' || isKey(after);
  return inBrackets || expectsMore(before);
}

function isKey(after: T.Token | undefined): boolean {
  return T.is(after, T.Equals);
}

/** Nothing follows that could belong to an item. */
function endsHere(after: T.Token | undefined): boolean {
  if (after === undefined || T.is(after, T.Close) || T.is(after, T.Operator) || T.is(after, T.OtherBar)) return true;
  return T.is(after, T.Bar) || T.is(after, T.Comma) || (after.leads && itemWord(after.image) !== undefined);
}

/** Stands at the very beginning of a line, where people write items; an indented line goes on with the item above it. */
export function isFlush(token: T.Token, { source }: Reports): boolean {
  const before = source.text[token.startOffset - 1];
  return before === undefined || before === '\n' || before === '\r';
}

function expectsMore(before: T.Token): boolean {
  return T.is(before, T.Operator) || T.is(before, T.Junk);
}
