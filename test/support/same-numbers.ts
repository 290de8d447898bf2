/** Holds tensors that were rewritten against what they were: by the slow reference, and compiled. */
import { expect } from 'vitest';
import { evaluate } from '../../src/tensors/evaluate.ts';
import { inOrder } from '../../src/tensors/order.ts';
import { sizeOf, type Tensor } from '../../src/tensors/tensor.ts';
import { runCompiled } from './compiled-graph.ts';
import { numbers } from './differences.ts';

/** Random numbers for every leaf of tensors; ids are below 5. */
export function leavesOf(tensors: readonly Tensor[]): Record<string, readonly number[]> {
  const leaves = inOrder(tensors).filter(({ of }) => of.kind === 'leaf');
  return Object.fromEntries(
    leaves.map(({ of, shape, type }, seed) => {
      const name = of.kind === 'leaf' ? of.name : '';
      return [name, type === 'i32' ? numbers(shape, seed, 0, 5).map(Math.floor) : numbers(shape, seed, -1, 1)];
    }),
  );
}

/** The reference gives the same for both in double precision, but for the order of sums; compiled, as far as floats go. */
export function expectSameNumbers(before: readonly Tensor[], after: readonly Tensor[]): void {
  const given = { leaves: leavesOf(before), seed: 7, step: 3 };
  const wanted = evaluate(before, given);
  expectClose(evaluate(after, given), wanted, 1e-9);
  expectClose(runCompiled(after, given), wanted, 1e-4);
}

function expectClose(got: readonly ArrayLike<number>[], wanted: readonly ArrayLike<number>[], most: number): void {
  for (const [at, values] of wanted.entries()) {
    expect(got[at]?.length).toBe(values.length);
    const largest = Array.from(values).reduce((max, value) => Math.max(max, Math.abs(value)), 1);
    for (let i = 0; i < values.length; i++)
      expect(Math.abs((got[at]?.[i] as number) - (values[i] as number)), `result ${at}, number ${i}`).toBeLessThan(
        most * largest,
      );
  }
}

/** Multiply-adds of all products that tensors are computed from. */
export function multiplyAdds(tensors: readonly Tensor[]): number {
  return inOrder(tensors).reduce((sum, { of, shape }) => {
    if (of.kind !== 'contract') return sum;
    return sum + sizeOf(shape) * sizeOf(of.left.shape.slice(of.left.shape.length - of.summed));
  }, 0);
}
