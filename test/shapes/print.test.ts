/** Dims as text: as people write them, and so that the text means the same dim again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equals, toText, toTight } from '../../src/shapes/dim.ts';
import { dimOf, expressions, read } from './expressions.ts';

describe('text', () => {
  it.each([
    ['T/2', 'T/2', 'T/2'],
    ['C*2', '2*C', '2*C'],
    ['T/2 + 1', 'T/2 + 1', 'T/2+1'],
    ['T - 6', 'T - 6', 'T-6'],
    ['8 - T', '8 - T', '8-T'],
    ['0 - T - C', '-C - T', '-C-T'],
    ['10*V + 4000', '10*V + 4000', '10*V+4000'],
    ['4*C*(C + 1)', '4*C^2 + 4*C', '4*C^2+4*C'],
    ['T/n', 'T/n', 'T/n'],
    ['C*n', 'n*C', 'n*C'],
    ['3*T/2', '3*T/2', '3*T/2'],
    ['(T + 2)/n', '(T + 2)/n', '(T+2)/n'],
    ['T/(2*n)', 'T/(2*n)', 'T/(2*n)'],
    ['T*(T + 1)/2', '(T^2 + T)/2', '(T^2+T)/2'],
    ['T/4 + 1/2', '(T + 2)/4', '(T+2)/4'],
    ['T/(n + 1)', 'T/(n + 1)', 'T/(n+1)'],
    ['T//2', 'T//2', 'T//2'],
    ['(T - 1)//2', '(T - 1)//2', '(T-1)//2'],
    ['(T + 2 - 3)//2 + 1', '(T + 1)//2', '(T+1)//2'],
    ['2*(1//T)', '2*(1//T)', '2*(1//T)'],
    ['(T//2)^2/n', '(T//2)^2/n', '(T//2)^2/n'],
    ['(T//2)*C', 'C*(T//2)', 'C*(T//2)'],
    ['T%2', 'T%2', 'T%2'],
    ['3*((T + 1)%4) + C', '3*((T + 1)%4) + C', '3*((T+1)%4)+C'],
    ['max(T, 8)', 'max(T, 8)', 'max(T,8)'],
    ['T + 8 - max(T, 8)', 'T - max(T - 8, 0)', 'T-max(T-8,0)'],
    ['T - T', '0', '0'],
  ])('%s', (source, prose, tight) => {
    expect([toText(dimOf(read(source))), toTight(dimOf(read(source)))]).toEqual([prose, tight]);
  });

  it('means the same dim when it is read again, in prose and in shapes', () => {
    const arbitrary = expressions(['+', '-', '*', '/', '//', '%', 'max'], 3).map(dimOf);
    fc.assert(
      fc.property(arbitrary, (dim) => {
        if (dim.kind === 'none') return;
        expect(equals(dimOf(read(toText(dim))), dim)).toBe(true);
        expect(equals(dimOf(read(toTight(dim))), dim)).toBe(true);
        expect(toTight(dim)).toBe(toText(dim).replaceAll(' ', ''));
      }),
      { numRuns: 3000 },
    );
  });

  it('never has a blank before //, which would be a comment of another language', () => {
    fc.assert(
      fc.property(expressions(['+', '-', '*', '//'], 3), (expression) => {
        expect(toText(dimOf(expression))).not.toMatch(/\s\/\//);
      }),
    );
  });

  it('of a dim without a value says why', () => {
    expect(toText(dimOf(read('T/0')))).toBe('a division by 0');
  });
});
