/** The arithmetic of dims: laws on random expressions, normal forms, numbers of every size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rationalOf } from '../../src/shapes/arithmetic.ts';
import {
  add,
  constant,
  type Dim,
  divide,
  equals,
  evaluate,
  floorDiv,
  isConstant,
  isWhole,
  keyOf,
  mod,
  mul,
  numberOf,
  power,
  sub,
  substitute,
  symbol,
  symbolsOf,
} from '../../src/shapes/dim.ts';
import { evaluateExactly } from '../../src/shapes/values.ts';
import {
  dimOf,
  type Expression,
  expressions,
  named,
  type Operator,
  points,
  read,
  sameNumber,
  valueAt,
} from './expressions.ts';

const EXACT: Operator[] = ['+', '-', '*', '/'];
const ALL: Operator[] = ['+', '-', '*', '/', '//', '%', 'max'];
const RING: Operator[] = ['+', '-', '*'];

const exact = expressions(EXACT, 2).map(dimOf);
const ring = expressions(RING, 3).map(dimOf);

function holds(arbitrary: fc.Arbitrary<Dim>, law: (a: Dim, b: Dim, c: Dim) => boolean): void {
  fc.assert(fc.property(arbitrary, arbitrary, arbitrary, law), { numRuns: 400 });
}

const hasValue = (...dims: Dim[]): boolean => dims.every(({ kind }) => kind !== 'none');
const same = (a: Dim, b: Dim): boolean => equals(a, b) && (!hasValue(a, b) || keyOf(a) === keyOf(b));

describe('the laws of a ring, on normal forms', () => {
  it('a + b is b + a, and a * b is b * a', () => {
    holds(exact, (a, b) => !hasValue(a, b) || (same(add(a, b), add(b, a)) && same(mul(a, b), mul(b, a))));
  });

  it('brackets do not matter', () => {
    holds(exact, (a, b, c) => !hasValue(a, b, c) || same(add(add(a, b), c), add(a, add(b, c))));
    holds(ring, (a, b, c) => same(mul(mul(a, b), c), mul(a, mul(b, c))));
  });

  it('a * (b + c) is a*b + a*c', () => {
    holds(exact, (a, b, c) => !hasValue(a, b, c) || same(mul(a, add(b, c)), add(mul(a, b), mul(a, c))));
  });

  it('a - a is 0, a + 0 and a * 1 are a', () => {
    holds(exact, (a) => !hasValue(a) || isConstant(sub(a, a), 0));
    holds(exact, (a) => same(add(a, constant(0)), a) && same(mul(a, constant(1)), a));
  });

  it('a / b * b is a, and a * b / b is a', () => {
    holds(exact, (a, b) => !hasValue(a, b) || isConstant(b, 0) || same(mul(divide(a, b), b), a));
    holds(exact, (a, b) => !hasValue(a, b) || isConstant(b, 0) || same(divide(mul(a, b), b), a));
  });

  it('rounding takes whole parts along, and a // b * b + a % b is a', () => {
    holds(ring, (a, b, c) => isConstant(b, 0) || same(floorDiv(add(a, mul(b, c)), b), add(floorDiv(a, b), c)));
    holds(ring, (a, b) => isConstant(b, 0) || same(add(mul(floorDiv(a, b), b), mod(a, b)), a));
  });
});

describe('values', () => {
  const agree = (expression: Expression, point: ReadonlyMap<string, number>): void => {
    const expected = valueAt(expression, point);
    const found = evaluateExactly(dimOf(expression), point);
    // Dividing by what is 0 at this point has no value; a normal form in which it cancelled may have one.
    if (expected === undefined) return;
    expect(sameNumber(found === undefined ? undefined : [found.top, found.bottom], expected)).toBe(true);
  };

  it('are those of the definitions, whatever the normal form', () => {
    fc.assert(fc.property(expressions(ALL, 3), points, agree), { numRuns: 4000 });
  });

  it('decide equality: equal dims agree everywhere, others differ somewhere', () => {
    const grid = [1, 2, 3, 5, 7, 11, 17, 29].flatMap((T) =>
      [1, 4, 9, 13].flatMap((C) =>
        [1, 2, 3, 5].map(
          (n) =>
            new Map([
              ['T', T],
              ['C', C],
              ['n', n],
            ]),
        ),
      ),
    );
    const agrees = (a: Expression, b: Expression): boolean => {
      return grid.every((point) => {
        const [left, right] = [valueAt(a, point), valueAt(b, point)];
        return left === undefined || right === undefined || sameNumber(left, right);
      });
    };
    fc.assert(
      fc.property(expressions(RING, 2), expressions(RING, 2), (a, b) => {
        expect(equals(dimOf(a), dimOf(b))).toBe(agrees(a, b));
      }),
      { numRuns: 3000 },
    );
  });

  it('commute with substitution', () => {
    fc.assert(
      fc.property(expressions(ALL, 2), expressions(RING, 2), points, (outer, inner, point) => {
        const put = substitute(dimOf(outer), new Map([['T', dimOf(inner)]]));
        const T = Number((valueAt(inner, point) ?? [0n])[0]);
        const expected = valueAt(outer, new Map([...point, ['T', T]]));
        const found = evaluateExactly(put, point);
        // Symbols are 1 or more, so what is put in their place is, too.
        if (expected === undefined || put.kind === 'none' || T < 1) return;
        expect(found !== undefined && sameNumber([found.top, found.bottom], expected)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('substitution keeps sums and products', () => {
    const T = new Map([['T', dimOf(read('2*n + C'))]]);
    holds(ring, (a, b) => same(substitute(mul(a, b), T), mul(substitute(a, T), substitute(b, T))));
    holds(ring, (a, b) => same(substitute(add(a, b), T), add(substitute(a, T), substitute(b, T))));
  });

  it('are whole numbers or nothing', () => {
    const half = dimOf(read('T/2'));
    expect(evaluate(half, new Map([['T', 8]]))).toBe(4);
    expect(evaluate(half, new Map([['T', 7]]))).toBeUndefined();
    expect(evaluate(half, new Map())).toBeUndefined();
    expect(evaluate(dimOf(read('T/(T - 3)')), new Map([['T', 3]]))).toBeUndefined();
    expect(
      symbolsOf(dimOf(read('C + (T//n)%2')))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['C', 'T', 'n']);
  });
});

describe('normal forms', () => {
  it.each([
    ['n*(T/n)', 'T'],
    ['T/2*2', 'T'],
    ['(T + 2)/2', 'T/2 + 1'],
    ['(T//2)//2', 'T//4'],
    ['((T + 1)//2 + 3)//5', '(T + 7)//10'],
    ['(2*T + 1)//4', 'T//2'],
    ['(n*T + n)//n', 'T + 1'],
    ['(T + 2*n - 2)//2', 'T//2 + n - 1'],
    ['(3*T)%2', 'T%2'],
    ['T - 2*(T//2)', 'T%2'],
    ['(n^2 - 1)/(n + 1)', 'n - 1'],
    ['(n + 1)*(T/(n + 1))', 'T'],
    ['T/(n + 1) + C/(n + 1)', '(T + C)/(n + 1)'],
    ['1/n - 1/(n + 1)', '1/(n*(n + 1))'],
    ['(T^2 - C^2)/(T*n + C*n)', '(T - C)/n'],
    ['(n*T + T + 3)//(n + 1)', 'T + 3//(n + 1)'],
    ['max(T + 1, 9)', 'max(8, T) + 1'],
    ['max(T, T - 3)', 'T'],
  ])('%s is %s', (left, right) => {
    expect(keyOf(dimOf(read(left)))).toBe(keyOf(dimOf(read(right))));
  });

  it.each([
    ['T/2', 'T//2'],
    ['(T//2)*2', 'T'],
    ['(T + 1)//2', 'T//2 + 1'],
    ['max(T, 2)', 'T'],
    ['(T//2)^2', '(T^2)//4'],
  ])('%s is not %s', (left, right) => {
    expect(equals(dimOf(read(left)), dimOf(read(right)))).toBe(false);
  });

  it('symbols of one name in two places are two', () => {
    const other = symbol({ name: 'T', id: 'T of another block', min: 1 });
    expect(equals(named('T'), other)).toBe(false);
    expect(isConstant(sub(named('T'), other), 0)).toBe(false);
  });
});

describe('numbers', () => {
  it('stay exact beyond 2^53', () => {
    const big = mul(constant(2 ** 52), constant(12_345));
    expect(numberOf(big)).toBeUndefined();
    expect(rationalOf(big)?.top).toBe(4_503_599_627_370_496n * 12_345n);
    expect(numberOf(divide(big, constant(12_345)))).toBe(2 ** 52);
    expect(numberOf(sub(add(constant(Number.MAX_SAFE_INTEGER), constant(5)), constant(6)))).toBe(2 ** 53 - 2);
  });

  it('round down with the sign that Python has', () => {
    for (const [a, b, quotient, rest] of [
      [7, 2, 3, 1],
      [-7, 2, -4, 1],
      [7, -2, -4, -1],
      [-7, -2, 3, -1],
      [0, 5, 0, 0],
    ] as const) {
      expect(numberOf(floorDiv(constant(a), constant(b)))).toBe(quotient);
      expect(numberOf(mod(constant(a), constant(b)))).toBe(rest);
    }
  });

  it('that are no whole number are constants without a value', () => {
    const half = divide(constant(7), constant(2));
    expect([numberOf(half), isConstant(half), isWhole(half)]).toEqual([undefined, true, false]);
    expect(isWhole(named('T'))).toBe(true);
    expect(isWhole(dimOf(read('T/2')))).toBe(false);
  });

  it('never throw: a division by 0 and what is too large are values', () => {
    expect(divide(named('T'), constant(0))).toEqual({ kind: 'none', why: 'zero-divisor' });
    expect(add(mod(constant(3), sub(named('T'), named('T'))), constant(1))).toEqual({
      kind: 'none',
      why: 'zero-divisor',
    });
    expect(power(constant(0), -1)).toEqual({ kind: 'none', why: 'zero-divisor' });
    expect(power(constant(2), 1e9)).toEqual({ kind: 'none', why: 'too-large' });
    expect(power(dimOf(read('T + C + n + 1')), 40)).toEqual({ kind: 'none', why: 'too-large' });
    expect(numberOf(power(constant(1), 1e9))).toBe(1);
    expect(numberOf(power(constant(10), 15))).toBe(1e15);
  });
});
