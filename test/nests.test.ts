/** Loops in several passes: what they carry from pass to pass, and what is left over by whole vectors. */
import { describe, expect, it } from 'vitest';
import { compilePrograms } from '../src/fused/compile.ts';
import {
  add,
  div,
  exp,
  gather,
  largestKept,
  leaf,
  mul,
  rsqrt,
  square,
  sub,
  sum,
  sumKept,
  tanh,
} from '../src/tensors/build.ts';
import { gradients } from '../src/tensors/gradients.ts';
import type { Tensor } from '../src/tensors/tensor.ts';
import { countsOf } from '../src/wasm/counts.ts';
import { runProgram } from './support/compiled-graph.ts';
import { expectSameNumbers } from './support/same-numbers.ts';

/** A norm over all dims but the last of what two tables hold for each place. */
function normed(
  rows: readonly number[],
  width: number,
): { readonly value: Tensor; readonly weights: readonly Tensor[] } {
  const tables = ['a', 'b'].map((name) => leaf('weight', name, [5, width])) as [Tensor, Tensor];
  const [a, b] = tables.map((table) => gather(table, leaf('input', `${JSON.stringify(table.of)} ids`, rows, 'i32')));
  const x = add(a as Tensor, b as Tensor);
  const axes = rows.map((_, axis) => axis);
  const n = rows.reduce((product, size) => product * size, 1);
  const centred = sub(x, mul(sum(x, ...axes), 1 / n));
  const scale = rsqrt(add(mul(sum(square(centred), ...axes), 1 / n), 1e-3));
  return { value: tanh(mul(centred, scale)), weights: tables };
}

describe('sums that run down columns', () => {
  it.each([
    [[24], 16],
    [[17], 37],
    [[6, 4], 64],
    [[5, 3], 20],
    [[2, 64], 32],
    [[300], 16],
    [[40], 3],
  ])('over %j, with %i columns', (rows, width) => {
    const { value, weights } = normed(rows, width);
    const all = [value, ...gradients(sum(square(sub(value, 0.3))), weights)] as Tensor[];
    expectSameNumbers(all, all);
  });

  it('with more than one value in a place of its own', () => {
    const [x, y, z] = ['x', 'y', 'z'].map((name) => leaf('input', name, [32, 48])) as [Tensor, Tensor, Tensor];
    const made = mul(mul(x, y), z);
    const [sums, products] = [sum(made, 0), sum(mul(made, x), 0)];
    const value = sub(mul(made, products), add(sums, mul(x, y)));
    expectSameNumbers([value, products], [value, products]);
  });

  it('read ids in the first pass alone', () => {
    const { value } = normed([24], 32);
    const { parts } = compilePrograms({ run: [{ value, into: 'value' }] });
    const [norm, ...others] = parts[0]?.functions ?? [];
    expect(others).toEqual([]);
    // Two ids for each of 24 rows, for 16 columns at a time.
    expect(norm && new Map(countsOf(norm)).get('i32.load')).toBe(2 * 24 * 2);
  });
});

describe('sums along rows', () => {
  it.each([4, 5, 6, 7, 8, 9, 27, 35])('of %i numbers', (width) => {
    // All of them are below 0, so that no lane that is left out may count as one.
    const x = sub(leaf('input', 'x', [3, width]), 3);
    const shifted = exp(sub(x, largestKept(x, -1)));
    const softmax = div(shifted, sumKept(shifted, -1));
    expectSameNumbers([softmax, sum(x, 1)], [softmax, sum(x, 1)]);
  });

  it('replace what they read once for each number', () => {
    const weight = leaf('weight', 'w', [3, 7]);
    const value = sub(weight, mul(weight, sumKept(leaf('input', 'x', [3, 7]), -1)));
    const x = Array.from({ length: 21 }, (_, at) => at % 4);
    const w = Array.from({ length: 21 }, (_, at) => (at % 5) - 2);
    const after = runProgram([{ value, into: weight }], { leaves: { w, x } })('w');
    const sumOf = (row: number) => x.slice(7 * row, 7 * row + 7).reduce((total, each) => total + each, 0);
    expect([...after]).toEqual(w.map((each, at) => each - each * sumOf(Math.floor(at / 7))));
  });
});
