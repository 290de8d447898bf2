/** recurrent: the scan, state by state, until its numbers no longer change. */
import type { Value } from '../../ops/graph.ts';
import type { RecurrentOp } from '../../ops/recurrent.ts';
import type { NodeOf } from '../../ops/rule.ts';
import { product, sum } from './products.ts';
import type { Given, Rule, Setting } from './rule.ts';
import {
  affine,
  type Kernel,
  level,
  type Moments,
  mixed,
  none,
  one,
  plus,
  type Spread,
  summed,
  times,
  zero,
} from './spread.ts';
import { flatTanh, mapped, sigmoid } from './unary.ts';

/** Beyond so many positions the states are taken to be as before. */
const MOST = 200;
const ENOUGH = 1e-5;

export const recurrent: Rule<RecurrentOp> = (node, [x], setting) => {
  const states = statesOf(node, x, setting);
  if (!states) return undefined;
  const positions = setting.size(node.output.type.dims[1]) ?? MOST;
  const mean = mixed(states.map(({ h }, at) => [sharesOf(at, states.length, positions), h]));
  const { self, far } = mean.cov;
  // A state keeps about half of the one before.
  return node.op.cell === 'rnn' ? mean : { ...mean, cov: { ...mean.cov, near: (self + far) / 2 } };
};

/** The first state, which is less than all are on average where it comes of nothing, and the last. */
export function endStates(node: NodeOf<RecurrentOp>, [x]: Given, setting: Setting): readonly (Spread | undefined)[] {
  const states = statesOf(node, x, setting);
  return [states?.at(0)?.h, states?.at(-1)?.h];
}

/** The share of the numbers at which tanh, which makes what states are made of, is flat: at all positions together. */
export function flatStates(node: NodeOf<RecurrentOp>, [x]: Given, setting: Setting): number | undefined {
  const states = statesOf(node, x, setting);
  const positions = setting.size(node.output.type.dims[1]) ?? MOST;
  return states?.reduce((sum, { flat }, at) => sum + sharesOf(at, states.length, positions) * flat, 0);
}

/** From the first position on, until they no longer change. */
function statesOf(
  { op, inputs, output }: NodeOf<RecurrentOp>,
  x: Spread | undefined,
  setting: Setting,
): readonly State[] | undefined {
  const [, matrix, between, ...rest] = inputs as readonly Value[];
  const moments = [matrix, between, ...rest].map((value) => setting.weight(value));
  const [width, hidden] = [setting.size(matrix?.type.dims[0]), setting.size(between?.type.dims[0])];
  if (!x || width === undefined || hidden === undefined || moments.includes(undefined)) return undefined;
  const [input, state, ...own] = moments as unknown as readonly [Moments, Moments, ...Moments[]];
  const [biasIn = zero, biasBetween = zero] = own.slice(0, op.biases);
  const [h = level(0), c = level(0)] = own.slice(op.biases).map((start) => affine(level(0), one, start));
  const cell = {
    inputs: summed(x, width, input, biasIn),
    states: (from: Spread) => summed(from, hidden, state, biasBetween),
    resetAfter: op.resetAfter,
  };
  const positions = setting.size(output.type.dims[1]) ?? MOST;
  return scan(cells[op.cell], cell, { h, c, carried: none, flat: 0 }, positions);
}

/** The last state that was worked out stands for all that follow. */
function sharesOf(at: number, count: number, positions: number): number {
  return at < count - 1 ? 1 / positions : (positions - count + 1) / positions;
}

interface Cell {
  /** What of the gates comes of the input, and what of a state. */
  readonly inputs: Spread;
  readonly states: (from: Spread) => Spread;
  readonly resetAfter: boolean;
}

interface State {
  readonly h: Spread;
  readonly c: Spread;
  /** What the state and what is added to it next have in common: weights, and what the inputs have. */
  readonly carried: Kernel;
  /** The share of the numbers that tanh of input and state takes in where it is flat. */
  readonly flat: number;
}

function scan(step: (cell: Cell, state: State) => State, cell: Cell, start: State, positions: number): State[] {
  const states: State[] = [];
  for (let state = start, at = 0; at < Math.min(positions, MOST); at++) {
    const next = step(cell, state);
    states.push(next);
    if (isSame(next.h, state.h) && isSame(next.c, state.c)) break;
    state = next;
  }
  return states;
}

function isSame(a: Spread, b: Spread): boolean {
  return Math.abs(a.cov.self - b.cov.self) <= ENOUGH * b.cov.self && Math.abs(a.cov.far - b.cov.far) <= ENOUGH;
}

const cells: { readonly [K in RecurrentOp['cell']]: (cell: Cell, state: State) => State } = {
  rnn({ inputs, states }, { h, ...state }) {
    const before = sum(inputs, states(h));
    return { ...state, h: mapped(before, Math.tanh), flat: flatTanh(before) };
  },
  gru({ inputs, states, resetAfter }, { h, c, carried }) {
    const gate = mapped(sum(inputs, states(h)), sigmoid);
    const past = resetAfter ? product(gate, states(h)) : states(product(gate, h));
    const before = sum(inputs, past);
    const fresh = mapped(before, Math.tanh);
    const added = product({ mean: 1 - gate.mean, cov: gate.cov }, fresh);
    return {
      h: sum(product(gate, h), added, times(withNext(carried, added), gate.mean)),
      c,
      carried: handedOn(carried, gate, added),
      flat: flatTanh(before),
    };
  },
  lstm({ inputs, states }, { h, c, carried }) {
    const before = sum(inputs, states(h));
    const [gate, fresh] = [mapped(before, sigmoid), mapped(before, Math.tanh)];
    const added = product(gate, fresh);
    const next = sum(product(gate, c), added, times(withNext(carried, added), gate.mean));
    return {
      h: product(gate, mapped(next, Math.tanh)),
      c: next,
      carried: handedOn(carried, gate, added),
      flat: flatTanh(before),
    };
  },
};

/** A gate keeps a share of what was added before, and what is added at different positions has in common as much as they. */
function handedOn(carried: Kernel, gate: Spread, { cov: { far, both } }: Spread): Kernel {
  return plus(times(carried, gate.mean), { self: far, near: far, far, examples: both, both });
}

/** Neighbours have more in common: what was carried to here, and that. */
function withNext(carried: Kernel, { cov: { near, far } }: Spread): Kernel {
  return carried === none ? none : { ...carried, self: carried.self + near - far };
}
