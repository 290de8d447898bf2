/** Data: a file of documents, one a line, as examples of characters */
import type * as tf from '@tensorflow/tfjs';
import { below, keyOf } from './chance.ts';
import { Problem } from './problem.ts';
import { shuffled } from './shuffle.ts';
import { T, VOCABULARY } from './spec.ts';
import type { Data, DataSettings, Examples } from './types.ts';
import { encode, examplesAt } from './windows.ts';

export const SPLITS = ['train', 'val', 'test'] as const;

/** The character of each token; the first is the boundary before and after every document. */
export const CHARACTERS: readonly string[] = Array.from(VOCABULARY);

export const TOKEN_OF: ReadonlyMap<string, number> = new Map(CHARACTERS.map((character, token) => [character, token]));

/** Reads a file: training, validation and test examples. */
export function readData(bytes: Uint8Array, name: string, { split, splitSeed }: DataSettings): Data {
  const documents = readDocuments(bytes, name);
  const order = shuffled(documents, splitSeed);
  let share = 0;
  let start = 0;
  const [train, val, test] = split.map((part) => {
    share = Number((share + part).toPrecision(12));
    const end = Math.floor(share * order.length);
    const examples = encode(order.slice(start, end));
    start = end;
    return examples;
  }) as [Examples, Examples, Examples];
  if (train.examples === 0) throw new Problem(`${name} is too small: no training examples`);
  return { documents: documents.length, train, val, test };
}

/** The lines of a file that are not empty, checked against the vocabulary that the model was compiled for. */
function readDocuments(bytes: Uint8Array, name: string): string[] {
  const documents: string[] = [];
  let longest = 0;
  for (const [index, line] of decode(bytes, name).split('\n').entries()) {
    const document = line.trim();
    const letters = Array.from(document);
    const stranger = letters.find((letter) => !(TOKEN_OF.get(letter) as number));
    if (stranger !== undefined) throw new Problem(`${name}:${index + 1}: ${unknown(stranger)}`);
    longest = Math.max(longest, letters.length);
    if (document !== '') documents.push(document);
  }
  if (documents.length === 0) throw new Problem(`${name} holds no documents`);
  if (T > longest + 1)
    throw new Problem(`a context of ${T} is more than the longest document of ${name} fills (${longest})`);
  return documents;
}

export function unknown(character: string): string {
  return `the model knows no ${JSON.stringify(character)}, only ${VOCABULARY.slice(1)}`;
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(`${name} is not UTF-8`);
  }
}

export function toTokens(document: string): number[] {
  return Array.from(document, (character) => TOKEN_OF.get(character) as number);
}

/** The minibatch of a step, drawn with replacement. */
export function minibatch(part: Examples, size: number, seed: number, step: number): [tf.Tensor, tf.Tensor] {
  const key = keyOf(seed, 'batch', 'train', step);
  return examplesAt(
    part,
    Array.from({ length: size }, (_, i) => below(key, i, part.examples)),
  );
}
