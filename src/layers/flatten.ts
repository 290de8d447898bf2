/** flatten: all positions into one vector, or n neighbours into one. */
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit, type Rule } from '../registry/rule.ts';
import { add, constant, type Dim, divide, equals, mul, numberOf, toTight } from '../shapes/dim.ts';
import { product, type TensorType } from '../shapes/shape.ts';

export const flatten = defineLayer({
  name: 'flatten',
  summary: 'puts everything of an example into one vector; with n, fuses n neighbouring positions into one',
  group: 'shape',
  signature: '[B, …] -> [B, product] · [B, T, C] -> [B, T/n, n*C], or [B, n*C] when T = n',
  formula: 'the same numbers in the same order; y[b, t, j*C + c] = x[b, t*n + j, c]',
  params: {
    n: {
      kind: 'size',
      type: 'integer',
      minimum: 1,
      positional: true,
      optional: true,
      description: 'how many neighbours become one position; without it, all dims but the batch become one',
    },
  },
  glued: true,
  pytorch: 'nn.Flatten() · FlattenConsecutive(n) of the makemore lectures',
  keras: 'Flatten() · Reshape((T // n, n * C))',
  examples: [
    { stack: 'flatten', input: '[B, 3, 10]', output: '[B, 30]', weights: 0 },
    { stack: 'flatten 2', input: '[B, 8, 24]', output: '[B, 4, 48]', weights: 0 },
    { stack: 'flatten2', input: '[B, 2, 128]', output: '[B, 256]', weights: 0 },
  ],
  type(input, { n }) {
    if (n) return fuse(input, n);
    if (input.dims.length < 2) return misfit({ kind: 'rank', takes: '[B, …]' }, input);
    return gives({ ...input, dims: [...input.dims.slice(0, 1), product(input.dims.slice(1))] });
  },
  lower(b, x, { n }) {
    const [batch, positions, ...rest] = x.type.dims as readonly [Dim, Dim, ...Dim[]];
    const dims = n ? fusedDims(batch, positions, rest[0] as Dim, n) : [batch, product([positions, ...rest])];
    return b.op({ kind: 'reshape', dims, ...(n && { fuses: n }) }, x);
  },
});

function fuse(input: TensorType, n: Dim): Rule {
  if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
  const [batch, positions, channels] = input.dims;
  if (!batch || !positions || !channels || input.dims.length !== 3)
    return misfit({ kind: 'rank', takes: '[B, T, C]' }, input);
  const divides = {
    obligation: { kind: 'divides', divisor: n, of: positions },
    what: 'positions',
    axis: 1,
    param: 'n',
    ways: [`flatten ${toTight(positions)} to fuse all positions at once`],
  } as const;
  const output = float(...fusedDims(batch, positions, channels, n));
  const areNumbers = numberOf(positions) !== undefined && numberOf(n) !== undefined;
  if (areNumbers || equals(positions, n)) return gives(output, [divides]);
  const more = { kind: 'at-least', dim: positions, min: add(n, constant(1)) } as const;
  return gives(output, [divides, { obligation: more, what: 'positions', axis: 1, param: 'n', help: lastTurn }]);
}

/** Where the length is a symbol, the output keeps its time axis, so something must be left on it. */
const lastTurn = [
  'flatten n drops the time axis when only one position is left: leave the type of the block away, so that it is checked at each use, or write a second block for the last turn',
];

/** The time axis goes exactly when one position is left. */
function fusedDims(batch: Dim, positions: Dim, channels: Dim, n: Dim): Dim[] {
  const width = mul(n, channels);
  return equals(positions, n) ? [batch, width] : [batch, divide(positions, n), width];
}
