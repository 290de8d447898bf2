/** What a layer owns and costs, as formulas: symbols stand in the place of the sizes of an example. */
import type { Example, LayerDef, State } from '../registry/layer.ts';
import type { NamedTable, Param } from '../registry/param.ts';
import type { CheckedModel, LayerStage } from '../shapecheck/checked.ts';
import { BATCH } from '../shapes/batch.ts';
import { add, constant, type Dim, equals, sub, symbol, symbolsOf, toText } from '../shapes/dim.ts';
import type { Shape, TensorType } from '../shapes/shape.ts';
import { source } from '../text/source.ts';
import { check } from './check.ts';
import { layersOf } from './choices.ts';
import { layerMacs, numbersOf, type Placed } from './summary.ts';

/** Shapes and totals over the letters of documentation: B, T, C, H, W, V, and the layer's own arguments. */
export interface LayerCosts {
  readonly input: TensorType;
  readonly weights: readonly NamedShape[];
  readonly buffers: readonly NamedShape[];
  /** Numbers in all weights together. */
  readonly params: Dim;
  /** Multiply-adds of one example, forwards. */
  readonly macs: Dim;
}

export interface NamedShape {
  readonly name: string;
  readonly shape: Shape;
}

/** The model of an example, as a file with that input would have it. */
export function modelOf({ stack, input }: Example): CheckedModel | undefined {
  const [, dims = '', of = ''] = /^(?:int)?\[B(?:, )?(.*)\](.*)$/.exec(input) ?? [];
  return check(source('example.mm', `input x[${dims}]${of}\nmodel ${stack}`)).value.models[0];
}

/**
 * The costs for each rank of input that the examples of a layer show, settings as they are by default. Where a layer
 * cannot do with symbols, its sizes are those of the example.
 */
export function layerCosts(def: LayerDef): LayerCosts[] {
  const stages = def.examples.flatMap((example) =>
    layersOf(modelOf(example)?.stages ?? []).filter((stage) => stage.def.name === def.name),
  );
  const byRank = new Map(stages.toReversed().map((stage) => [stage.input?.dims.length, stage]));
  const shown = [...byRank.values()].filter((stage) => stage.input !== undefined);
  return shown.map((stage) => costsAt(stage, stage.input as TensorType)).toSorted(byRankOfInput);
}

function byRankOfInput(a: LayerCosts, b: LayerCosts): number {
  return a.input.dims.length - b.input.dims.length;
}

function costsAt(stage: LayerStage, input: TensorType): LayerCosts {
  const params = symbolicParams(stage);
  const general = symbolicType(input);
  const { misfit, output } = stage.def.type(general, params as never);
  // A layer that must know a length still says what it would own.
  const isGeneral = misfit === undefined || misfit.kind === 'unknown-dim';
  if (!isGeneral) return costs(stage, input, stage.params);
  const found = costs(stage, general, params);
  const shifted = output && costs(stage, byOutput(general, output), params);
  return shifted && lengthOf(shifted.macs) < lengthOf(found.macs) ? { ...found, macs: shifted.macs } : found;
}

/**
 * The input whose output has the lengths T', H' and W': what a window costs is plainer in the lengths that come out.
 * Only lengths that grow or shrink by as much whatever they are can be told from those of the output.
 */
function byOutput(input: TensorType, output: TensorType): TensorType {
  if (output.dims.length !== input.dims.length) return input;
  const dims = input.dims.map((dim, axis) => {
    const shift = sub(dim, output.dims[axis] as Dim);
    const [sym] = symbolsOf(dim);
    const isFixed = sym !== undefined && symbolsOf(shift).every(({ id }) => id !== sym.id);
    return isFixed && !equals(shift, constant(0)) ? add(named(`${sym.name}'`), shift) : dim;
  });
  return { ...input, dims };
}

function lengthOf(dim: Dim): number {
  return toText(dim).length;
}

function costs(stage: LayerStage, input: TensorType, params: LayerStage['params']): LayerCosts {
  const { weights, buffers = [] }: State = stage.def.state?.(input, params as never) ?? { weights: [] };
  const at = ({ name, shape }: NamedShape) => ({ path: `${stage.path}.${name}`, shape });
  const shared = stage.shared.map(({ path }) => ({ path, shape: [named('V'), named('C')] }));
  const placed: Placed = { ...stage, params, weights: weights.map(at), buffers: buffers.map(at), shared };
  return { input, weights, buffers, params: numbersOf(placed.weights), macs: layerMacs(placed, input) };
}

/** Defaults where there are some; sizes without one become the symbol of their name. */
function symbolicParams({ def, params }: LayerStage): LayerStage['params'] {
  return Object.fromEntries(
    Object.entries(def.params).map(([name, param]) => [name, symbolicValue(name, param, params[name])]),
  );
}

function symbolicValue(name: string, param: Param, value: unknown): unknown {
  const { default: fallback, kind } = param;
  const isSize = kind === 'size' || kind === 'window';
  if (fallback !== undefined) return isSize && typeof fallback === 'number' ? constant(fallback) : fallback;
  if (kind === 'table') return { ...(value as NamedTable), rows: named('V'), width: named('C') };
  return isSize && isDim(value) ? named(name) : value;
}

/** One size for all dims, rather than a list or a word. */
function isDim(value: unknown): value is Dim {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Dims by the letters that documentation gives to each rank. */
const letters: Readonly<Record<number, readonly string[]>> = {
  2: ['C'],
  3: ['T', 'C'],
  4: ['H', 'W', 'C'],
};

function symbolicType(type: TensorType): TensorType {
  const { dtype, dims } = type;
  if (dtype === 'int')
    return {
      dtype,
      dims: [BATCH, ...dims.slice(1).map((_, at) => named(['T', 'S'][at] ?? `T${at}`))],
      vocab: named('V'),
    };
  const names = letters[dims.length];
  return names ? { dtype, dims: [BATCH, ...names.map(named)] } : type;
}

function named(name: string): Dim {
  return symbol({ id: `doc.${name}`, name, min: 1 });
}
