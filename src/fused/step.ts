/** A training step of a model as a tensor program, once the batch is known; and a measurement of its loss. */
import type { Formula } from '../formula/formula.ts';
import type { Ir, LoweredLoss, Training } from '../ir/ir.ts';
import type { Graph, Owned } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import { BATCH } from '../shapes/batch.ts';
import { type Dim, evaluate, symbolsOf } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { add, div, leaf, min, mul, select, sqrt, square, sum } from '../tensors/build.ts';
import { gradients } from '../tensors/gradients.ts';
import { inStage } from '../tensors/stage.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { lowering } from './lowering/index.ts';
import type { Lower } from './lowering/lowering.ts';
import type { Result, TensorProgram } from './program.ts';
import { inFewerSteps } from './rewrites/index.ts';
import { type Scalars, scalarTable, updateTensors } from './update.ts';

export interface StepPrograms {
  readonly programs: Readonly<Record<string, TensorProgram>>;
  /** Numbers that are worked out anew for each step, over `lr` and `t`, and the names of the leaves that hold them. */
  readonly scalars: readonly { readonly name: string; readonly formula: Formula }[];
  /** Examples of a minibatch, and of a measurement. */
  readonly batch: number;
  readonly chunk: number;
}

/** What the leaves that are not of the model are called. */
export const INPUT = 'input';
export const TARGET = 'target';
export const LOSS = 'loss';
/** How much of the whole a minibatch is, and whether it is the first, where a step has several. */
export const SHARE = 'share';
export const FIRST = 'first';

/** The sizes of a model that only a running program knows, by name; without them a model can be compiled. */
export function openSizesOf({ graph, loss }: Ir): readonly string[] {
  const dims = [graph.input, ...(loss ? [loss.graph.target] : []), ...graph.nodes.map(({ output }) => output)].flatMap(
    ({ type }) => type.dims,
  );
  const names = dims.flatMap((dim) => symbolsOf(dim)).map(({ id }) => id);
  const [batch] = symbolsOf(BATCH);
  return [...new Set(names)].filter((id) => id !== batch?.id);
}

/** The programs `step` (or `part` and `update`, where a step has several minibatches) and `measure`. */
export function stepPrograms(ir: Ir, batch: number, chunk: number): StepPrograms {
  const { loss, training } = ir;
  if (!loss || !training) throw new Error('only a model with a loss and a training is compiled');
  const scalars = scalarTable();
  const measured = measurement(ir.graph, loss, training, chunk);
  const own =
    training.accumulate > 1
      ? inParts(ir.graph, loss, training, batch, scalars)
      : inOne(ir.graph, loss, training, batch, scalars);
  return { programs: { ...own, measure: measured }, scalars: scalars.all(), batch, chunk };
}

function inOne(graph: Graph, loss: LoweredLoss, training: Training, batch: number, scalars: Scalars) {
  const { value, weights, assigned } = forward(graph, loss, batch, true);
  const found = gradients(value, weights);
  return {
    step: [
      { value, into: LOSS, mustBeFinite: true },
      ...assigned,
      ...updates(graph, training, weights, found, scalars),
    ],
  };
}

/** Gradients of the minibatches are added up, each times its share of the whole, and then the weights are updated. */
function inParts(graph: Graph, loss: LoweredLoss, training: Training, batch: number, scalars: Scalars) {
  const { value, weights, assigned } = forward(graph, loss, batch, true);
  const [share, first] = [leaf('scalar', SHARE, []), leaf('scalar', FIRST, [])];
  const found = gradients(value, weights);
  const pathOf = (at: number) => `${graph.weights[at]?.weight.path}.sum`;
  const sums = graph.weights.map((_, at) => leaf('state', pathOf(at), (weights[at] as Tensor).shape));
  const total = leaf('state', LOSS_SUM, []);
  const added = (before: Tensor, now: Tensor, path: string) =>
    inStage(select(first, mul(now, share), add(before, mul(now, share))), { path, way: 'update' });
  return {
    part: [
      { value: added(total, value, LOSS_SUM), into: total },
      ...assigned,
      ...found.flatMap((gradient, at): Result[] =>
        gradient ? [{ value: added(sums[at] as Tensor, gradient, pathOf(at)), into: sums[at] as Tensor }] : [],
      ),
    ],
    update: updates(
      graph,
      training,
      weights,
      found.map((gradient, at) => gradient && (sums[at] as Tensor)),
      scalars,
    ),
  };
}

export const LOSS_SUM = 'loss.sum';

/** The new weights and what the optimiser remembers, those of the last layers first, as their gradients come first. */
function updates(
  graph: Graph,
  { update, state, clip, ema }: Training,
  weights: readonly Tensor[],
  found: readonly (Tensor | undefined)[],
  scalars: Scalars,
): readonly Result[] {
  const factor =
    clip === undefined
      ? undefined
      : clipping(
          found.filter((each) => each !== undefined),
          clip,
        );
  return graph.weights
    .flatMap(({ weight }, at): readonly (readonly Result[])[] => {
      const gradient = found[at];
      if (!gradient) return [];
      const grad = factor ? mul(gradient, factor) : gradient;
      const own = { path: weight.path, weight: weights[at] as Tensor, grad, update, state, ema };
      const results = updateTensors(own, scalars);
      for (const { value } of results) inStage(value, { path: weight.path, way: 'update' });
      return [results];
    })
    .reverse()
    .flat();
}

/** What gradients are multiplied by so that they are `longest` at the most, taken together. */
function clipping(all: readonly Tensor[], longest: number): Tensor {
  const squares = all.map((gradient) => sum(square(gradient))).reduce((a, b) => add(a, b));
  return inStage(min(1, div(longest, add(sqrt(squares), 1e-6))), { path: 'clip', way: 'update' });
}

/** The loss in evaluation mode, by the running means of the weights where there are any. */
function measurement(graph: Graph, loss: LoweredLoss, { ema }: Training, chunk: number): TensorProgram {
  const { value } = forward(graph, loss, chunk, false, ema === undefined ? '' : '.ema');
  return [{ value, into: `${LOSS}.measured` }];
}

interface Forward {
  readonly value: Tensor;
  /** In the order of the graph's. */
  readonly weights: readonly Tensor[];
  /** What buffers hold afterwards. */
  readonly assigned: readonly Result[];
}

/** The loss of a minibatch. */
function forward(graph: Graph, loss: LoweredLoss, batch: number, training: boolean, suffix = ''): Forward {
  const sizes = new Map(symbolsOf(BATCH).map(({ id }) => [id, batch]));
  const size = (dim: Dim): number => {
    const value = evaluate(dim, sizes);
    if (value === undefined) throw new Error('a size is not known');
    return value;
  };
  const shapeOf = ({ dims }: TensorType) => dims.map(size);
  const mode = training ? '' : '.measured';
  const known = new Map<number, Tensor>();
  const given = (value: Value, role: 'input' | 'target', name: string) => {
    const made = leaf(role, `${name}${mode}`, shapeOf(value.type), value.type.dtype === 'int' ? 'i32' : 'f32');
    known.set(value.id, made);
    return made;
  };
  given(graph.input, 'input', INPUT);
  const owned =
    (role: 'weight' | 'buffer', suffixed: string) =>
    ({ weight, value }: Owned) => {
      const made = leaf(suffixed ? 'state' : role, `${weight.path}${suffixed}`, weight.shape.map(size));
      known.set(value.id, made);
      return made;
    };
  const weights = graph.weights.map(owned('weight', suffix));
  graph.buffers.forEach(owned('buffer', ''));
  const assigned: Result[] = [];
  const context = { training, size, shapeOf, assign: (into: Tensor, value: Tensor) => assigned.push({ value, into }) };
  const run = (nodes: readonly OpNode[], values: Map<number, Tensor>) => {
    for (const node of nodes) {
      const lower = lowering[node.op.kind] as Lower<unknown>;
      const inputs = node.inputs.map(({ id }) => values.get(id) as Tensor);
      const [stage, before] = [{ path: node.path, way: 'forward' } as const, assigned.length];
      values.set(node.output.id, inStage(lower(node, inputs, context), stage));
      for (const { value } of assigned.slice(before)) inStage(value, stage);
    }
  };
  run(graph.nodes, known);
  const inLoss = new Map([[loss.graph.output.id, known.get(graph.output.id) as Tensor]]);
  const { target } = loss.graph;
  inLoss.set(
    target.id,
    leaf('target', `${TARGET}${mode}`, shapeOf(target.type), target.type.dtype === 'int' ? 'i32' : 'f32'),
  );
  run(loss.graph.nodes, inLoss);
  const [value, ...others] = inFewerSteps([
    inLoss.get(loss.graph.loss.id) as Tensor,
    ...assigned.map((each) => each.value),
  ]);
  return {
    value: value as Tensor,
    weights,
    assigned: assigned.map((each, at) => ({ ...each, value: others[at] as Tensor })),
  };
}
