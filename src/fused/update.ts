/** What an optimiser does to a weight, as tensors. What hangs on the step alone is worked out once, outside. */
import { chooseLess, type Formula, type FormulaFunction, variable } from '../formula/formula.ts';
import type { Update } from '../registry/training.ts';
import {
  add,
  constant,
  div,
  exp,
  leaf,
  less,
  max,
  min,
  mul,
  type Operand,
  select,
  sign,
  sqrt,
  sub,
} from '../tensors/build.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { Result } from './program.ts';

/** Formulas over `lr` and `t`, each held by a leaf. */
export interface Scalars {
  leafOf(formula: Formula): Tensor;
  all(): readonly { readonly name: string; readonly formula: Formula }[];
}

export function scalarTable(): Scalars {
  const known = new Map<string, { readonly name: string; readonly formula: Formula; readonly tensor: Tensor }>();
  return {
    leafOf(formula) {
      const key = JSON.stringify(formula);
      const found = known.get(key);
      if (found) return found.tensor;
      const name = `scalar ${known.size}`;
      const tensor = leaf('scalar', name, []);
      known.set(key, { name, formula, tensor });
      return tensor;
    },
    all: () => [...known.values()].map(({ name, formula }) => ({ name, formula })),
  };
}

interface Updated {
  readonly path: string;
  readonly weight: Tensor;
  readonly grad: Tensor;
  readonly update: Update;
  readonly state: readonly string[];
  readonly ema: number | undefined;
}

/** The new weight, what is remembered of it, and its running mean, in this order. */
export function updateTensors(
  { path, weight, grad, update, state, ema }: Updated,
  scalars: Scalars,
): readonly Result[] {
  const { shape } = weight;
  const known = new Map<string, Tensor>([
    ['weight', weight],
    ['grad', grad],
  ]);
  const results: Result[] = [];
  for (const name of state) {
    const before = leaf('state', `${path}.${name}`, shape);
    known.set(name, before);
    const value = asTensor(tensorOf(update.state[name] as Formula, known, scalars), shape);
    known.set(`next_${name}`, value);
    results.push({ value, into: before });
  }
  const value = asTensor(tensorOf(update.weight, known, scalars), shape);
  // The weight comes first, so that its last readers do, and all of its update is one kernel.
  results.unshift({ value, into: weight });
  if (ema === undefined) return results;
  const mean = leaf('state', `${path}.ema`, shape);
  // The first step makes the mean the weight itself, as torch.optim.swa_utils does.
  const kept = scalars.leafOf(chooseLess(variable('t'), 1.5, 0, ema));
  return [...results, { value: add(mul(mean, kept), mul(value, sub(1, kept))), into: mean }];
}

function asTensor(operand: Operand, shape: readonly number[]): Tensor {
  return typeof operand === 'number' ? constant(operand, shape) : operand;
}

/** A formula as a tensor; its largest parts that know no tensor are scalars. */
function tensorOf(formula: Formula, known: ReadonlyMap<string, Tensor>, scalars: Scalars): Operand {
  if (formula.kind === 'number') return formula.value;
  if (!namesTensor(formula)) return scalars.leafOf(formula);
  switch (formula.kind) {
    case 'variable':
      return known.get(formula.name) as Tensor;
    case 'call':
      return called(
        formula.fn,
        formula.args.map((arg) => tensorOf(arg, known, scalars)),
      );
    case 'choose': {
      const [left, right] = [formula.test.left, formula.test.right].map((side) => tensorOf(side, known, scalars));
      const test = less(left as Operand, right as Operand);
      return select(test, tensorOf(formula.below, known, scalars), tensorOf(formula.otherwise, known, scalars));
    }
  }
}

function namesTensor(formula: Formula): boolean {
  switch (formula.kind) {
    case 'number':
      return false;
    case 'variable':
      return formula.name !== 'lr' && formula.name !== 't';
    case 'call':
      return formula.args.some(namesTensor);
    case 'choose':
      return [formula.test.left, formula.test.right, formula.below, formula.otherwise].some(namesTensor);
  }
}

function called(fn: FormulaFunction, args: readonly Operand[]): Tensor {
  const [a, b] = args as [Operand, Operand];
  const two = { add, sub, mul, div, min, max }[fn as 'add'];
  if (two) return two(a, b);
  const one = { sqrt, exp, sign }[fn as 'sqrt'];
  if (one) return one(a as Tensor);
  throw new Error(`an update of weights has no ${fn}`);
}
