/** Sampling: lines that the model makes up, a character at a time */
import { keyOf, uniformAt } from './chance.ts';
import { CHARACTERS, toTokens } from './characters.ts';
import { draw } from './drawing.ts';
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
