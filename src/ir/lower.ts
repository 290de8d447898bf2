/** From a checked model to its graph of primitive ops. */
import type { Builder, OpNode, Value } from '../ops/graph.ts';
import type {
  CheckedLoss,
  CheckedModel,
  CheckedStage,
  CheckedWeight,
  JoinStage,
  LayerStage,
  ResidualStage,
  TapStage,
} from '../shapecheck/checked.ts';
import type { TensorType } from '../shapes/shape.ts';
import { type Construction, construct } from './builder.ts';

/** A weight or a buffer with the value that stands for it in the graph. */
export interface Owned {
  readonly weight: CheckedWeight;
  readonly value: Value;
}

/** A model as ops in running order. */
export interface Graph {
  readonly input: Value;
  readonly output: Value;
  readonly nodes: readonly OpNode[];
  readonly weights: readonly Owned[];
  readonly buffers: readonly Owned[];
}

/** What is made small: the loss of an output and a target. */
export interface LossGraph {
  readonly output: Value;
  readonly target: Value;
  readonly nodes: readonly OpNode[];
  readonly loss: Value;
}

/** The graph of a model without errors. */
export function lower(model: CheckedModel): Graph {
  if (!model.input || model.broken) throw new Error('a model with errors cannot be lowered');
  const graph = construct();
  const input = graph.value(model.input);
  const weights = model.weights.map((weight) => owned(graph, weight));
  const buffers = model.buffers.map((weight) => owned(graph, weight));
  const byPath = new Map([...weights, ...buffers].map(({ weight, value }) => [weight.path, value]));
  const output = runAll(model.stages, input, { graph, byPath, taps: new Map() });
  return { input, output, nodes: graph.nodes, weights, buffers };
}

/** The graph of a loss. */
export function lowerLoss({ def, settings }: CheckedLoss, output: TensorType, target: TensorType): LossGraph {
  const graph = construct();
  const [given, wanted] = [graph.value(output), graph.value(target)];
  // The settings were checked against the loss's own parameters, which the type of any loss no longer knows.
  const result = def.lower(graph.at('loss'), given, wanted, settings as never);
  return { output: given, target: wanted, nodes: graph.nodes, loss: result };
}

/** What a stage is lowered in. */
interface Scope {
  readonly graph: Construction;
  readonly byPath: ReadonlyMap<string, Value>;
  /** Remembered values by the id of their tap. */
  readonly taps: Map<number, Value>;
}

function owned(graph: Construction, weight: CheckedWeight): Owned {
  return { weight, value: graph.value({ dtype: 'float', dims: weight.shape }) };
}

function runAll(stages: readonly CheckedStage[], input: Value, scope: Scope): Value {
  return stages.reduce((value, stage) => run(stage, value, scope), input);
}

function run(stage: CheckedStage, input: Value, scope: Scope): Value {
  switch (stage.kind) {
    case 'layer':
      return layer(stage, input, scope);
    case 'sequence':
      return runAll(stage.children, input, scope);
    case 'residual':
      return residual(stage, input, scope);
    case 'join':
      return join(stage, input, scope);
    case 'tap':
      return tap(stage, input, scope);
    case 'read':
      return tapped(stage.tap, scope);
    case 'broken':
      throw new Error(`the stage ${stage.path} has errors and cannot be lowered`);
  }
}

function layer(stage: LayerStage, input: Value, scope: Scope): Value {
  const state: Record<string, Value> = {};
  for (const { path } of [...stage.weights, ...stage.buffers, ...stage.shared]) {
    const value = scope.byPath.get(path);
    if (!value) throw new Error(`the model does not own ${path}`);
    state[path.slice(path.lastIndexOf('.') + 1)] = value;
  }
  return stage.def.lower(scope.graph.at(stage.path), input, stage.params as never, state);
}

/** x + body(x); the way around comes first. */
function residual({ path, body, via }: ResidualStage, input: Value, scope: Scope): Value {
  const around = via ? run(via, input, scope) : input;
  return builderOf(path, scope).op({ kind: 'binary', fn: 'add' }, around, run(body, input, scope));
}

function join(stage: JoinStage, input: Value, scope: Scope): Value {
  const branches = stage.taps
    ? stage.taps.map((id) => tapped(id, scope))
    : stage.branches.map((branch) => run(branch, input, scope));
  const { lower } = stage.def as unknown as { lower(b: Builder, branches: readonly Value[], params: unknown): Value };
  return lower(builderOf(stage.path, scope), branches, stage.params);
}

function tap({ tap: id, branch }: TapStage, input: Value, scope: Scope): Value {
  scope.taps.set(id, branch ? run(branch, input, scope) : input);
  return input;
}

function tapped(id: number, { taps }: Scope): Value {
  const value = taps.get(id);
  if (!value) throw new Error(`the tap ${id} is read before it is set`);
  return value;
}

function builderOf(path: string, { graph }: Scope): Builder {
  return graph.at(path);
}
