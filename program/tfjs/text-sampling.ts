/** Sampling: texts that the model makes up, a character at a time */
import { keyOf, uniformAt } from './chance.ts';
import { CHARACTERS, TOKEN_OF, toTokens } from './characters.ts';
import { draw } from './drawing.ts';
import { V } from './spec.ts';
import { nextLogits } from './text-windows.ts';
import type { Model, SampleOptions } from './types.ts';

/** Texts of so many characters after the prompt; without one they begin as after the end of a line. */
export function sample(model: Model, { n, length = 500, temperature = 1, prompt = '', seed }: SampleOptions): string[] {
  const begin = prompt === '' ? [TOKEN_OF.get('\n') ?? 0] : toTokens(prompt);
  const texts = Array.from({ length: n }, (_, i) => ({ tokens: [...begin], key: keyOf(seed, 'sample', 'text', i) }));
  for (let done = 0; done < length; done++) {
    const logits = nextLogits(
      model,
      texts.map(({ tokens }) => tokens),
    );
    for (const [row, { tokens, key }] of texts.entries())
      tokens.push(draw(logits.subarray(row * V, (row + 1) * V), temperature, uniformAt(key, tokens.length)));
  }
  const shown = texts.map(({ tokens }) => (prompt === '' ? tokens.slice(1) : tokens));
  return shown.map((tokens) => tokens.map((token) => CHARACTERS[token]).join(''));
}
