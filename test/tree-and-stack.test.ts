/**
 * A tree that fuses letters two by two and a stack of causal convolutions with dilations 1, 2 and 4 are the same
 * function at the last position: the trained weights of the one give the logits of the other.
 */
import { expect, test } from 'vitest';
import { runScript, writeProgram } from './support/program.ts';

const rest = 'train sgd\n    lr = 0.1\n';

const tree = `data  chars names context=8
model embed 10 | repeat 3 ( flatten 2 | linear 32 | tanh ) | linear V
${rest}`;

const stack = `data  chars names context=8
model embed 10 | repeat i in 0..3 ( conv 32 2 dilation=2^i padding=causal | tanh ) | linear V | last
${rest}`;

interface Ran {
  readonly losses: readonly number[];
  readonly shapes: Readonly<Record<'tree' | 'stack', readonly (readonly number[])[]>>;
  readonly tree: readonly number[];
  readonly stack: readonly number[];
  readonly untouched: readonly number[];
}

test.each(['cpu', 'wasm'])('the dilated stack and the tree are one function on %s', { timeout: 120_000 }, (backend) => {
  const [treePath, stackPath] = [tree, stack].map((text) => writeProgram(text).path) as [string, string];
  const ran = runScript<Ran>('tree-and-stack.mjs', treePath, stackPath, backend);
  expect(ran.shapes.tree).toEqual([[27, 10], [20, 32], [32], [64, 32], [32], [64, 32], [32], [32, 27], [27]]);
  expect(ran.shapes.stack[1]).toEqual([2, 10, 32]);
  expect(mean(ran.losses.slice(-20))).toBeLessThan(mean(ran.losses.slice(0, 20)) - 0.2);
  expect(ran.tree.length).toBeGreaterThan(27 * 200);
  expect(farthest(ran.tree, ran.stack)).toBeLessThan(1e-5);
  expect(farthest(ran.tree, ran.untouched)).toBeGreaterThan(0.1);
});

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number) / numbers.length;
}

function farthest(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}
