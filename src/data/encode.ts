/** Documents as tokens: one example for each letter, or one for each window of positions, as makemore encodes them. */

/** Inputs and targets, row-major. A target of -1 is not counted. */
export interface Encoded {
  /** [examples, context] */
  readonly x: Int32Array;
  /** [examples] of `encodeWindows`, [examples, context] of `encodePositions` */
  readonly y: Int32Array;
  readonly examples: number;
}

/**
 * For an output [B, V]: one example for each letter and one for the end of each document, the `context` tokens before it
 * as input, filled with 0 on the left (`build_dataset` of makemore part 5).
 */
export function encodeWindows(documents: readonly string[], vocabulary: string, context: number): Encoded {
  const sequences = tokenise(documents, vocabulary);
  const examples = sequences.reduce((sum, tokens) => sum + tokens.length + 1, 0);
  const x = new Int32Array(examples * context);
  const y = new Int32Array(examples);
  let row = 0;
  for (const tokens of sequences) {
    for (let end = 0; end <= tokens.length; end++, row++) {
      const past = tokens.slice(Math.max(0, end - context), end);
      x.set(past, (row + 1) * context - past.length);
      y[row] = tokens[end] ?? 0;
    }
  }
  return { x, y, examples };
}

/**
 * For an output [B, T, V]: x = [0, letters], y = [letters, 0], then -1 (`CharDataset` of makemore.py). A document that does
 * not fit has further windows; the last is slid back so that it is full, and what an earlier one predicted is -1 in it.
 */
export function encodePositions(documents: readonly string[], vocabulary: string, context: number): Encoded {
  const sequences = tokenise(documents, vocabulary);
  const examples = sequences.reduce((sum, tokens) => sum + Math.ceil((tokens.length + 1) / context), 0);
  const x = new Int32Array(examples * context);
  const y = new Int32Array(examples * context).fill(-1);
  let row = 0;
  for (const tokens of sequences) {
    const length = tokens.length + 1;
    for (let done = 0; done < length; done += context, row++) {
      const start = Math.max(0, Math.min(done, length - context));
      for (let i = 0; i < context && start + i < length; i++) {
        x[row * context + i] = tokens[start + i - 1] ?? 0;
        if (start + i >= done) y[row * context + i] = tokens[start + i] ?? 0;
      }
    }
  }
  return { x, y, examples };
}

/** The tokens of each document. A character that the vocabulary lacks is a mistake of the caller, who has inspected the file. */
function tokenise(documents: readonly string[], vocabulary: string): readonly number[][] {
  const tokenOf = new Map(Array.from(vocabulary, (character, token) => [character, token]));
  return documents.map((document) =>
    Array.from(document, (character) => {
      const token = tokenOf.get(character);
      if (token === undefined) throw new RangeError(`The vocabulary lacks ${JSON.stringify(character)}`);
      return token;
    }),
  );
}
