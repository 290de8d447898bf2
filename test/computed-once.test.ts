/** What is computed once, or not at all: equal computations share a kernel, and what is known beforehand is no work. */
import { describe, expect, it } from 'vitest';
import { canonical } from '../src/fused/canonical.ts';
import { compilePrograms } from '../src/fused/compile.ts';
import * as b from '../src/tensors/build.ts';
import { gradients } from '../src/tensors/gradients.ts';
import { inOrder } from '../src/tensors/order.ts';
import type { Tensor } from '../src/tensors/tensor.ts';
import { expectSameNumbers } from './support/same-numbers.ts';

const x = b.leaf('input', 'x', [8, 4]);
const w = b.leaf('weight', 'w', [4, 4]);
const v = b.leaf('weight', 'v', [4, 4]);

/** How many tensors of a kind are computed. */
function count(kind: Tensor['of']['kind'], ...tensors: readonly Tensor[]): number {
  return inOrder(tensors).filter(({ of }) => of.kind === kind).length;
}

function kernelsOf(...tensors: readonly Tensor[]): readonly string[] {
  const program = tensors.map((value, at) => ({ value, into: `result ${at}` }));
  return compilePrograms({ run: program }).parts.flatMap(({ kernels }) => kernels.map(({ kind }) => kind));
}

describe('equal computations', () => {
  it('share one kernel, however often they are written', () => {
    const written = () => b.tanh(b.contract(x, w));
    const twice = b.sub(written(), b.mul(written(), written()));
    expect(count('contract', twice)).toBe(3);
    expect(count('contract', ...canonical([twice]))).toBe(1);
    expect(kernelsOf(twice).filter((kind) => kind === 'product')).toHaveLength(1);
    expectSameNumbers([twice], canonical([twice]));
  });

  it('share it between results, and each result is still there', () => {
    const results = [b.sum(b.contract(x, w), 1), b.exp(b.contract(x, w)), b.exp(b.contract(x, w))];
    expect(kernelsOf(...results).filter((kind) => kind === 'product')).toHaveLength(1);
    expectSameNumbers(results, results);
  });

  it('are told from those of other leaves, functions, axes, moves, and random numbers', () => {
    const square = b.reshape(b.slice(x, 0, 0, 4), [4, 4]);
    const different = [
      b.contract(square, w),
      b.contract(square, v),
      b.contract(w, square),
      b.exp(square),
      b.tanh(square),
      b.add(square, 1),
      b.add(square, 2),
      b.sum(square, 0),
      b.sum(square, 1),
      b.largest(square, 1),
      b.transpose(square),
      b.reverse(square, 0),
      b.reverse(square, 1),
      b.random('dropout', 'here', [4, 4]),
      b.random('dropout', 'there', [4, 4]),
      b.random('noise', 'here', [4, 4]),
      b.table(Float32Array.of(1, 2), [2]),
      b.table(Float32Array.of(1, 3), [2]),
    ];
    expect(new Set(canonical(different)).size).toBe(different.length);
  });

  it('of infinite numbers are told apart by their signs', () => {
    const [low, high] = canonical([b.max(x, Number.NEGATIVE_INFINITY), b.max(x, Number.POSITIVE_INFINITY)]);
    expect(low).not.toBe(high);
  });

  it('are found in gradients, which read what was computed forwards', () => {
    const loss = b.sum(b.square(b.sigmoid(b.contract(x, w))));
    const all = canonical([loss, ...gradients(loss, [w])] as Tensor[]);
    // One product forwards, one by the weight; the sigmoid is not computed again.
    expect(count('contract', ...all)).toBe(2);
    const sigmoids = inOrder(all).filter(({ of }) => of.kind === 'map' && of.fn === 'sigmoid');
    expect(sigmoids).toHaveLength(1);
    expectSameNumbers([loss, ...gradients(loss, [w])] as Tensor[], all);
  });
});

describe('moves of moves', () => {
  it.each<[string, Tensor, Tensor]>([
    ['a reshape and back is none', b.reshape(b.reshape(x, [2, 16]), [8, 4]), x],
    ['a reshape of a reshape is one', b.reshape(b.reshape(x, [2, 16]), [32]), b.reshape(x, [32])],
    ['a permutation and back is none', b.transpose(b.transpose(x)), x],
    [
      'a permutation of a permutation is one',
      b.permute(b.permute(b.reshape(x, [2, 4, 4]), 1, 2, 0), 1, 2, 0),
      b.permute(b.reshape(x, [2, 4, 4]), 2, 0, 1),
    ],
    ['a sum over a dim of one is a reshape', b.sum(b.reshape(x, [8, 1, 4]), 1), x],
  ])('%s', (_, written, wanted) => {
    const [a, same] = canonical([written, wanted]);
    expect(a).toBe(same);
  });
});

describe('constants', () => {
  const zero = (value: Tensor) => value.of.kind === 'constant' && value.of.value === 0;

  it('that change nothing are no work', () => {
    for (const same of [b.mul(x, 1), b.mul(1, x), b.div(x, 1), b.add(x, 0), b.add(0, x), b.sub(x, 0)])
      expect(same).toBe(x);
    expect(b.add(x, b.constant(0, [4]))).toBe(x);
    expect(b.mul(x, b.constant(1, [8, 1]))).toBe(x);
  });

  it('that change something are kept', () => {
    const kept = [b.sub(0, x), b.div(1, x), b.mul(x, -1), b.sub(x, 1), b.max(x, 0), b.min(x, 1)];
    expect(kept.every(({ of }) => of.kind === 'map')).toBe(true);
  });

  it('of zero leave nothing of a product', () => {
    expect(zero(b.mul(x, 0))).toBe(true);
    expect(zero(b.mul(b.contract(x, w), b.mul(0, x)))).toBe(true);
    expect(b.add(w, b.mul(b.exp(v), 0))).toBe(w);
  });

  it.each<[string, Tensor, number]>([
    ['are added', b.add(b.constant(2), 3), 5],
    ['are subtracted', b.sub(b.constant(2), 3), -1],
    ['are multiplied', b.mul(b.constant(2, [4]), 3), 6],
    ['are divided', b.div(3, b.constant(2)), 1.5],
    ['go through moves that repeat them', b.add(b.expand(b.constant(2, [1, 4]), [8, 4]), 1), 3],
  ])('on constants %s when the program is made', (_, { of }, wanted) => {
    expect(of).toEqual({ kind: 'constant', value: wanted });
  });

  it('do not reach the kernels', () => {
    const value = b.add(b.mul(b.contract(x, w), b.div(2, b.constant(2))), b.mul(b.contract(x, v), 0));
    expect(kernelsOf(value)).toEqual(['product']);
    expectSameNumbers([value], [value]);
  });
});
