/** Where tokens stand on their lines: the layout, which says what was meant where signs are missing. */
import type * as T from './tokens.ts';

/** How many characters stand before a token on its line. */
export function columnOf({ startOffset }: T.Token, text: string): number {
  let at = startOffset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return startOffset - at;
}

/** How many blanks stand before the first character of a token's line. */
export function indentOf(token: T.Token, text: string): number {
  const start = token.startOffset - columnOf(token, text);
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - start;
}
