/** Rewrites of tensor programs: that they fire where they pay, and change no number and no gradient. */
import { describe, expect, it } from 'vitest';
import { inFewerSteps } from '../src/fused/rewrites/index.ts';
import { withoutShift } from '../src/fused/rewrites/without-shift.ts';
import { add, contract, gather, leaf, reshape, square, sum, tanh } from '../src/tensors/build.ts';
import { gradients } from '../src/tensors/gradients.ts';
import { inOrder } from '../src/tensors/order.ts';
import { sizeOf, type Tensor } from '../src/tensors/tensor.ts';
import { expectSameNumbers } from './support/same-numbers.ts';

const ids = leaf('input', 'ids', [16, 6], 'i32');
const table = leaf('weight', 'table', [5, 4]);

/** Embedded, n places beside each other, times a matrix. */
function embedded(n: number, width: number): { readonly value: Tensor; readonly weights: readonly Tensor[] } {
  const matrix = leaf('weight', 'matrix', [n * 4, width]);
  const bias = leaf('weight', 'bias', [width]);
  const rows = reshape(gather(table, ids), [16, 6 / n, n * 4]);
  const value = sum(square(tanh(add(contract(rows, matrix), bias))));
  return { value, weights: [table, matrix, bias] };
}

function depthsOf(tensor: Tensor): readonly number[] {
  return inOrder([tensor]).flatMap(({ of }) =>
    of.kind === 'contract' ? [sizeOf(of.left.shape.slice(0, -1)) * (of.left.shape.at(-1) as number)] : [],
  );
}

describe('a product with rows of a table', () => {
  it.each([
    [1, 7],
    [2, 8],
    [3, 9],
    [6, 5],
  ])('of %i places side by side has the same numbers and gradients', (n, width) => {
    const { value, weights } = embedded(n, width);
    const [now] = inFewerSteps([value]) as [Tensor];
    const before = [value, ...gradients(value, weights)] as Tensor[];
    expectSameNumbers(before, [now, ...gradients(now, weights)] as Tensor[]);
  });

  it('becomes products of the table', () => {
    const { value } = embedded(2, 8);
    expect(depthsOf(value)).toEqual([16 * 3 * 8]);
    expect(depthsOf(inFewerSteps([value])[0] as Tensor)).toEqual([5 * 4, 5 * 4]);
  });

  it('stays where the table is larger than what is looked up', () => {
    const few = leaf('input', 'few', [2, 2], 'i32');
    const large = leaf('weight', 'large', [500, 4]);
    const value = contract(reshape(gather(large, few), [2, 8]), leaf('weight', 'matrix', [8, 3]));
    expect(inFewerSteps([value])[0]).toBe(value);
  });
});

describe('what is added before a norm', () => {
  const x = leaf('input', 'x', [6, 3]);

  it('is told apart where it is the same along the axes', () => {
    const bias = leaf('weight', 'b', [3]);
    const found = withoutShift(add(x, bias), [0]);
    expect(found?.x).toBe(x);
    expect(found?.root).toBe(bias);
    expect(found?.shift.shape).toEqual([3]);
  });

  it('is not where it differs along them', () => {
    expect(withoutShift(add(x, leaf('weight', 'b', [3])), [1])).toBeUndefined();
    expect(withoutShift(add(x, leaf('weight', 'b', [6, 3])), [0])).toBeUndefined();
  });
});
