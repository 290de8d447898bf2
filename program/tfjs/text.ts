/** Text: one long text, cut into training, validation and test parts as they follow each other */
import { CHARACTERS, TOKEN_OF } from './characters.ts';
import { decode, inParts, splitsOf } from './data.ts';
import { Problem } from './problem.ts';
import { grouped } from './progress.ts';
import { V } from './spec.ts';
import { tile } from './text-windows.ts';
import type { Data, DataFile, DataSettings } from './types.ts';

/** Reads a file: training, validation and test examples. */
export function readData([file]: readonly DataFile[], { split }: DataSettings): Data {
  const { name, bytes } = file as DataFile;
  const tokens = readTokens(bytes, name);
  const about = `${grouped(tokens.length)} characters, ${V} symbols`;
  return { about, ...splitsOf(inParts(tokens, split).map(tile), name) };
}

/** The text as tokens, checked against the vocabulary that the model was compiled for; a line ends with LF alone. */
function readTokens(bytes: Uint8Array, name: string): Int32Array {
  const lines = decode(bytes, name).split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const stranger = strangerIn(line);
    if (stranger !== undefined) throw new Problem(`${name}:${index + 1}: ${unknown(stranger)}`);
  }
  return Int32Array.from(Array.from(lines.join('\n')), (character) => TOKEN_OF.get(character) ?? 0);
}

/** The first character that the text never has. */
export function strangerIn(text: string): string | undefined {
  return Array.from(text).find((character) => !TOKEN_OF.has(character));
}

export function unknown(character: string): string {
  return `the model knows no ${JSON.stringify(character)}, only ${CHARACTERS.join('').trim()}`;
}
