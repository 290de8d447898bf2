/** recurrent as tensors: step by step, with as much as possible done for all steps at once. */
import type { RecurrentOp } from '../../ops/recurrent.ts';
import {
  add,
  concat,
  constant,
  contract,
  expand,
  permute,
  reshape,
  slice,
  sum,
  transpose,
  withGradient,
} from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';
import { type After, cellFor, type State, type Step } from './recurrent-cells.ts';

/**
 * What the inputs add to the gates is one product for all positions, [T, B, gates*h], of which each step takes a slice.
 * The gradients of slices stand beside each other, and so the weights that they come from have one product each as well.
 */
export const recurrent: Lower<RecurrentOp> = ({ op }, inputs) => {
  const [x, inward, weight] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  const [bias, stateBias] = inputs.slice(3, 3 + op.biases);
  const [batch, positions] = x.shape as readonly [number, number, number];
  const dims = [1, batch, weight.shape[0] as number];
  const [h0, c0] = inputs.slice(3 + op.biases).map((start) => expand(reshape(start, dims.with(1, 1)), dims));
  const product = contract(permute(x, 1, 0, 2), inward);
  const sums = bias ? add(product, bias) : product;

  const cell = cellFor(op);
  const offsets = beside(stateBias, weight, sums.shape, (d) => weightGradient(d, passed, cell.parts));
  const products = productsWith(partsOf(weight, 1, cell.parts));
  const steps: After[] = [];
  for (let state: State = { h: h0, c: c0 }; steps.length < positions; state = steps.at(-1) as After) {
    const at = op.reverse ? positions - 1 - steps.length : steps.length;
    const own = { sums: slice(sums, 0, at, at + 1), offsets: slice(offsets, 0, at, at + 1) };
    steps.push(cell.next({ ...own, ...products }, state));
  }
  const passed = inPlace(op.reverse ? steps.reverse() : steps, h0, op.reverse);
  return permute(passed.states, 1, 0, 2);
};

/**
 * What is added to the gates beside the products with the states, [T, B, gates*h]: their bias. As its gradient is that of
 * the products too, it stands for their weights, whose own gradient `learned` makes of it.
 */
function beside(bias: Tensor | undefined, weight: Tensor, shape: readonly number[], learned: (d: Tensor) => Tensor) {
  if (!bias) return withGradient(constant(0, shape), [weight], (d) => [learned(d)]);
  const value = expand(reshape(bias, [1, 1, shape[2] as number]), shape);
  return withGradient(value, [weight, bias], (d) => [learned(d), sum(d, 0, 1)]);
}

/** Products with parts of the state's weights, which learn by other ways, and the way back through them. */
function productsWith(parts: readonly Tensor[]): Pick<Step, 'times' | 'back'> {
  const turned = parts.map(transpose);
  return {
    times: (state, part) => contract(state, parts[part] as Tensor),
    back: (d, part) => contract(d, turned[part] as Tensor),
  };
}

/** What the steps gave, in the order of the positions. */
interface Passed {
  /** [T, B, h]. */
  readonly states: Tensor;
  /** Those that were multiplied, without one that is zero, [steps, B, h], and the position of the first such step. */
  readonly before: Tensor;
  readonly first: number;
  readonly resets: readonly Tensor[];
}

/** All states are one tensor, of which those before each step are a part. */
function inPlace(steps: readonly After[], start: Tensor | undefined, isReverse: boolean): Passed {
  const own = steps.map(({ h }) => h);
  const starts = start ? [start] : [];
  const all = concat(isReverse ? [...own, ...starts] : [...starts, ...own], 0);
  const [from, length] = [isReverse ? 0 : starts.length, all.shape[0] as number];
  const states = withGradient(slice(all, 0, from, from + own.length), own, (dy) =>
    own.map((_, at) => slice(dy, 0, at, at + 1)),
  );
  return {
    states,
    before: isReverse ? slice(all, 0, 1, length) : slice(all, 0, 0, length - 1),
    first: isReverse ? 0 : 1 - starts.length,
    resets: steps.flatMap(({ reset }) => reset ?? []),
  };
}

/** The gradient of the state's weights from that of the products, [T, B, gates*h]. */
function weightGradient(d: Tensor, { before, first, resets }: Passed, parts: readonly number[]): Tensor {
  const [steps, , width] = before.shape as readonly [number, number, number];
  if (steps === 0) return constant(0, [width, d.shape[2] as number]);
  const multiplied = [before, ...(parts.length > 1 ? [concat(resets, 0)] : [])];
  const own = partsOf(slice(d, 0, first, first + steps), 2, parts);
  const products = multiplied.map((each, part) => contract(permute(each, 2, 0, 1), own[part] as Tensor, { summed: 2 }));
  return concat(products, 1);
}

/** Columns of gates apart, so many gates for each part. */
function partsOf(x: Tensor, axis: number, parts: readonly number[]): readonly Tensor[] {
  const width = (x.shape[axis] as number) / parts.reduce((all, gates) => all + gates, 0);
  const ends = parts.map((_, part) => width * parts.slice(0, part + 1).reduce((all, gates) => all + gates, 0));
  return parts.map((gates, part) => slice(x, axis, (ends[part] as number) - gates * width, ends[part] as number));
}
