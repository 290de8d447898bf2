/** How recurrent layers and attention become tensors: how many products that takes, and windows over shared heads. */
import { describe, expect, test } from 'vitest';
import type { AttentionOp } from '../src/ops/attention.ts';
import type { RecurrentOp } from '../src/ops/recurrent.ts';
import { constant } from '../src/shapes/dim.ts';
import { leaf } from '../src/tensors/build.ts';
import { evaluate } from '../src/tensors/evaluate.ts';
import { expectGradients, expectNear, numbers } from './support/differences.ts';
import { lowered, productsOf } from './support/lowered-op.ts';

const EXAMPLES = 2;
const POSITIONS = 7;

describe('products of a recurrent layer', () => {
  const usual: RecurrentOp = {
    kind: 'recurrent',
    cell: 'rnn',
    resetAfter: true,
    biases: 2,
    learnedStart: false,
    layer: 0,
    reverse: false,
  };
  const gates = { rnn: 1, gru: 3, lstm: 4 };
  const shapesOf = ({ cell, biases, learnedStart }: RecurrentOp) => {
    const columns = 4 * gates[cell];
    const starts = learnedStart ? (cell === 'lstm' ? [[4], [4]] : [[4]]) : [];
    const own = Array.from({ length: biases }, () => [columns]);
    return [[EXAMPLES, POSITIONS, 5], [5, columns], [4, columns], ...own, ...starts];
  };

  test.each(['rnn', 'gru', 'lstm'] as const)('%s: one for each step each way, and one for each matrix', (cell) => {
    for (const reverse of [false, true]) {
      const op = { ...usual, cell, reverse };
      // The first step has none, as there is no state before it; that of x is one, and so are x, Wi and Wh on the way back.
      const steps = POSITIONS - 1;
      expect(productsOf(op, shapesOf(op))).toEqual({ forwards: 1 + steps, all: 1 + steps + steps + 3 });
    }
  });

  test('a state to start from is multiplied too', () => {
    const op: RecurrentOp = { ...usual, cell: 'lstm', learnedStart: true };
    expect(productsOf(op, shapesOf(op))).toEqual({ forwards: 1 + POSITIONS, all: 1 + 2 * POSITIONS + 3 });
  });

  test('a gru that resets before has two for each step, and two for the matrix of the state', () => {
    const op: RecurrentOp = { ...usual, cell: 'gru', resetAfter: false, biases: 1, learnedStart: true };
    expect(productsOf(op, shapesOf(op))).toEqual({ forwards: 1 + 2 * POSITIONS, all: 1 + 4 * POSITIONS + 4 });
  });

  test('one step from zero multiplies nothing with the state, and the gradient of its matrix is zero', () => {
    const op: RecurrentOp = { ...usual, cell: 'gru' };
    const shapes = shapesOf(op).with(0, [EXAMPLES, 1, 5]);
    expect(productsOf(op, shapes)).toEqual({ forwards: 1, all: 3 });
  });
});

describe('attention with shared heads and a window', () => {
  const [heads, shared, width] = [4, 2, 3];
  const usual: AttentionOp = {
    kind: 'attention',
    heads: constant(heads),
    kvHeads: constant(shared),
    width: constant(width),
    causal: true,
    rope: undefined,
    window: constant(2),
    dropout: 0,
    site: 'attention',
  };
  const shape = [EXAMPLES, POSITIONS, (heads + 2 * shared) * width];
  const x = numbers(shape, 5, -2, 2);

  test.each([true, false])('each position sees as far as the window, causal: %s', (causal) => {
    const [got] = evaluate([lowered({ ...usual, causal }, [leaf('input', 'x', shape)])], { leaves: { x } });
    expectNear(got!, plainAttention(causal), 'output');
  });

  test.each([true, false])('its gradient is that of differences, causal: %s', (causal) => {
    const small = [1, 5, shape[2] as number];
    expectGradients({ shapes: [small], build: (inputs) => lowered({ ...usual, causal }, inputs) }, 3);
  });

  test('two products, and four on the way back', () => {
    expect(productsOf(usual, [shape])).toEqual({ forwards: 2, all: 6 });
  });

  /** softmax(q kᵀ / sqrt(width)) v by loops, over positions at most 2 apart. */
  function plainAttention(causal: boolean): number[] {
    const at = (example: number, position: number, head: number, i: number) =>
      x[((example * POSITIONS + position) * (heads + 2 * shared) + head) * width + i] as number;
    const each = (n: number) => Array.from({ length: n }, (_, i) => i);
    return each(EXAMPLES).flatMap((b) =>
      each(POSITIONS).flatMap((t) =>
        each(heads).flatMap((head) => {
          const own = Math.floor(head / 2);
          const seen = each(POSITIONS).filter((s) => s >= t - 2 && s <= (causal ? t : t + 2));
          const dot = (s: number) =>
            each(width).reduce((sum, i) => sum + at(b, t, head, i) * at(b, s, heads + own, i), 0);
          const weights = seen.map((s) => Math.exp(dot(s) / Math.sqrt(width)));
          const total = weights.reduce((sum, weight) => sum + weight);
          return each(width).map((i) =>
            seen.reduce((sum, s, n) => sum + ((weights[n] as number) / total) * at(b, s, heads + shared + own, i), 0),
          );
        }),
      ),
    );
  }
});
