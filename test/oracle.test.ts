/**
 * Emitted programs judge the checker: for random valid stacks the shape that each line of a program gives when it runs is
 * the one that was worked out before, and so are the counts of parameters; and the weights that get no gradient are those
 * of which mm says that they cannot learn.
 */
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { loneAttentions } from '../src/analyses/lone.ts';
import { type Unreached, unreached } from '../src/analyses/reach.ts';
import { emitModel } from '../src/compile.ts';
import { severityOf } from '../src/diagnostics/catalog.ts';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { render } from '../src/diagnostics/render.ts';
import { lower, type Owned } from '../src/ir/lower.ts';
import type { CheckedModel } from '../src/shapecheck/checked.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { typeText } from '../src/shapes/shape.ts';
import { check } from '../src/summary/check.ts';
import { source } from '../src/text/source.ts';
import { runScript } from './support/program.ts';
import { randomSpec } from './support/random-stacks.ts';
import { runGraph } from './support/run-graph.ts';

const COUNT = Number(process.env.MM_STACKS ?? 2000);
const BATCH = 5;

type Values = Readonly<Record<string, readonly number[]>>;

interface Ran {
  readonly weights: Values;
  readonly buffers: Values;
  readonly input: readonly number[];
  readonly output: readonly number[];
  /** What came out in training and in evaluation, in this order. */
  readonly outputs: readonly (readonly number[])[];
  readonly training: readonly (readonly [stated: string, shape: readonly number[]])[];
  readonly evaluation: Ran['training'];
  readonly counted: number;
  readonly stated: number;
  /** Weights without a gradient that are not idle, and idle ones with one. */
  readonly unmoved: readonly string[];
  readonly moved: readonly string[];
  /** How much of what comes out hangs on the idle weights. */
  readonly difference: number;
}

it(`knows the shapes of ${COUNT} random valid stacks when they run, and which of their weights can learn`, {
  timeout: 300_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mm-oracle-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const specs = Array.from({ length: COUNT }, (_, seed) => randomSpec(seed));
  const idle: (readonly Unreached[])[] = [];
  const models = specs.map(({ text, output }, at) => {
    const { value, diagnostics } = check(source(`stack-${at}.mm`, text));
    const [model] = value.models;
    expect(diagnostics.filter((each) => severityOf(each) === 'error').length, `${text}\n${render(diagnostics)}`).toBe(
      0,
    );
    expect(typeText(model?.output ?? { dtype: 'int', dims: [] }), text).toBe(`[B, ${output.join(', ')}]`);
    const [program] = emitModel(value, model as CheckedModel);
    if (!program || !('text' in program)) throw new Error(`no program for ${text}`);
    const graph = lower(model as CheckedModel);
    const unmovable = unreached(graph);
    // Of attention over a single position a part of the weights cannot learn, that of queries and keys.
    expect(saysSo(diagnostics), text).toBe(unmovable.length > 0 || loneAttentions(graph).length > 0);
    idle.push(unmovable);
    writeFileSync(join(folder, `${at}.mjs`), program.text);
    return model as CheckedModel;
  });
  const list = specs.map(({ input, vocabulary }, at) => ({
    path: join(folder, `${at}.mjs`),
    shape: input,
    vocabulary,
    idle: idle[at]?.map(({ weight }) => weight.path),
  }));
  writeFileSync(join(folder, 'list.json'), JSON.stringify(list));
  const ran = runScript<Ran[]>('run-shapes.mjs', join(folder, 'list.json'));
  let lines = 0;
  for (const [at, result] of ran.entries()) {
    const { output, training, evaluation, counted, stated } = result;
    const { text, output: wanted } = specs[at] as (typeof specs)[number];
    expect(output, text).toEqual([BATCH, ...wanted]);
    for (const [mode, numbers] of interpreted(models[at] as CheckedModel, result).entries())
      expect(distance(numbers, result.outputs[mode] ?? []), text).toBeLessThan(1e-4);
    for (const mode of [training, evaluation])
      for (const [comment, shapes] of byLine(mode)) {
        lines++;
        expect(comment.startsWith('[B'), comment).toBe(true);
        expect(statedBy(comment, shapes), `${text}${comment} but it ran with ${shapes.join(' ')}`).toBe(true);
      }
    const weights = (models[at] as CheckedModel).weights.map(({ shape }) =>
      shape.map((dim) => numberOf(dim) as number),
    );
    const total = weights.reduce((sum, shape) => sum + shape.reduce((all, dim) => all * dim, 1), 0);
    expect([counted, stated], text).toEqual([total, total]);
    expectLearning(result, idle[at] as readonly Unreached[], text);
  }
  expect(lines).toBeGreaterThan(COUNT * 4);
  expect(idle.filter((some) => some.length > 0).length).toBeGreaterThan(COUNT / 50);
});

/** Whether a report says that something cannot learn; it is a note where another report has the same place. */
function saysSo(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(
    ({ code, notes }) => code === 'learn/unreached' || notes.some((note) => /cannot learn/.test(note)),
  );
}

/**
 * Every weight has a gradient but those of which mm says that they cannot learn, and on these nothing hangs. Where
 * several numbers that are all alike are compared, what is zero by arithmetic is so up to rounding, which each norm multiplies by
 * up to 1/sqrt(eps): there only what comes out can tell.
 */
function expectLearning({ unmoved, moved, difference }: Ran, idle: readonly Unreached[], text: string): void {
  expect(unmoved, text).toEqual([]);
  const rounded = new Set(
    idle.flatMap(({ end, isBehind, weight }) =>
      isBehind || end.why === 'alike' || end.why === 'level' ? weight.path : [],
    ),
  );
  expect(
    moved.filter((path) => !rounded.has(path)),
    text,
  ).toEqual([]);
  expect(difference, text).toBeLessThan(1e-4);
}

/** What the graph of the model gives op by op, without any program: in training and in evaluation. */
function interpreted(model: CheckedModel, { weights, buffers, input, output }: Ran): (readonly number[])[] {
  const graph = lower(model);
  return [{ seed: 1, step: 0 }, undefined].map((training) => {
    const own = {
      weights: variablesOf(graph.weights, weights),
      buffers: variablesOf(graph.buffers, buffers),
      optimiser: {},
    };
    const { dtype, dims } = graph.input.type;
    const shape = [BATCH, ...dims.slice(1).map((dim) => numberOf(dim) as number)];
    const given = new Map<number, tf.Tensor>([
      [graph.input.id, tf.tensor([...input], shape, dtype === 'int' ? 'int32' : 'float32')],
    ]);
    for (const { weight, value } of graph.weights) given.set(value.id, own.weights[weight.path] as tf.Variable);
    for (const { weight, value } of graph.buffers) given.set(value.id, own.buffers[weight.path] as tf.Variable);
    // The program ran its training mode first, which moved the buffers.
    if (training === undefined) runGraph(graph.nodes, given, { model: own, training: { seed: 1, step: 0 } });
    const result = runGraph(graph.nodes, given, { model: own, training }).get(graph.output.id) as tf.Tensor;
    expect(result.shape).toEqual(output);
    const numbers = Array.from(result.dataSync());
    tf.disposeVariables();
    return numbers;
  });
}

function variablesOf(owned: readonly Owned[], values: Values): Record<string, tf.Variable> {
  return Object.fromEntries(
    owned.map(({ weight }) => {
      const shape = weight.shape.map((dim) => numberOf(dim) as number);
      return [weight.path, tf.variable(tf.tensor([...(values[weight.path] ?? [])], shape))];
    }),
  );
}

/** The largest difference, relative to the largest number. */
function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const most = Math.max(1, ...a.map(Math.abs));
  return Math.max(0, ...a.map((value, at) => Math.abs(value - (b[at] as number)) / most));
}

/** The shapes that a line gave, in the order of the turns of its loops. */
function byLine(trace: Ran['training']): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const [comment, [, ...dims]] of trace) {
    const shapes = lines.get(comment) ?? [];
    lines.set(comment, shapes);
    shapes.push(`[${['B', ...dims].join(', ')}]`);
  }
  return lines;
}

/** A comment names each shape once; of many it names the first two and the last. */
function statedBy(comment: string, shapes: readonly string[]): boolean {
  const named: readonly string[] = comment.match(/\[[^\]]*\]/g) ?? [];
  const seen = [...new Set(shapes)];
  if (comment.includes('…')) return named.every((shape) => seen.includes(shape)) && seen[0] === named[0];
  return seen.every((shape) => named.includes(shape)) && named.every((shape) => seen.includes(shape));
}
