/** Sampling: lines that the model makes up, a character at a time */
import { keyOf, uniformAt } from './chance.ts';
import { CHARACTERS, toTokens } from './data.ts';
import { V } from './spec.ts';
import type { Model, SampleOptions } from './types.ts';
import { nextLogits } from './windows.ts';

/** Characters of a line at the most. */
const LONGEST_SAMPLE = 1000;

/** Lines from random numbers of their own, so that asking for more does not change the first. */
export function sample(model: Model, { n, temperature = 1, prompt = '', seed }: SampleOptions): string[] {
  const lines = Array.from({ length: n }, (_, i) => ({
    tokens: toTokens(prompt),
    key: keyOf(seed, 'sample', 'line', i),
  }));
  let open = lines;
  while (open.length > 0) {
    const logits = nextLogits(
      model,
      open.map(({ tokens }) => tokens),
    );
    open = open.filter(({ tokens, key }, row) => {
      const token = draw(logits.subarray(row * V, (row + 1) * V), temperature, uniformAt(key, tokens.length));
      if (token !== 0) tokens.push(token);
      return token !== 0 && tokens.length < LONGEST_SAMPLE;
    });
  }
  return lines.map(({ tokens }) => tokens.map((token) => CHARACTERS[token]).join(''));
}

/** The token whose share of softmax(logits / temperature) holds u, a number in [0, 1). */
export function draw(logits: Float32Array, temperature: number, u: number): number {
  const top = Math.max(...logits);
  const shares = Array.from(logits, (logit) => Math.exp((logit - top) / temperature));
  let left = u * shares.reduce((sum, share) => sum + share, 0);
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return Math.max(0, found);
}
