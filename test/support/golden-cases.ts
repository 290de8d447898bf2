/** The goldens of layers, joins and losses in mm's terms: each with what it is compared with. */
import { expect } from 'vitest';
import { type LossGraph, lowerLoss } from '../../src/ir/lower.ts';
import { check } from '../../src/shapecheck/check.ts';
import type { CheckedLoss } from '../../src/shapecheck/checked.ts';
import { BATCH } from '../../src/shapes/batch.ts';
import { constant } from '../../src/shapes/dim.ts';
import type { TensorType } from '../../src/shapes/shape.ts';
import { source } from '../../src/text/source.ts';
import { activations, filled, losses, rowsOf, stacks, type Template } from './golden-tables.ts';
import { inOurLayouts, windowStacks } from './golden-windows.ts';
import { type ByName, type Golden, golden, goldenNames, type Numbers } from './goldens.ts';
import { inOurTerms } from './makemore-cells.ts';

/** A golden of a layer, and the stack that it is compared with; parameters are under the ends of their paths in mm. */
export interface LayerCase {
  readonly want: Golden;
  readonly stack: string;
}

/** The goldens of layers by name; [B, T, C] of batch norm again as images. */
export function layerCases(): (readonly [name: string, LayerCase])[] {
  const cases = rowsOf(stacks).map(([name, stack]) => [name, caseOf(inOurTerms(golden(name)), stack)] as const);
  const images = cases
    .filter(([name]) => name.startsWith('batchnorm1d_3d') && !name.includes('bug'))
    .map(([name, { want, stack }]) => [`${name}, as images`, { want: asImage(want), stack }] as const);
  const windows = rowsOf(windowStacks).map(([name, stack]) => {
    const want = golden(name);
    return [name, caseOf(inOurLayouts(want), stack(want))] as const;
  });
  return [...cases, ...images, ...windows];
}

function caseOf(want: Golden, stack: Template): LayerCase {
  const { params = {}, grads, buffers_before: before = {}, buffers_after: after = {} } = want;
  const own = { params: named(params), buffers_before: named(before), buffers_after: named(after) };
  return {
    want: { ...want, ...own, grads: { ...grads, params: named(grads.params) } },
    stack: filled(typeof stack === 'string' ? stack : stack(want), want.config),
  };
}

/** Every [B, T, C] of a golden as [B, 2, T/2, C]. */
function asImage(want: Golden): Golden {
  const folded = (numbers: ByName): ByName =>
    Object.fromEntries(
      Object.entries(numbers).map(([name, tensor]) => {
        const [batch, positions, channels] = tensor.shape as [number, number, number];
        const rows = positions % 2 === 0 ? 2 : 1;
        return [name, { ...tensor, shape: [batch, rows, positions / rows, channels] }];
      }),
    );
  const { inputs, outputs, grad_output, grads } = want;
  const sides = { inputs: folded(inputs), outputs: folded(outputs), grad_output: folded(grad_output) };
  return { ...want, ...sides, grads: { ...grads, inputs: folded(grads.inputs) } };
}

/** The names of a golden under the paths that the stack gives them. */
function named(numbers: ByName): ByName {
  const paths: Readonly<Record<string, string>> = {
    gamma: 'bn.weight',
    beta: 'bn.bias',
    running_mean: 'bn.running_mean',
    running_var: 'bn.running_var',
    ...attentionPaths('', 'attention'),
    ...attentionPaths('attn.', 'attn'),
    'mlp.c_fc.weight': 'c_fc.weight',
    'mlp.c_fc.bias': 'c_fc.bias',
    'mlp.c_proj.weight': 'c_proj.weight',
    'mlp.c_proj.bias': 'c_proj.bias',
  };
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [paths[name] ?? name, value]));
}

/** The four tensors of attention, which nanoGPT keeps as two linear layers. */
function attentionPaths(before: string, stage: string): Readonly<Record<string, string>> {
  return {
    [`${before}c_attn.weight`]: `${stage}.in_proj_weight`,
    [`${before}c_attn.bias`]: `${stage}.in_proj_bias`,
    [`${before}c_proj.weight`]: `${stage}.out_proj_weight`,
    [`${before}c_proj.bias`]: `${stage}.out_proj_bias`,
  };
}

/** A golden of a loss: its graph, and what goes in and out. */
export interface LossCase {
  readonly graph: LossGraph;
  readonly output: Numbers;
  readonly target: Numbers;
  readonly want: Golden;
  /** The gradient of the output. */
  readonly gradient: Numbers;
}

export function lossCases(): (readonly [name: string, LossCase])[] {
  return rowsOf(losses).map(([name, template]) => {
    const want = golden(name);
    const { config, inputs, grads } = want;
    const { target, ...others } = inputs as ByName & { target: Numbers };
    const [[given, output]] = Object.entries(others) as [[string, Numbers]];
    const graph = lowerLoss(lossOf(filled(template, config)), typeOf(output), typeOf(target));
    const known = { ...target, data: target.data.map((id) => (id === config.ignore_index ? -1 : id)) };
    return [name, { graph, output, target: known, want, gradient: grads.inputs[given]! }];
  });
}

/** The loss that a spec states. */
function lossOf(text: string): CheckedLoss {
  const target = text.startsWith('cross_entropy') ? 'class of 2' : 'value[2]';
  const spec = `input x[3]\ntarget ${target}\nmodel linear 2\ntrain sgd loss=${text}`;
  const { value, diagnostics } = check(source('loss.mm', spec));
  expect(diagnostics).toEqual([]);
  return value.train!.loss!;
}

/** The type of numbers of which the first dim is the batch. */
export function typeOf({ shape, dtype }: Numbers): TensorType {
  return { dtype: dtype === 'int32' ? 'int' : 'float', dims: [BATCH, ...shape.slice(1).map(constant)] };
}

/** An activation at extremes: a column of numbers, and what becomes of each. */
export interface ExtremeCase {
  readonly stack: string;
  readonly column: Numbers;
  readonly output: Numbers;
  readonly derivative: Numbers;
}

export function extremeCases(): (readonly [name: string, ExtremeCase])[] {
  return goldenNames()
    .filter((name) => name.startsWith('activations_extremes'))
    .flatMap((file) => {
      const { input, functions } = golden<Extremes>(file);
      const column = { ...input, shape: [input.data.length, 1] };
      return Object.entries(functions).map(([name, { config, output, derivative }]) => {
        const [, template] = activations.find(([names]) => names.test(name))!;
        return [name, { stack: filled(template, config), column, output, derivative }] as const;
      });
    });
}

interface Extremes {
  readonly input: Numbers;
  readonly functions: Readonly<Record<string, Pick<ExtremeCase, 'output' | 'derivative'> & Pick<Golden, 'config'>>>;
}
