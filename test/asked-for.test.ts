/** The rewrite that leaves out what nobody asks for: that it fires where it pays, and changes no number and no gradient. */
import { describe, expect, it, test } from 'vitest';
import { canonical } from '../src/fused/canonical.ts';
import { onlyAskedFor } from '../src/fused/rewrites/asked-for.ts';
import * as b from '../src/tensors/build.ts';
import { gradients } from '../src/tensors/gradients.ts';
import { inOrder } from '../src/tensors/order.ts';
import type { Tensor } from '../src/tensors/tensor.ts';
import { type Draw, drawFrom } from './support/differences.ts';
import { expectSameNumbers, multiplyAdds } from './support/same-numbers.ts';

const [BATCH, POSITIONS, CHANNELS] = [2, 16, 4];
const x = b.leaf('input', 'x', [BATCH, POSITIONS, CHANNELS]);
const matrices = [0, 1, 2, 3].map((at) => b.leaf('weight', `matrix ${at}`, [CHANNELS, CHANNELS]));
const [first, second] = matrices as [Tensor, Tensor];

/** A causal convolution of two taps, so far apart. */
function dilated(input: Tensor, dilation: number): Tensor {
  const positions = input.shape[1] as number;
  const padded = b.pad(input, 1, dilation, 0);
  const past = b.contract(b.slice(padded, 1, 0, positions), first);
  return b.add(past, b.contract(b.slice(padded, 1, dilation, positions + dilation), second));
}

function last(input: Tensor): Tensor {
  const positions = input.shape[1] as number;
  return b.slice(input, 1, positions - 1, positions);
}

function normed(input: Tensor, ...axes: readonly number[]): Tensor {
  const centred = b.sub(input, b.meanKept(input, ...axes));
  return b.mul(centred, b.rsqrt(b.add(b.meanKept(b.square(centred), ...axes), 0.1)));
}

/** A number with its gradients, before the rewrite and after it. */
function bothOf(value: Tensor): { readonly before: readonly Tensor[]; readonly after: readonly Tensor[] } {
  const loss = b.sum(b.square(value));
  const found = gradients(loss, [x, ...matrices]).filter((each) => each !== undefined);
  const before = canonical([value, loss, ...found]);
  return { before, after: onlyAskedFor(before) };
}

function expectLess(value: Tensor, most: number): void {
  const { before, after } = bothOf(value);
  expect(multiplyAdds(after)).toBe(most);
  expect(multiplyAdds(before)).toBeGreaterThan(most);
  expectSameNumbers(before, after);
}

describe('where the last position alone is read', () => {
  const perPosition = BATCH * CHANNELS * CHANNELS;
  const stack = (...dilations: readonly number[]) =>
    last(dilations.reduce((input, dilation) => b.tanh(dilated(input, dilation)), x));

  // Products forwards, by the input, and by the matrix: three for each tap and position.
  it.each<[string, Tensor, number]>([
    ['a linear layer has one', last(b.tanh(b.contract(x, first))), 3 * perPosition],
    ['a convolution has one', stack(1), 2 * 3 * perPosition],
    ['convolutions have 1 + 2 + 4, as far apart as they look', stack(1, 2, 4), 2 * 3 * 7 * perPosition],
    ['a dilation before it needs no more than the window is wide', stack(4, 1), 2 * 3 * 3 * perPosition],
    ['a norm of each position stops nothing', last(b.contract(normed(x, -1), first)), 3 * perPosition],
  ])('%s', (_, value, most) => {
    expectLess(value, most);
  });

  it('a norm over positions needs them all', () => {
    const { before, after } = bothOf(last(b.contract(normed(b.contract(x, first), 0, 1), second)));
    // The first product is whole in all three ways, the second has one position.
    expect(multiplyAdds(after)).toBe(3 * (POSITIONS + 1) * perPosition);
    expectSameNumbers(before, after);
  });

  it('attention asks for one query, and sees all keys', () => {
    const scores = b.contract(b.contract(x, first), b.transpose(x), { batch: 1 });
    const value = last(b.contract(b.exp(b.mul(scores, 0.1)), x, { batch: 1 }));
    const { before, after } = bothOf(value);
    const forwards = perPosition + 2 * BATCH * POSITIONS * CHANNELS;
    expect(multiplyAdds([after[0] as Tensor])).toBe(forwards);
    expectSameNumbers(before, after);
  });

  it('random numbers are those of its place', () => {
    const masked = b.mul(b.contract(x, first), b.less(b.random('dropout', 'here', x.shape), 0.5));
    expectLess(last(masked), 3 * perPosition);
  });
});

describe('what else is asked for in parts', () => {
  it('every fourth place of an image is what a product with a stride has', () => {
    const image = b.contract(b.reshape(x, [BATCH, 4, 4, CHANNELS]), first);
    const strided = b.slice(b.slice(image, 1, 0, 4, 2), 2, 1, 4, 2);
    expectLess(strided, 3 * 4 * BATCH * CHANNELS * CHANNELS);
  });

  it('gradients that stand beside each other are put there, not added', () => {
    const { after } = bothOf(last(b.tanh(dilated(b.tanh(dilated(x, 2)), 4))));
    const backwards = inOrder(after).filter(({ of }) => of.kind === 'concat');
    expect(backwards.map(({ shape }) => shape)).toEqual([
      [BATCH, 2, CHANNELS],
      [BATCH, 2, 2, CHANNELS],
    ]);
  });

  it('programs of which all is asked for stay what they are', () => {
    for (const value of [b.tanh(b.contract(x, first)), normed(b.contract(x, first), 0), b.tanh(dilated(x, 1))]) {
      const { before, after } = bothOf(value);
      expect(after).toBe(before);
    }
  });

  it('a result that is zero is still a result', () => {
    const { before, after } = bothOf(last(b.mul(b.pad(b.slice(b.contract(x, first), 1, 0, 2), 1, 0, 14), 2)));
    expectSameNumbers(before, after);
    expect(multiplyAdds(after)).toBe(0);
  });
});

const steps: Readonly<Record<string, (input: Tensor, draw: Draw) => Tensor>> = {
  tanh: b.tanh,
  exp: (input) => b.exp(b.mul(input, 0.3)),
  convolution: (input, draw) => dilated(input, 1 + draw(5)),
  product: (input, draw) => b.contract(input, matrices[draw(4)] as Tensor),
  residual: (input) => b.add(input, b.tanh(b.contract(input, first))),
  norm: (input) => normed(input, -1),
  'norm over positions': (input) => normed(input, 1),
  reverse: (input) => b.reverse(input, 1),
  turn: (input, draw) => {
    const cut = 1 + draw(POSITIONS - 1);
    return b.concat([b.slice(input, 1, cut, POSITIONS), b.slice(input, 1, 0, cut)], 1);
  },
  mixed: (input) => {
    const scores = b.tanh(b.mul(b.contract(input, b.transpose(input), { batch: 1 }), 0.1));
    return b.contract(scores, input, { batch: 1 });
  },
  halves: (input) => {
    const pairs = b.reshape(input, [BATCH, POSITIONS / 2, 2, CHANNELS]);
    return b.reshape(b.concat([b.slice(pairs, 2, 1, 2), b.tanh(b.slice(pairs, 2, 0, 1))], 2), input.shape);
  },
  largest: (input) => b.sub(input, b.mul(b.largestKept(input, -1), 0.5)),
  masked: (input) => b.mul(input, b.less(b.random('dropout', 'here', input.shape), 0.7)),
  cut: (input, draw) => b.slice(b.pad(input, 1, draw(9), 0, draw(2)), 1, 0, POSITIONS),
  table: (input) => b.add(input, b.gather(rows, ids)),
};
const ids = b.leaf('input', 'ids', [BATCH, POSITIONS], 'i32');
const rows = b.leaf('weight', 'rows', [5, CHANNELS]);

/** Some steps after each other, of which a few positions are read. */
function randomValue(draw: Draw): Tensor {
  const names = Object.keys(steps);
  let value: Tensor = x;
  for (let count = 2 + draw(5); count > 0; count--)
    value = (steps[names[draw(names.length)] as string] as (typeof steps)[string])(value, draw);
  const [from, step] = [draw(POSITIONS), 1 + draw(5)];
  return b.slice(value, 1, from, Math.min(POSITIONS, from + step * (1 + draw(4))), step);
}

describe('random programs have the same numbers and gradients', () => {
  test.each(Array.from({ length: 150 }, (_, seed) => seed))('number %i', (seed) => {
    const { before, after } = bothOf(randomValue(drawFrom(seed)));
    expectSameNumbers(before, after);
  });

  it('and most of them take less', () => {
    const changed = Array.from({ length: 150 }, (_, seed) => bothOf(randomValue(drawFrom(seed)))).filter(
      ({ before, after }) => after !== before,
    );
    expect(changed.length).toBeGreaterThan(75);
  });
});
