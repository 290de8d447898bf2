/** Formulas: their values, and what is worked out when they are built. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  chooseLess,
  cos,
  div,
  evaluate,
  exp,
  type Formula,
  floor,
  formula,
  max,
  min,
  mul,
  pow,
  sign,
  sqrt,
  sub,
  variable,
} from '../src/formula/formula.ts';

const x = variable('x');
const number = (of: Formula) => (of.kind === 'number' ? of.value : undefined);

const values: readonly (readonly [string, Formula, number])[] = [
  ['x + 2', add(x, 2), 11],
  ['x - 2', sub(x, 2), 7],
  ['2 - x', sub(2, x), -7],
  ['2 x', mul(2, x), 18],
  ['x / 2', div(x, 2), 4.5],
  ['18 / x', div(18, x), 2],
  ['2 ^ x', pow(2, x), 512],
  ['min(x, 4)', min(x, 4), 4],
  ['max(x, 4)', max(x, 4), 9],
  ['sqrt x', sqrt(x), 3],
  ['cos(x - 9)', cos(sub(x, 9)), 1],
  ['exp(x - 9)', exp(sub(x, 9)), 1],
  ['sign(-x)', sign(mul(-1, x)), -1],
  ['floor(x / 2)', floor(div(x, 2)), 4],
];

describe('evaluate', () => {
  test.each(values)('%s', (_, of, wanted) => {
    expect(evaluate(of, { x: 9 })).toBe(wanted);
  });

  test('a choice is strict: the second from the limit on', () => {
    const of = chooseLess(x, 9, 1, mul(x, 2));
    expect([8, 8.999, 9, 10].map((value) => evaluate(of, { x: value }))).toEqual([1, 1, 18, 20]);
  });

  test('a variable without a value is our own mistake', () => {
    expect(() => evaluate(add(x, variable('y')), { x: 1 })).toThrow('the formula needs a value for y');
  });
});

describe('building', () => {
  test('works out what holds no variable', () => {
    expect(number(add(2, mul(3, 4)))).toBe(14);
    expect(number(sqrt(sub(1, formula(0.75))))).toBe(0.5);
    expect(number(chooseLess(1, 2, 3, 4))).toBe(3);
    expect(number(chooseLess(2, 2, 3, 4))).toBe(4);
  });

  test('leaves out what changes nothing, and nothing else', () => {
    for (const same of [add(x, 0), add(0, x), sub(x, 0), mul(x, 1), mul(1, x), div(x, 1)]) expect(same).toBe(x);
    for (const other of [sub(0, x), mul(x, 0), div(1, x), pow(x, 1)]) expect(other.kind).toBe('call');
  });

  test('never changes a value', () => {
    const operand = fc.oneof(fc.constantFrom(0, 1, -1, 2), fc.constant(x));
    const ops = [add, sub, mul, div, min, max];
    const plain = [
      (a: number, b: number) => a + b,
      (a: number, b: number) => a - b,
      (a: number, b: number) => a * b,
      (a: number, b: number) => a / b,
      Math.min,
      Math.max,
    ];
    const numberAt = (of: Formula | number, at: number) => (typeof of === 'number' ? of : at);
    fc.assert(
      fc.property(
        fc.nat(ops.length - 1),
        operand,
        operand,
        fc.constantFrom(0, 3, -2.5, Infinity),
        (which, a, b, at) => {
          const wanted = plain[which]!(numberAt(a, at), numberAt(b, at));
          expect(evaluate(ops[which]!(a, b), { x: at }) + 0).toBe(wanted + 0);
        },
      ),
    );
  });
});
