/** Texts as bytes: UTF-8, or what is wrong with them. */
import { firstInvalidByte } from './utf8.ts';

export type TextProblem =
  | { readonly kind: 'empty-file' }
  /** Lines count from 1, bytes from 0. */
  | { readonly kind: 'invalid-utf8'; readonly line: number; readonly byte: number };

/** The text of a file without a byte-order mark, or why it is none. */
export function readUtf8(bytes: Uint8Array): { readonly text: string } | { readonly problem: TextProblem } {
  if (bytes.length === 0) return { problem: { kind: 'empty-file' } };
  const byte = firstInvalidByte(bytes);
  if (byte !== undefined) return { problem: { kind: 'invalid-utf8', line: lineOfByte(bytes, byte), byte } };
  return { text: new TextDecoder().decode(bytes) };
}

function lineOfByte(bytes: Uint8Array, offset: number): number {
  return bytes.subarray(0, offset).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);
}

/** Characters in the order of their code points. */
export function sortedCharacters(characters: Iterable<string>): string {
  return [...new Set(characters)].sort((a, b) => (a.codePointAt(0) as number) - (b.codePointAt(0) as number)).join('');
}
