/** Character data: one document a line, a vocabulary taken from the text, and `.` (token 0) as the boundary around documents. */
import { readUtf8, sortedCharacters, type TextProblem } from './text-file.ts';

/** The character of token 0: what stands before the first letter and after the last. */
export const BOUNDARY = '.';

/** What a file of documents says about a model. Characters are Unicode code points. */
export interface CharFacts {
  readonly documents: number;
  /** Letters of the shortest and the longest document, the boundary not counted. */
  readonly shortest: number;
  readonly longest: number;
  /** Letters of all documents together, the boundaries not counted. */
  readonly characters: number;
  /** The character of each token: the boundary, then all others by code point. */
  readonly vocabulary: string;
}

/** What makes a file unfit. Lines count from 1, bytes from 0. */
export type CharProblem =
  | TextProblem
  | { readonly kind: 'no-documents' }
  /** A boundary inside a document: the first line that has one, and how many lines have. */
  | { readonly kind: 'boundary-inside'; readonly line: number; readonly lines: number };

export type CharInspection =
  | { readonly facts: CharFacts }
  | { readonly problems: readonly [CharProblem, ...CharProblem[]] };

/** Reads a whole file: its facts, or what is wrong with it. */
export function inspectChars(bytes: Uint8Array): CharInspection {
  const read = readUtf8(bytes);
  if ('problem' in read) return { problems: [read.problem] };
  const { text } = read;
  const documents = documentsOf(text);
  if (documents.length === 0) return { problems: [{ kind: 'no-documents' }] };
  const inside = boundaryInside(text);
  return inside === undefined ? { facts: factsOf(documents) } : { problems: [inside] };
}

/** The documents of a text: its lines (LF or CRLF) without white space at either end, empty ones left out, as makemore strips them. */
export function documentsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function factsOf(documents: readonly string[]): CharFacts {
  const seen = new Set<string>();
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  let characters = 0;
  for (const document of documents) {
    let length = 0;
    for (const character of document) {
      seen.add(character);
      length++;
    }
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    characters += length;
  }
  return { documents: documents.length, shortest, longest, characters, vocabulary: BOUNDARY + sortedCharacters(seen) };
}

function boundaryInside(text: string): CharProblem | undefined {
  let first = 0;
  let lines = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.includes(BOUNDARY)) continue;
    if (lines === 0) first = index + 1;
    lines++;
  }
  return lines === 0 ? undefined : { kind: 'boundary-inside', line: first, lines };
}
