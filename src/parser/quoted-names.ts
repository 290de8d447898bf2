/** Reads a name in quotes where no string can stand: `train "sgd"`, `default "conv" …`. */
import type { Reports } from './reports.ts';
import { cut, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** The items whose word is followed by a name. */
const named: readonly string[] = ['let', 'default', 'block', 'train', 'sweep', 'target', 'data'];

/** The tokens with each string that must be a name as that name, reported. */
export function withNames(tokens: readonly T.Token[], reports: Reports): T.Token[] {
  return tokens.map((token, at) => (isName(tokens, at) ? nameOf(token, reports) : token));
}

function isName(tokens: readonly T.Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at] as T.Token, tokens[at + 1]];
  const isWord = T.is(token as T.Token | undefined, T.Text) && /^"[A-Za-z_]\w*"$/.test(token.image);
  if (!isWord) return false;
  if (token.leads && Object.hasOwn(T.itemTokens, token.image.slice(1, -1))) return true;
  if (after?.image === '=' || (after?.image === '(' && after.glued)) return true;
  return before?.leads === true && named.includes(before.image);
}

function nameOf(token: T.Token, reports: Reports): T.Token {
  const text = token.image.slice(1, -1);
  const fixes = [reports.safeFix(`write ${text}`, [{ ...placeOf(token), text }])];
  const args = { found: `the string \`${cut(token.image)}\``, wanted: 'a name without quotes' };
  reports.add('syntax/unexpected', placeOf(token), args, { fixes });
  return T.makeToken(T.Word, text, token.startOffset, token.end, token.glued, token.leads, undefined);
}
