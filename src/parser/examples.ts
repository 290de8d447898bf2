/** What follows the words of items and forms, for reports that something is missing there. */
import * as T from './tokens.ts';

/** An example of each form, by its word. */
export const examples: ReadonlyMap<string, string> = new Map([
  ['use', 'use "blocks.mm"'],
  ['input', 'input image[28, 28, 1]'],
  ['target', 'target class of 10'],
  ['data', 'data chars names context=8'],
  ['let', 'let d = 128'],
  ['default', 'default linear bias=false'],
  ['block', 'block hidden(n) = linear n | tanh'],
  ['model', 'model embed 10 | flatten | linear 27'],
  ['train', 'train sgd lr=0.1'],
  ['sweep', 'sweep random trials=40 d=[64, 128]'],
  ['budget', 'budget params=100k'],
  ['repeat', 'repeat 3 ( linear 64 | tanh )'],
  ['residual', 'residual ( linear 64 | tanh )'],
  ['sum', 'sum ( id, linear 64 )'],
  ['mul', 'mul ( id, linear 64 | sigmoid )'],
  ['concat', 'concat ( id, linear 64 )'],
  ['tap', 'tap @skips'],
]);

/** What the name right after an item's word is the name of. */
export function nameAfter(word: T.Token): string {
  if (T.is(word, T.itemTokens.data)) return 'the name of a reader';
  if (T.is(word, T.itemTokens.train)) return 'the name of an optimiser';
  if (T.is(word, T.itemTokens.sweep)) return 'the name of a strategy';
  if (T.is(word, T.itemTokens.default)) return 'the name of a layer';
  return 'a name';
}
