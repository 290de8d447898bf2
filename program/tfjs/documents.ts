/** Documents: a file of them, one a line, as examples of characters */
import { TOKEN_OF } from './characters.ts';
import { decode, inParts, splitsOf } from './data.ts';
import { Problem } from './problem.ts';
import { grouped } from './progress.ts';
import { shuffled } from './shuffle.ts';
import { T, V, VOCABULARY } from './spec.ts';
import type { Data, DataFile, DataSettings } from './types.ts';
import { encode } from './windows.ts';

/** Reads a file: training, validation and test examples. Token 0 is the boundary before and after every document. */
export function readData([file]: readonly DataFile[], { split, splitSeed = 42 }: DataSettings): Data {
  const { name, bytes } = file as DataFile;
  const documents = readDocuments(bytes, name);
  const parts = inParts(shuffled(documents, splitSeed), split);
  const about = `${grouped(documents.length)} documents, ${V} symbols`;
  return { about, ...splitsOf(parts.map(encode), name) };
}

/** The lines of a file that are not empty, checked against the vocabulary that the model was compiled for. */
function readDocuments(bytes: Uint8Array, name: string): string[] {
  const documents: string[] = [];
  let longest = 0;
  for (const [index, line] of decode(bytes, name).split('\n').entries()) {
    const document = line.trim();
    const stranger = strangerIn(document);
    if (stranger !== undefined) throw new Problem(`${name}:${index + 1}: ${unknown(stranger)}`);
    longest = Math.max(longest, Array.from(document).length);
    if (document !== '') documents.push(document);
  }
  if (documents.length === 0) throw new Problem(`${name} holds no documents`);
  if (T > longest + 1)
    throw new Problem(`a context of ${T} is more than the longest document of ${name} fills (${longest})`);
  return documents;
}

/** The first character that cannot stand in a document. */
export function strangerIn(text: string): string | undefined {
  return Array.from(text).find((character) => !(TOKEN_OF.get(character) as number));
}

export function unknown(character: string): string {
  return `the model knows no ${JSON.stringify(character)}, only ${VOCABULARY.slice(1)}`;
}
