/** Joins of branches in which `keep=true` made a dim 1: such a dim is stretched, and no other. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import type { Model } from '../program/tfjs/types.ts';
import { construct } from '../src/ir/builder.ts';
import { concat, mul, sum } from '../src/joins/index.ts';
import { gives } from '../src/registry/rule.ts';
import { withMarks } from '../src/shapecheck/flow.ts';
import { BATCH } from '../src/shapes/batch.ts';
import { constant, symbol } from '../src/shapes/dim.ts';
import { type TensorType, typeText } from '../src/shapes/shape.ts';
import { gradientsOf, STEP } from './support/golden-model.ts';
import { onBackends } from './support/on-backends.ts';
import { runGraph } from './support/run-graph.ts';

const T = symbol({ id: 'T', name: 'T', min: 1 });

/** The batch and these dims, those at `kept` made 1 on purpose. */
function type(dims: readonly (number | 'T')[], ...kept: readonly number[]): TensorType {
  const all = dims.map((dim) => (dim === 'T' ? T : constant(dim)));
  return { dtype: 'float', dims: [BATCH, ...all], ...(kept.length > 0 && { kept }) };
}

const image = type([4, 5, 8]);
const pooled = type([1, 1, 8], 1, 2);

describe('the type of a join', () => {
  test.each([
    ['the image first', [image, pooled], '[B, 4, 5, 8]', []],
    ['the image last', [pooled, image], '[B, 4, 5, 8]', []],
    ['a dim without a number', [type(['T', 8]), type([1, 8], 1)], '[B, T, 8]', []],
    ['one axis of two', [type([1, 5, 8], 1), pooled], '[B, 1, 5, 8]', [1]],
    ['nothing but kept dims', [pooled, pooled], '[B, 1, 1, 8]', [1, 2]],
    ['a 1 that is no mark', [type([1, 1, 8]), pooled], '[B, 1, 1, 8]', []],
  ])('stretches kept dims: %s', (_, branches, output, kept) => {
    for (const join of [sum, mul]) {
      const rule = join.type(branches, {});
      expect(typeText(rule.output!)).toBe(output);
      expect([rule.misfit, rule.kept]).toEqual([undefined, kept]);
      expect(rule.needs.every(({ axis }) => branches.every((branch) => !branch.kept?.includes(axis!)))).toBe(true);
    }
  });

  test('a 1 that nobody asked to keep is not stretched', () => {
    const { needs } = sum.type([image, type([1, 1, 8])], {});
    expect(needs.filter(({ axis }) => axis === 1)).toMatchObject([
      { branch: 1, against: 0, obligation: { left: constant(4), right: constant(1) } },
    ]);
  });

  test('branches are held against the first that is not stretched', () => {
    const { needs } = sum.type([pooled, image, type([4, 6, 8])], {});
    expect(needs.filter(({ axis }) => axis === 2)).toMatchObject([
      { branch: 2, against: 1, obligation: { left: constant(5), right: constant(6) } },
    ]);
  });

  test('concat stretches all dims but that along which it puts them', () => {
    expect(typeText(concat.type([pooled, image], { axis: -1 }).output!)).toBe('[B, 4, 5, 16]');
    expect(typeText(concat.type([type([1, 5, 8], 1), image], { axis: 1 }).output!)).toBe('[B, 5, 5, 8]');
  });
});

describe('a mark', () => {
  const marksOf = (dims: readonly number[], before = pooled) => withMarks(gives(type(dims)), before)?.kept;

  test('stays on a dim that is still 1', () => {
    expect(marksOf([1, 1, 3])).toEqual([1, 2]);
    expect(marksOf([1, 7, 3])).toEqual([1]);
  });

  test('goes when the rank or the length changes, and never comes by itself', () => {
    expect(marksOf([1, 3])).toBeUndefined();
    expect(marksOf([2, 2, 3])).toBeUndefined();
    expect(marksOf([1, 1, 3], image)).toBeUndefined();
  });

  test('is set by the layer that keeps the dim, and by it alone', () => {
    expect(withMarks(gives(type([1, 1, 8]), [], [1, 2]), image)?.kept).toEqual([1, 2]);
    expect(withMarks({ output: pooled }, image)?.kept).toBeUndefined();
  });
});

onBackends(() => {
  const noModel: Model = { weights: {}, buffers: {}, optimiser: {} };
  const x = [1, 2, 3, 4, 5, 6, 7, 8]; // [1, 2, 2, 2]
  const gate = [10, 100]; // [1, 1, 1, 2]
  const dy = [1, 1, 2, 2, 3, 3, 4, 4];

  /** The join of x and the gate, run, with the gradients of both. */
  function joined(join: 'sum' | 'mul' | 'concat', upstream: readonly number[]) {
    const graph = construct();
    const values = [graph.value(type([2, 2, 2])), graph.value(type([1, 1, 2], 1, 2))];
    const result =
      join === 'concat'
        ? concat.lower(graph.at(join), values, { axis: -1 })
        : { sum, mul }[join].lower(graph.at(join), values, {});
    const variables = [tf.variable(tf.tensor(x, [1, 2, 2, 2])), tf.variable(tf.tensor(gate, [1, 1, 1, 2]))];
    const width = join === 'concat' ? 4 : 2;
    expect(typeText(result.type)).toBe(`[B, 2, 2, ${width}]`);
    return gradientsOf(
      () => {
        const given = new Map(values.map(({ id }, i) => [id, variables[i] as tf.Tensor]));
        return runGraph(graph.nodes, given, { model: noModel, training: STEP }).get(result.id) as tf.Tensor;
      },
      { shape: [1, 2, 2, width], dtype: 'float32', data: upstream },
      variables,
    );
  }

  test('sum', () => {
    const { output, grads } = joined('sum', dy);
    expect(output).toEqual([11, 102, 13, 104, 15, 106, 17, 108]);
    expect(grads).toEqual([dy, [10, 10]]);
  });

  test('mul', () => {
    const { output, grads } = joined('mul', dy);
    expect(output).toEqual([10, 200, 30, 400, 50, 600, 70, 800]);
    expect(grads).toEqual([
      [10, 100, 20, 200, 30, 300, 40, 400],
      [1 + 6 + 15 + 28, 2 + 8 + 18 + 32],
    ]);
  });

  test('concat', () => {
    const { output, grads } = joined('concat', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect(output).toEqual([1, 2, 10, 100, 3, 4, 10, 100, 5, 6, 10, 100, 7, 8, 10, 100]);
    expect(grads).toEqual([
      [1, 2, 5, 6, 9, 10, 13, 14],
      [3 + 7 + 11 + 15, 4 + 8 + 12 + 16],
    ]);
  });
});
