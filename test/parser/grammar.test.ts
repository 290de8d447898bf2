/** The grammar is sound in itself: no rule is ambiguous, left-recursive or beyond its lookahead. */
import { expect, it } from 'vitest';
import { Grammar } from '../../src/parser/grammar.ts';

it('passes the checks of chevrotain', () => {
  expect(() => new Grammar(true)).not.toThrow();
});
