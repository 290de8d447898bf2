/**
 * Formulas of plain numbers, as data: learning rates over the step, and what an optimiser does to one weight.
 * They are written once and then evaluated, printed as code or compiled, so that every engine computes the same.
 */

export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly fn: FormulaFunction; readonly args: readonly Formula[] }
  | { readonly kind: 'choose'; readonly test: Test; readonly below: Formula; readonly otherwise: Formula };

/** Functions of one or two numbers; `pow` is x to the power y. */
export type FormulaFunction =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'min'
  | 'max'
  | 'sqrt'
  | 'cos'
  | 'exp'
  | 'sign'
  | 'floor';

/** `left < right`. */
export interface Test {
  readonly left: Formula;
  readonly right: Formula;
}

/** What may stand where a formula is wanted. */
export type Operand = Formula | number;

export const variable = (name: string): Formula => ({ kind: 'variable', name });
export const add = (a: Operand, b: Operand): Formula => call('add', a, b);
export const sub = (a: Operand, b: Operand): Formula => call('sub', a, b);
export const mul = (a: Operand, b: Operand): Formula => call('mul', a, b);
export const div = (a: Operand, b: Operand): Formula => call('div', a, b);
export const pow = (a: Operand, b: Operand): Formula => call('pow', a, b);
export const min = (a: Operand, b: Operand): Formula => call('min', a, b);
export const max = (a: Operand, b: Operand): Formula => call('max', a, b);
export const sqrt = (a: Operand): Formula => call('sqrt', a);
export const cos = (a: Operand): Formula => call('cos', a);
export const exp = (a: Operand): Formula => call('exp', a);
export const sign = (a: Operand): Formula => call('sign', a);
export const floor = (a: Operand): Formula => call('floor', a);

/** `then` where left < right, else `otherwise`. */
export function chooseLess(left: Operand, right: Operand, then: Operand, otherwise: Operand): Formula {
  const test = { left: formula(left), right: formula(right) };
  if (test.left.kind === 'number' && test.right.kind === 'number')
    return formula(test.left.value < test.right.value ? then : otherwise);
  return { kind: 'choose', test, below: formula(then), otherwise: formula(otherwise) };
}

/** A number as a formula. */
export function formula(operand: Operand): Formula {
  return typeof operand === 'number' ? { kind: 'number', value: operand } : operand;
}

/** The value of a formula, in double precision; a variable without a value is our own mistake and throws. */
export function evaluate(of: Formula, values: Readonly<Record<string, number>>): number {
  switch (of.kind) {
    case 'number':
      return of.value;
    case 'variable':
      return lookUp(of.name, values);
    case 'call':
      return apply(
        of.fn,
        of.args.map((arg) => evaluate(arg, values)),
      );
    case 'choose': {
      const holds = evaluate(of.test.left, values) < evaluate(of.test.right, values);
      return evaluate(holds ? of.below : of.otherwise, values);
    }
  }
}

const functions: { readonly [F in FormulaFunction]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow: (a, b) => a ** b,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  sqrt: (a) => Math.sqrt(a),
  cos: (a) => Math.cos(a),
  exp: (a) => Math.exp(a),
  sign: (a) => Math.sign(a),
  floor: (a) => Math.floor(a),
};

/** Builds a call, worked out at once where all arguments are numbers and dropped where it changes nothing. */
function call(fn: FormulaFunction, ...operands: readonly Operand[]): Formula {
  const args = operands.map(formula);
  if (args.every((arg) => arg.kind === 'number')) {
    return {
      kind: 'number',
      value: apply(
        fn,
        args.map((arg) => (arg.kind === 'number' ? arg.value : Number.NaN)),
      ),
    };
  }
  return neutral(fn, args) ?? { kind: 'call', fn, args };
}

/** x + 0, x - 0, x * 1, x / 1 are x; x * 0 stays, for it is not zero when x is infinite. */
function neutral(fn: FormulaFunction, [a, b]: readonly Formula[]): Formula | undefined {
  if (!a || !b) return undefined;
  const is = (side: Formula, value: number) => side.kind === 'number' && side.value === value;
  if ((fn === 'add' || fn === 'sub') && is(b, 0)) return a;
  if (fn === 'add' && is(a, 0)) return b;
  if ((fn === 'mul' || fn === 'div') && is(b, 1)) return a;
  if (fn === 'mul' && is(a, 1)) return b;
  return undefined;
}

function apply(fn: FormulaFunction, args: readonly number[]): number {
  return functions[fn](args[0] ?? Number.NaN, args[1] ?? Number.NaN);
}

function lookUp(name: string, values: Readonly<Record<string, number>>): number {
  const value = values[name];
  if (value === undefined) throw new Error(`the formula needs a value for ${name}`);
  return value;
}
