/** Random expressions of shapes, what they are as dims, and their values by plain fractions, without any algebra. */
import fc from 'fast-check';
import {
  add,
  constant,
  type Dim,
  divide,
  floorDiv,
  max,
  mod,
  mul,
  type Sym,
  sub,
  symbol,
} from '../../src/shapes/dim.ts';

export type Operator = '+' | '-' | '*' | '/' | '//' | '%' | 'max';
export type Expression = number | string | readonly [Operator, Expression, Expression];

/** The symbol of a name, its id the name as well. */
export function sym(name: string, min = 1): Sym {
  return { name, id: name, min };
}

/** The dim that is the symbol of a name. */
export function named(name: string): Dim {
  return symbol(sym(name));
}

const OPERATIONS: Record<Operator, (a: Dim, b: Dim) => Dim> = {
  '+': add,
  '-': sub,
  '*': mul,
  '/': divide,
  '//': floorDiv,
  '%': mod,
  max,
};

export function dimOf(expression: Expression): Dim {
  if (typeof expression === 'number') return constant(expression);
  if (typeof expression === 'string') return named(expression);
  const [operator, left, right] = expression;
  return OPERATIONS[operator](dimOf(left), dimOf(right));
}

/** top / bottom, not in lowest terms. */
type Fraction = readonly [bigint, bigint];

/** The value by the definition of each operator; undefined where something is divided by 0. */
export function valueAt(expression: Expression, values: ReadonlyMap<string, number>): Fraction | undefined {
  if (typeof expression === 'number') return [BigInt(expression), 1n];
  if (typeof expression === 'string') return [BigInt(values.get(expression) ?? 0), 1n];
  const [a, b] = [valueAt(expression[1], values), valueAt(expression[2], values)];
  return a === undefined || b === undefined ? undefined : applied(expression[0], a, b);
}

function applied(operator: Operator, [a, b]: Fraction, [c, d]: Fraction): Fraction | undefined {
  switch (operator) {
    case '+':
      return [a * d + c * b, b * d];
    case '-':
      return [a * d - c * b, b * d];
    case '*':
      return [a * c, b * d];
    case 'max':
      return a * d * b * d > c * b * b * d ? [a, b] : [c, d];
    case '/':
      return c === 0n ? undefined : [a * d, b * c];
    case '//':
      return c === 0n ? undefined : [down(a * d, b * c), 1n];
    case '%':
      return c === 0n ? undefined : [a * d - c * b * down(a * d, b * c), b * d];
  }
}

function down(a: bigint, b: bigint): bigint {
  const [top, bottom] = b < 0n ? [-a, -b] : [a, b];
  return (top - (((top % bottom) + bottom) % bottom)) / bottom;
}

/** Whether the two are the same number, or neither is one. */
export function sameNumber(a: Fraction | undefined, b: Fraction | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a[0] * b[1] === b[0] * a[1];
}

/** Expressions with the given operators over T, C, n and small numbers. */
export function expressions(operators: readonly Operator[], depth: number): fc.Arbitrary<Expression> {
  const leaf = fc.oneof(fc.constantFrom('T', 'C', 'n'), fc.integer({ min: -6, max: 9 }));
  if (depth === 0) return leaf;
  const part = expressions(operators, depth - 1);
  return fc.oneof(
    { weight: 1, arbitrary: leaf },
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...operators), part, part) },
  );
}

/** Values for T, C and n. */
export const points = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }))
  .map(
    ([T, C, n]) =>
      new Map([
        ['T', T],
        ['C', C],
        ['n', n],
      ]),
  );

/** Reads an expression as mm writes it; blanks do not matter. */
export function read(text: string): Expression {
  const tokens = text.match(/\d+|\w+|\/\/|[-+*/%^(),]/g) ?? [];
  let at = 0;
  const take = (...wanted: string[]): string | undefined =>
    wanted.includes(tokens[at] ?? '') ? tokens[at++] : undefined;
  const chain = (next: () => Expression, ...operators: Operator[]): Expression => {
    let left = next();
    for (let found = take(...operators); found !== undefined; found = take(...operators)) {
      left = [found as Operator, left, next()];
    }
    return left;
  };
  const whole = (): Expression => chain(product, '+', '-');
  const product = (): Expression => chain(signed, '*', '/', '//', '%');
  const signed = (): Expression => (take('-') === undefined ? power() : ['-', 0, signed()]);
  const power = (): Expression => {
    const base = word();
    if (take('^') === undefined) return base;
    return Array.from({ length: Number(tokens[at++]) - 1 }).reduce<Expression>((all) => ['*', all, base], base);
  };
  const word = (): Expression => {
    const token = tokens[at++] ?? '';
    if (/^\d/.test(token)) return Number(token);
    if (token !== '(' && token !== 'max') return token;
    if (token === '(') return closed(whole());
    at++;
    const left = whole();
    at++;
    return ['max', left, closed(whole())];
  };
  const closed = (inner: Expression): Expression => {
    if (tokens[at++] !== ')') throw new Error(`no closing parenthesis in ${text}`);
    return inner;
  };
  const result = whole();
  if (at !== tokens.length) throw new Error(`${tokens[at]} is left over in ${text}`);
  return result;
}
