/** The cells of recurrent layers: one step, from a state to the next. */
import type { RecurrentOp } from '../../ops/recurrent.ts';
import { add, mul, sigmoid, slice, stop, sub, tanh, withGradient } from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';

/** Tensors of [1, B, h]; undefined ones are zero. */
export interface State {
  readonly h: Tensor | undefined;
  /** The cell of an lstm. */
  readonly c?: Tensor | undefined;
  /** What of the state before was multiplied apart from it. */
  readonly reset?: Tensor | undefined;
}

export type After = State & { readonly h: Tensor };

/** What a step works on: [1, B, gates*h] that the inputs add up to, and as much that comes with the state. */
export interface Step {
  readonly sums: Tensor;
  readonly offsets: Tensor;
  /** The product with one of the parts of the state's weights. */
  times(state: Tensor, part: number): Tensor;
  /** The gradient of what was multiplied by that of the product. */
  back(d: Tensor, part: number): Tensor;
}

export interface Cell {
  /** How many gates there are in each part of the state's weights, where something else is multiplied with each. */
  readonly parts: readonly number[];
  next(step: Step, before: State): After;
}

export function cellFor({ cell, resetAfter }: RecurrentOp): Cell {
  if (cell === 'gru') return resetAfter ? gru : gruResetBefore;
  return cell === 'rnn' ? rnn : lstm;
}

const rnn: Cell = {
  parts: [1],
  next: (step, { h }) => ({ h: tanh(add(step.sums, recalled(step, h))) }),
};

const lstm: Cell = {
  parts: [4],
  next(step, { h, c }) {
    const [i, f, g, o] = gatesOf(add(step.sums, recalled(step, h)), 4) as FourGates;
    const added = mul(sigmoid(i), tanh(g));
    const cell = c ? add(mul(sigmoid(f), c), added) : added;
    return { h: mul(sigmoid(o), tanh(cell)), c: cell };
  },
};

const gru: Cell = {
  parts: [3],
  next(step, { h }) {
    const sums = gatesOf(step.sums, 3) as ThreeGates;
    const own = gatesOf(recalled(step, h), 3) as ThreeGates;
    const r = sigmoid(add(sums[0], own[0]));
    const z = sigmoid(add(sums[1], own[1]));
    return { h: between(tanh(add(sums[2], mul(r, own[2]))), h, z) };
  },
};

/** The gates of a state's product are added to those of the inputs, whose gradient, in one tensor, is theirs as well. */
const gruResetBefore: Cell = {
  parts: [2, 1],
  next(step, { h }) {
    const all = add(step.sums, step.offsets);
    if (!h) {
      const [, z, n] = gatesOf(all, 3) as ThreeGates;
      return { h: between(tanh(n), h, sigmoid(z)) };
    }
    const width = h.shape[2] as number;
    const sums = withGradient(all, [all, h], (d) => [d, step.back(slice(d, 2, 0, 2 * width), 0)]);
    const [toR, toZ, toN] = gatesOf(sums, 3) as ThreeGates;
    const [ownR, ownZ] = gatesOf(stop(step.times(h, 0)), 2) as TwoGates;
    const [r, z] = [sigmoid(add(toR, ownR)), sigmoid(add(toZ, ownZ))];
    const reset = mul(r, h);
    const ownN = withGradient(step.times(reset, 1), [reset], (d) => [step.back(d, 1)]);
    return { h: between(tanh(add(toN, ownN)), h, z), reset };
  },
};

type TwoGates = readonly [Tensor, Tensor];
type ThreeGates = readonly [...TwoGates, Tensor];
type FourGates = readonly [...ThreeGates, Tensor];

/** [1, B, gates*h] as one [1, B, h] for each gate. */
function gatesOf(x: Tensor, gates: number): readonly Tensor[] {
  const width = (x.shape[2] as number) / gates;
  return Array.from({ length: gates }, (_, gate) => slice(x, 2, gate * width, (gate + 1) * width));
}

/** (1 - z) n + z h. */
function between(n: Tensor, h: Tensor | undefined, z: Tensor): Tensor {
  return h ? add(n, mul(z, sub(h, n))) : sub(n, mul(z, n));
}

/** What comes with a state: its product and what is added to that. */
function recalled({ offsets, times, back }: Step, h: Tensor | undefined): Tensor {
  return h
    ? add(
        offsets,
        withGradient(times(h, 0), [h], (d) => [back(d, 0)]),
      )
    : offsets;
}
