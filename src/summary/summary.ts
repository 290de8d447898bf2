/** A checked model as rows for tables: shapes, parameters, multiply-adds and the memory of a training step. */
import { construct } from '../ir/builder.ts';
import { lower, lowerLoss } from '../ir/lower.ts';
import type { OpNode } from '../ops/graph.ts';
import { macsOf } from '../ops/macs.ts';
import { keptPerExample } from '../ops/memory.ts';
import type {
  CheckedModel,
  CheckedSpec,
  CheckedStage,
  CheckedTrain,
  CheckedWeight,
  LayerStage,
} from '../shapecheck/checked.ts';
import { childrenOf } from '../shapecheck/children.ts';
import { isUnknown } from '../shapecheck/unknown.ts';
import { add, constant, type Dim, mul } from '../shapes/dim.ts';
import { product, type TensorType } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import { type Sees, seesOf } from './sees.ts';

export interface Summary {
  readonly name: string | undefined;
  readonly input: TensorType | undefined;
  readonly output: TensorType | undefined;
  /** In running order. Those behind an error go on from what was most likely meant. */
  readonly rows: readonly SummaryRow[];
  /** Trained numbers; of a broken model, those that can be made out. */
  readonly params: Dim;
  /** Multiply-adds of one example, forwards. */
  readonly macs: Dim;
  /** Running statistics: kept, but not trained. */
  readonly buffers: Dim;
  /** Bytes that a training step with this batch takes at least; undefined for a broken model. */
  readonly memory: Dim | undefined;
  readonly batch: number;
  /** How much of the input is seen; undefined where it has no positions, or their number decides. */
  readonly sees: Sees | undefined;
  readonly broken: boolean;
}

export interface SummaryRow {
  /** How deep it is nested. */
  readonly depth: number;
  /** A heading stands for the rows below it and has no numbers of its own. */
  readonly kind: 'stage' | 'heading';
  readonly path: string;
  /** The layer's or join's name; a heading's first word. */
  readonly name: string;
  /** The stage as written. */
  readonly text: string;
  readonly span: Span;
  readonly input: TensorType | undefined;
  readonly output: TensorType | undefined;
  readonly params: Dim;
  readonly macs: Dim;
  /** The check failed here; the output, if there is one, is what was most likely meant. */
  readonly failed: boolean;
  /** What a mistake leaves open; it counts as 0. */
  readonly open: readonly ('params' | 'macs')[];
}

/** The rows and totals of a model. `spec` tells how it is trained, which the memory of a step depends on. */
export function summarise(model: CheckedModel, { batch }: { readonly batch: number }, spec?: CheckedSpec): Summary {
  const rows: SummaryRow[] = [];
  stagesRows(model.stages, 0, rows);
  const { name, input, output, broken } = model;
  const params = broken ? total(rows.map((row) => row.params)) : numbersOf(model.weights);
  return {
    name,
    input,
    output,
    rows,
    params,
    macs: total(rows.map((row) => row.macs)),
    buffers: numbersOf(model.buffers),
    memory: broken || !input ? undefined : stepMemory(model, batch, spec),
    batch,
    sees: seesOf(model),
    broken,
  };
}

function stagesRows(stages: readonly CheckedStage[], depth: number, rows: SummaryRow[]): void {
  for (const stage of stages) stageRows(stage, depth, rows);
}

function stageRows(stage: CheckedStage, depth: number, rows: SummaryRow[]): void {
  const below = childrenOf(stage);
  if (stage.kind === 'sequence' && stage.of === 'group') {
    stagesRows(below, depth, rows);
    return;
  }
  const failed = isFailed(stage);
  const isHeading = below.length > 0;
  rows.push(row(stage, depth, isHeading ? 'heading' : 'stage', failed && !below.some(hasFailure)));
  stagesRows(below, depth + 1, rows);
}

function isFailed(stage: CheckedStage): boolean {
  return stage.kind === 'broken' || stage.assumed || stage.output === undefined;
}

function hasFailure(stage: CheckedStage): boolean {
  return isFailed(stage) || childrenOf(stage).some(hasFailure);
}

function row(stage: CheckedStage, depth: number, kind: SummaryRow['kind'], failed: boolean): SummaryRow {
  const { path, text, span, input } = stage;
  const { output } = stage;
  const open = openIn(stage);
  const isLayer = stage.kind === 'layer';
  const params = isLayer && !open.includes('params') ? numbersOf(stage.weights) : constant(0);
  const macs = isLayer && !open.includes('macs') && input ? layerMacs(stage, input) : constant(0);
  return { depth, kind, path, name: nameOf(stage), text, span, input, output, params, macs, failed, open };
}

/** A layer after a mistake may have weights of known shapes over lengths that nobody knows. */
function openIn(stage: CheckedStage): SummaryRow['open'] {
  if (isFailed(stage)) return ['params', 'macs'];
  if (stage.kind !== 'layer') return [];
  if (stage.weights.some(({ shape }) => shape.some(isUnknown))) return ['params', 'macs'];
  return [stage.input, stage.output].some((type) => !type || type.dims.some(isUnknown)) ? ['macs'] : [];
}

function nameOf(stage: CheckedStage): string {
  if (stage.kind === 'layer' || stage.kind === 'join') return stage.def.name;
  return /^[\w@]+/.exec(stage.text)?.[0] ?? stage.kind;
}

/** What a layer at its place costs hangs on this alone. */
export interface Placed extends Pick<LayerStage, 'path' | 'def' | 'params'> {
  readonly weights: readonly Owned[];
  readonly buffers: readonly Owned[];
  readonly shared?: readonly Owned[];
}

type Owned = Pick<CheckedWeight, 'path' | 'shape'>;

/** One layer is lowered by itself, so that the layers before an error have their numbers too. */
export function layerMacs(stage: Placed, input: TensorType): Dim {
  const graph = construct();
  const values = [...stage.weights, ...stage.buffers, ...(stage.shared ?? [])].map(
    (weight) => [weight.path.slice(weight.path.lastIndexOf('.') + 1), graph.value(typeOf(weight))] as const,
  );
  stage.def.lower(graph.at(stage.path), graph.value(input), stage.params as never, Object.fromEntries(values));
  return total(graph.nodes.map(macsOf));
}

/**
 * 4 bytes for each weight, its gradient and the optimiser's memory of it, for each running statistic, and for each
 * number of the batch that the way back needs.
 */
function stepMemory(model: CheckedModel, batch: number, spec: CheckedSpec | undefined): Dim {
  const { nodes, weights, buffers } = lower(model);
  const owned = [...weights, ...buffers].map(({ value }) => value);
  const moments = spec?.train ? copiesOf(spec.train) : 0;
  const held = add(mul(constant(2 + moments), numbersOf(model.weights)), numbersOf(model.buffers));
  const kept = keptPerExample([...nodes, ...lossNodes(model, spec)], owned);
  return mul(constant(4), add(held, mul(constant(batch), kept)));
}

/** How often the size of the weights is kept besides them and their gradients: by the optimiser, the mean, the sum. */
function copiesOf({ optimiser, settings, ema, accumulate }: CheckedTrain): number {
  return optimiser.state(settings as never).length + (ema === undefined ? 0 : 1) + (accumulate === 1 ? 0 : 1);
}

function lossNodes({ output }: CheckedModel, spec: CheckedSpec | undefined): readonly OpNode[] {
  const loss = spec?.train?.loss;
  if (!loss || !output || !spec?.target) return [];
  return lowerLoss(loss, output, spec.target.type).nodes;
}

function typeOf({ shape }: Owned): TensorType {
  return { dtype: 'float', dims: shape };
}

/** How many numbers these tensors hold. */
export function numbersOf(weights: readonly Owned[]): Dim {
  return total(weights.map(({ shape }) => product(shape)));
}

function total(dims: readonly Dim[]): Dim {
  return dims.reduce(add, constant(0));
}
