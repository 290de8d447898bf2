/** What recurrent layers share: parameters, shapes, PyTorch's names of the weights, and one op for each direction. */
import type { Builder, Value } from '../ops/graph.ts';
import type { RecurrentCell } from '../ops/recurrent.ts';
import { constant, type Dim, mul } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { fanInUniform } from './fan-in-uniform.ts';
import type { Caution, State, WeightSpec } from './layer.ts';
import { positionAt } from './one-position.ts';
import type { Params, ValuesOf } from './param.ts';
import { float, gives, misfit, type Rule } from './rule.ts';

/** The size of the state, the first argument of each. */
export const stateSize = {
  kind: 'size',
  type: 'integer',
  minimum: 1,
  positional: true,
  description: 'numbers in each state',
} as const;

export const recurrentParams = {
  layers: {
    kind: 'value',
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 1,
    description: 'how many on top of each other',
  },
  bidirectional: {
    kind: 'switch',
    type: 'boolean',
    default: false,
    description: 'whether a second one goes from the last position to the first, beside it',
  },
  last: {
    kind: 'switch',
    type: 'boolean',
    default: false,
    description: 'whether only the last state comes out, of each direction its own',
  },
  bias: { kind: 'switch', type: 'boolean', default: true, description: 'whether learned offsets are added' },
  biases: {
    kind: 'value',
    type: 'integer',
    minimum: 1,
    maximum: 2,
    default: 2,
    description: "two offsets as in PyTorch, one with the input and one with the state, or the input's alone",
  },
  h0: {
    kind: 'value',
    enum: ['zeros', 'learned'],
    default: 'zeros',
    description: 'the state before the first position',
  },
  init: { kind: 'initialiser', optional: true, description: 'how the weights start, by default uniform in ±1/sqrt(h)' },
  bias_init: {
    kind: 'initialiser',
    optional: true,
    description: 'how the offsets start, by default uniform in ±1/sqrt(h)',
  },
} as const satisfies Params;

type Settings = ValuesOf<typeof recurrentParams> & {
  readonly h: Dim;
  /** Of a gru alone. */
  readonly reset_after?: boolean;
};

/** What is computed, and how many blocks of h columns its weights have. */
interface Cell {
  readonly cell: RecurrentCell;
  readonly gates: number;
}

/** What recurrent layers state alike: their shapes, their weights and what they lower to. */
export function recurrent(of: Cell) {
  return {
    group: 'sequence',
    signature: '[B, T, C] -> [B, T, h], or [B, h] with last; 2*h in both directions',
    caution: lastCaution,
    type: recurrentType,
    state: (input: TensorType, settings: Settings) => recurrentState(of, input, settings),
    lower: (b: Builder, x: Value, settings: Settings, state: Readonly<Record<string, Value>>) =>
      lowerRecurrent(of, b, x, settings, state),
  } as const;
}

/** [B, T, C] -> [B, T, h], or [B, h] with `last`; twice h in both directions. */
function recurrentType(input: TensorType, settings: Settings): Rule {
  const { last } = settings;
  const [batch, positions] = input.dims;
  const width = outputWidth(settings);
  if (!batch || !positions) return misfit({ kind: 'rank', takes: '[B, T, C]' });
  const output = last ? float(batch, width) : float(batch, positions, width);
  if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, output);
  return input.dims.length === 3 ? gives(output) : misfit({ kind: 'rank', takes: '[B, T, C]' }, output);
}

function outputWidth({ h, bidirectional }: Settings): Dim {
  return bidirectional ? mul(constant(2), h) : h;
}

/** One layer in one direction: the end of its weights' names is PyTorch's. */
interface Way {
  readonly layer: number;
  readonly reverse: boolean;
  readonly suffix: string;
}

/** The directions of each layer, layer by layer. */
function waysOf({ layers, bidirectional }: Settings): readonly (readonly Way[])[] {
  const directions = bidirectional ? [false, true] : [false];
  return Array.from({ length: layers }, (_, layer) =>
    directions.map((reverse) => ({ layer, reverse, suffix: `_l${layer}${reverse ? '_reverse' : ''}` })),
  );
}

function biasesOf({ bias, biases }: Settings): readonly ('bias_ih' | 'bias_hh')[] {
  return bias ? (['bias_ih', 'bias_hh'] as const).slice(0, biases) : [];
}

/** The states that may be learned: of an lstm the cell as well. */
function startsOf({ cell }: Cell, { h0 }: Settings): readonly ('h0' | 'c0')[] {
  if (h0 === 'zeros') return [];
  return cell === 'lstm' ? ['h0', 'c0'] : ['h0'];
}

/** The weights, as PyTorch names them; the gates stand in columns, and h0 and c0 are our own. */
function recurrentState(of: Cell, input: TensorType, settings: Settings): State {
  const channels = input.dims[2];
  if (!channels) return { weights: [] };
  const { h, init, bias_init } = settings;
  const columns = mul(constant(of.gates), h);
  // The default goes by the size of the state everywhere, one that is stated by the weights' own fans.
  const matrix = (name: string, rows: Dim): WeightSpec => {
    const fans = init ? { fanIn: rows, fanOut: columns } : { fanIn: h, fanOut: h };
    return { name, shape: [rows, columns], init: init ?? fanInUniform, ...fans };
  };
  const offset = { shape: [columns], init: bias_init ?? fanInUniform, fanIn: h, fanOut: columns };
  const weights = waysOf(settings).flatMap((ways, layer) =>
    ways.flatMap(({ suffix }): WeightSpec[] => [
      matrix(`weight_ih${suffix}`, layer === 0 ? channels : outputWidth(settings)),
      matrix(`weight_hh${suffix}`, h),
      ...biasesOf(settings).map((name) => ({ ...offset, name: `${name}${suffix}` })),
      ...startsOf(of, settings).map((name) => ({
        name: `${name}${suffix}`,
        shape: [h],
        init: { name: 'zeros', args: {} },
      })),
    ]),
  );
  return { weights };
}

/** One op for each direction of each layer; those of a layer are joined. */
function lowerRecurrent(
  of: Cell,
  b: Builder,
  input: Value,
  settings: Settings,
  state: Readonly<Record<string, Value>>,
): Value {
  const ways = waysOf(settings);
  return ways.reduce((x, directions, at) => {
    const isLast = settings.last && at === ways.length - 1;
    const outputs = directions.map((way) => {
      const states = oneWay(of, b, x, settings, state, way);
      return isLast ? positionAt(way.reverse ? 'first' : 'last', b, states) : states;
    });
    const [only] = outputs as [Value];
    return outputs.length === 1 ? only : b.op({ kind: 'concat', axis: only.type.dims.length - 1 }, ...outputs);
  }, input);
}

function oneWay(
  of: Cell,
  b: Builder,
  x: Value,
  settings: Settings,
  state: Readonly<Record<string, Value>>,
  { layer, reverse, suffix }: Way,
): Value {
  const biases = biasesOf(settings);
  const starts = startsOf(of, settings);
  const names = ['weight_ih', 'weight_hh', ...biases, ...starts].map((name) => `${name}${suffix}`);
  const learnedStart = starts.length > 0;
  const { reset_after: resetAfter = true } = settings;
  const op = { kind: 'recurrent', cell: of.cell, resetAfter, learnedStart, layer, reverse } as const;
  return b.op({ ...op, biases: biases.length as 0 | 1 | 2 }, x, ...names.map((name) => state[name]));
}

/** `| last` after both directions: the last position is the first that the way back has seen. */
function lastCaution(next: string, { bidirectional, last }: Settings): Caution | undefined {
  if (next !== 'last' || !bidirectional || last) return undefined;
  return {
    why: 'takes the last position, where the backward direction has only just begun',
    because: 'this goes in both directions',
    instead: 'last, which takes the last state of each direction',
  };
}
