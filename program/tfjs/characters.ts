/** Characters: each is a token */
import { VOCABULARY } from './spec.ts';

/** The character of each token. */
export const CHARACTERS: readonly string[] = Array.from(VOCABULARY);

export const TOKEN_OF: ReadonlyMap<string, number> = new Map(CHARACTERS.map((character, token) => [character, token]));

export function toTokens(text: string): number[] {
  return Array.from(text, (character) => TOKEN_OF.get(character) as number);
}
