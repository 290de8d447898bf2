/** One long text: how long it is, and its characters. */
import { readUtf8, sortedCharacters, type TextProblem } from './text-file.ts';

export interface TextFacts {
  /** Unicode code points, with line ends as LF. */
  readonly characters: number;
  /** The character of each token, by code point. */
  readonly vocabulary: string;
}

/** Reads a whole file: its facts, or what is wrong with it. Line ends CRLF and CR count as LF, as Python reads them. */
export function inspectText(
  bytes: Uint8Array,
): { readonly facts: TextFacts } | { readonly problems: readonly [TextProblem] } {
  const read = readUtf8(bytes);
  if ('problem' in read) return { problems: [read.problem] };
  const text = read.text.replace(/\r\n?/g, '\n');
  if (text === '') return { problems: [{ kind: 'empty-file' }] };
  let characters = 0;
  const seen = new Set<string>();
  for (const character of text) {
    seen.add(character);
    characters++;
  }
  return { facts: { characters, vocabulary: sortedCharacters(seen) } };
}
