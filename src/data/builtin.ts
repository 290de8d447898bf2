/** Data that comes with mm: its facts as constants, so that a check opens no file. */
import type { CharFacts } from './chars.ts';

/** A built-in source: where it lies in the package, and what `inspectChars` says about it. */
export interface BuiltinChars {
  readonly file: string;
  readonly facts: CharFacts;
}

/** The built-in sources of `data chars`, by the name that a spec gives. */
export const builtinChars: { readonly [name: string]: BuiltinChars } = {
  names: {
    file: 'data/names.txt',
    facts: {
      documents: 32_033,
      shortest: 2,
      longest: 15,
      characters: 196_113,
      vocabulary: '.abcdefghijklmnopqrstuvwxyz',
    },
  },
};
