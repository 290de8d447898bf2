/** Names that stand for values rather than layers, which tells `fuse 2, d` from `linear 2, tanh`. */
import { isKeyAt, isWord } from './outline-values.ts';
import * as T from './tokens.ts';

/** The names of constants and of the parameters of blocks. */
export function valuesIn(top: readonly T.Token[]): ReadonlySet<string> {
  const names = top.flatMap((token, at) => {
    if (T.is(top[at - 1], T.itemTokens.let)) return [token];
    return token.group?.called && T.is(top[at - 2], T.itemTokens.block) ? token.group.tokens : [];
  });
  return new Set(names.filter((token) => T.is(token, T.Word)).map(({ image }) => image));
}

/** Whether a word behind a comma can only be one more argument: it names a value, and no other comma has a stage behind it. */
export function argumentsAmong(
  tokens: readonly T.Token[],
  values: ReadonlySet<string>,
): (word: T.Token | undefined) => boolean {
  const isValue = (word: T.Token | undefined) => T.is(word, T.Word) && (values.has(word.image) || isDim(word.image));
  const hasStages = tokens.some((comma, at) => {
    const word = tokens[at + 1];
    return T.is(comma, T.Comma) && isWord(word) && !isValue(word) && !isKeyAt(tokens, at + 1);
  });
  return hasStages ? () => false : isValue;
}

/** `V`: a capital by itself is a dim. */
function isDim(word: string): boolean {
  return /^[A-Z]$/.test(word);
}
