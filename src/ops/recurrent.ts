/** recurrent: one layer of an RNN, GRU or LSTM over the positions of a sequence, in one direction. */
import { add, constant, type Dim, mul, numberOf } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';
import { future, type Owned, past, type Reach } from './reach.ts';
import { float, input, lastDim, type NodeOf, type OpRule } from './rule.ts';

export type RecurrentCell = 'rnn' | 'gru' | 'lstm';

/**
 * A scan: each state follows from the one before and the input at its position. Gates stand side by side in the columns
 * of the weights, in PyTorch's order: r, z, n of a gru, i, f, g, o of an lstm.
 *
 * - rnn: h' = tanh(x Wi + bi + h Wh + bh)
 * - gru: r, z = sigmoid(…), n = tanh(xn + r * (h Wn + bn)) where `resetAfter`, else tanh(xn + (r * h) Wn + bn) (Cho et
 *   al., 2014); h' = (1 - z) * n + z * h
 * - lstm: i, f, o = sigmoid(…), g = tanh(…), c' = f * c + i * g, h' = o * tanh(c')
 *
 * Inputs: x [B, T, C], Wi [C, gates*h], Wh [h, gates*h], then `biases` of [gates*h] (that of the input first), then,
 * where `learnedStart`, h0 [h] and, of an lstm, c0 [h]. The start is otherwise zero. Output: [B, T, h].
 */
export interface RecurrentOp {
  readonly kind: 'recurrent';
  readonly cell: RecurrentCell;
  readonly resetAfter: boolean;
  readonly biases: 0 | 1 | 2;
  readonly learnedStart: boolean;
  /** Which of the stage's layers it is, from 0: its weights end in `_l0`, those of the way back in `_l0_reverse`. */
  readonly layer: number;
  /** From the last position to the first; the output stands in the order of the input. */
  readonly reverse: boolean;
}

export const recurrent: OpRule<RecurrentOp> = {
  result(_, inputs) {
    const [hidden, gates] = [input(inputs, 2).dims[0] as Dim, lastDim(inputs, 1)];
    if (!hidden || !gates) throw new Error('a recurrent op has no weights');
    return float(...input(inputs, 0).dims.slice(0, 2), hidden);
  },
  macs(node) {
    const [positions, width] = dimsOf(node, 0).slice(1) as [Dim, Dim];
    const [hidden, gates] = dimsOf(node, 2) as [Dim, Dim];
    return product([positions, add(width, hidden), gates]);
  },
  /** The input and the states; what the gates add up; of an lstm the cells as well. The gates are worked out again. */
  kept(node) {
    const [positions] = dimsOf(node, 0).slice(1) as [Dim];
    const [hidden, gates] = dimsOf(node, 2) as [Dim, Dim];
    const cells = node.op.cell === 'lstm' ? hidden : constant(0);
    return { inputs: [0], output: true, numbers: mul(positions, add(gates, cells)) };
  },
  reach(node) {
    const { reverse, biases, learnedStart } = node.op;
    const x: Reach = { kind: 'numbers', axes: [{ of: 1, sees: reverse ? future : past }, undefined] };
    const own: Reach[] = node.inputs.slice(3).map(() => ({ kind: 'weight' }));
    return [x, { kind: 'weight', times: 0 }, betweenStates(node, biases > 0 || learnedStart), ...own];
  },
};

/** The matrix of the state has a part where there is a state before, and no part in the first unless that is learned. */
function betweenStates(node: NodeOf<RecurrentOp>, fills: boolean): Reach {
  const { reverse, learnedStart } = node.op;
  const positions = numberOf(dimsOf(node, 0)[1] as Dim);
  const weight: Owned = { kind: 'weight', everywhere: true, ...(!fills && { times: 0 }) };
  if (learnedStart || positions === undefined) return weight;
  return reverse ? { ...weight, to: positions - 1 } : { ...weight, from: 1 };
}

function dimsOf({ inputs }: NodeOf<RecurrentOp>, at: number): readonly Dim[] {
  const value = inputs[at];
  if (!value) throw new Error(`a recurrent op has no input ${at}`);
  return value.type.dims;
}
