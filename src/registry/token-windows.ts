/** What readers of text share: windows of `context` tokens over a vocabulary of characters, and the next token to predict. */
import { BATCH } from '../shapes/batch.ts';
import { constant, symbol } from '../shapes/dim.ts';
import type { DataConstant, DataDescription } from './reader.ts';

interface Vocabulary {
  readonly vocabulary: string;
}

/** Dims T and V: input int[B, T] of V, target a token of V. Without facts V is a symbol. */
export function tokenWindows(context: number, facts: Vocabulary | undefined): DataDescription {
  const T = constant(context);
  const V = facts ? constant(sizeOf(facts)) : symbol({ id: 'data.V', name: 'V', min: 1 });
  return {
    input: { dtype: 'int', dims: [BATCH, T], vocab: V },
    dims: { T, V },
    origins: { T: 'context', V: undefined },
    target: { kind: 'tokens', type: { dtype: 'int', dims: [BATCH], vocab: V } },
    ...(facts ? { tokens: [...facts.vocabulary] } : {}),
  };
}

/** What a program needs to make tokens of characters; `tokens` is what the model sees, in the plural. */
export function tokenConstants(
  context: number,
  facts: Vocabulary = { vocabulary: '' },
  tokens: string,
): DataConstant[] {
  return [
    { name: 'VOCABULARY', value: facts.vocabulary, about: 'each character is a token, the first one is 0' },
    { name: 'V', value: sizeOf(facts), about: 'characters' },
    { name: 'T', value: context, about: `${tokens} that the model sees` },
  ];
}

function sizeOf({ vocabulary }: Vocabulary): number {
  return [...vocabulary].length;
}
