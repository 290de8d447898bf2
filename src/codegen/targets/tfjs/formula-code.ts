/** Formulas as code: plain arithmetic where all variables are numbers, TensorFlow.js where tensors are among them. */
import type { Formula, FormulaFunction } from '../../../formula/formula.ts';
import { number } from '../../code.ts';

/** An expression, and how tightly it binds: 1 sum, 2 product, 3 power, 4 anything that needs no parentheses. */
interface Printed {
  readonly text: string;
  readonly binds: number;
}

/** A formula of numbers. `names` are the variables of the code; without a row a variable bears its own name. */
export function scalarCode(of: Formula, names: Readonly<Record<string, string>> = {}): string {
  return scalar(of, names).text;
}

function scalar(of: Formula, names: Readonly<Record<string, string>>): Printed {
  switch (of.kind) {
    case 'number':
      return { text: number(of.value), binds: of.value < 0 ? 1 : 4 };
    case 'variable':
      return { text: names[of.name] ?? of.name, binds: 4 };
    case 'call':
      return scalarCall(
        of.fn,
        of.args.map((arg) => scalar(arg, names)),
      );
    case 'choose': {
      const [left, right] = [of.test.left, of.test.right].map((side) => scalar(side, names).text);
      return {
        text: `${left} < ${right} ? ${scalar(of.below, names).text} : ${scalar(of.otherwise, names).text}`,
        binds: 0,
      };
    }
  }
}

const operators: { readonly [F in FormulaFunction]?: readonly [sign: string, binds: number] } = {
  add: ['+', 1],
  sub: ['-', 1],
  mul: ['*', 2],
  div: ['/', 2],
  pow: ['**', 3],
};

function scalarCall(fn: FormulaFunction, args: readonly Printed[]): Printed {
  const operator = operators[fn];
  const [left, right] = args;
  if (!operator || !left || !right) return { text: `Math.${fn}(${args.map(({ text }) => text).join(', ')})`, binds: 4 };
  const [sign, binds] = operator;
  const isOpen = fn === 'add' || fn === 'mul';
  const first = within(left, fn === 'pow' ? binds + 1 : binds);
  return { text: `${first} ${sign} ${within(right, isOpen ? binds : binds + 1)}`, binds };
}

function within({ text, binds }: Printed, least: number): string {
  return binds < least ? `(${text})` : text;
}

/** What tensors a formula is over; other variables are numbers. */
export interface TensorNames {
  readonly tensors: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
}

/** A formula with tensors in it. */
export function tensorCode(of: Formula, names: TensorNames): string {
  if (!hasTensor(of, names)) return scalarCode(of, names.numbers);
  switch (of.kind) {
    case 'number':
      return number(of.value);
    case 'variable':
      return names.tensors[of.name] as string;
    case 'call':
      return tensorCall(of.fn, of.args, names);
    case 'choose': {
      const [below, otherwise] = [of.below, of.otherwise].map((side) => tensorCode(side, names));
      const [left, right] = [of.test.left, of.test.right].map((side) => tensorCode(side, names));
      const isOfNumbers = !hasTensor(of.test.left, names) && !hasTensor(of.test.right, names);
      return isOfNumbers
        ? `(${left} < ${right} ? ${below} : ${otherwise})`
        : `tf.where(tf.less(${left}, ${right}), ${below}, ${otherwise})`;
    }
  }
}

const tensorFunctions: { readonly [F in FormulaFunction]: string } = {
  add: 'tf.add',
  sub: 'tf.sub',
  mul: 'tf.mul',
  div: 'tf.div',
  pow: 'tf.pow',
  min: 'tf.minimum',
  max: 'tf.maximum',
  sqrt: 'tf.sqrt',
  cos: 'tf.cos',
  exp: 'tf.exp',
  sign: 'tf.sign',
  floor: 'tf.floor',
};

/** A call with a tensor in it; of a sum or a product the tensor stands first. */
function tensorCall(fn: FormulaFunction, args: readonly Formula[], names: TensorNames): string {
  const [left, right] = args;
  const texts = args.map((arg) => tensorCode(arg, names));
  if (fn === 'mul' && left && right && texts[0] === texts[1]) return `tf.square(${texts[0]})`;
  const mayTurn = (fn === 'add' || fn === 'mul') && left && right && !hasTensor(left, names);
  return `${tensorFunctions[fn]}(${(mayTurn ? texts.reverse() : texts).join(', ')})`;
}

function hasTensor(of: Formula, names: TensorNames): boolean {
  switch (of.kind) {
    case 'number':
      return false;
    case 'variable':
      return of.name in names.tensors;
    case 'call':
      return of.args.some((arg) => hasTensor(arg, names));
    case 'choose':
      return [of.test.left, of.test.right, of.below, of.otherwise].some((part) => hasTensor(part, names));
  }
}
