/** Places against whole-number arithmetic, and code that runs backwards through memory. */
import { describe, expect, it } from 'vitest';
import { counter, fixed, type Loop, type Place, plus, quotient, remainder, times } from '../src/fused/places.ts';
import * as b from '../src/tensors/build.ts';
import { drawFrom } from './support/differences.ts';
import { expectSameNumbers } from './support/same-numbers.ts';

const loops: readonly Loop[] = [4, 3, 5].map((size, id) => ({ id, size }));

/** The number that a place is, for counters of the loops. */
function numberAt({ constant, terms }: Place, at: readonly number[]): number {
  return terms.reduce((sum, { factor, atom }) => {
    if (atom.kind === 'read') throw new Error('nothing is read');
    if (atom.kind === 'loop') return sum + factor * (at[atom.loop.id] as number);
    const of = numberAt(atom.of, at);
    expect(of).toBeGreaterThanOrEqual(0);
    return sum + factor * (atom.kind === 'quotient' ? Math.floor(of / atom.by) : of % atom.by);
  }, constant);
}

describe('the quotient and the remainder of a place', () => {
  it('are those of its number at every counter, also where counters go backwards', () => {
    for (let seed = 0; seed < 200; seed++) {
      const draw = drawFrom(seed);
      const factors = loops.map(() => draw(13) - 6);
      const least = factors.reduce((sum, factor, at) => sum + Math.min(0, factor * ((loops[at] as Loop).size - 1)), 0);
      const start = fixed(draw(10) - least);
      const place = loops.reduce((sum, loop, at) => plus(sum, times(counter(loop), factors[at] as number)), start);
      const by = 1 + draw(8);
      const [whole, rest] = [quotient(place, by), remainder(place, by)];
      for (let i = 0; i < 4 * 3 * 5; i++) {
        const at = [i % 4, Math.floor(i / 4) % 3, Math.floor(i / 12)];
        const value = numberAt(place, at);
        expect([numberAt(whole, at), numberAt(rest, at)]).toEqual([Math.floor(value / by), value % by]);
      }
    }
  });
});

describe('what is read backwards', () => {
  const x = b.leaf('input', 'x', [2, 16, 4]);

  it('is what it is, at the very start of memory too', () => {
    const value = [b.tanh(b.reverse(x, 1)), b.exp(b.reverse(b.reverse(x, 0), 2))];
    expectSameNumbers(value, value);
  });

  it('may be of numbers apart, with zeros between them', () => {
    const apart = b.reshape(b.pad(b.reshape(b.slice(x, 1, 0, 8), [2, 8, 1, 4]), 2, 0, 1), x.shape);
    const value = [b.tanh(b.reverse(apart, 1))];
    expectSameNumbers(value, value);
  });
});
