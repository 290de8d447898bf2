/** crop: some of the positions. */
import { defineLayer } from '../registry/layer.ts';
import { hasPositions } from '../registry/positions.ts';
import { gives, misfit, type Need } from '../registry/rule.ts';
import { constant, type Dim, numberOf, sub } from '../shapes/dim.ts';

export const crop = defineLayer({
  name: 'crop',
  group: 'shape',
  summary: 'keeps the positions from a up to b, which is left out',
  signature: '[B, T, C] -> [B, b-a, C] · int[B, T] of V -> int[B, b-a] of V',
  formula: 'y = x[:, a:b]',
  params: {
    positions: { kind: 'range', positional: true, description: 'which ones, from 0: 1..4 keeps 1, 2 and 3' },
  },
  pytorch: 'x[:, a:b]',
  keras: 'Cropping1D((a, T - b))',
  examples: [
    { stack: 'crop 0..4', input: '[B, 8, 24]', output: '[B, 4, 24]', weights: 0 },
    { stack: 'crop 1..8 | embed 24', input: 'int[B, 8] of 27', output: '[B, 7, 24]', weights: 648 },
  ],
  disagreement({ positions: { from, to } }) {
    const [first, end] = [numberOf(from), numberOf(to)];
    if (first === undefined || end === undefined || first < end) return undefined;
    return {
      param: 'positions',
      why: `${first}..${end} keeps nothing: the end of a range is left out`,
      help: `write ${first}..${first + 1} to keep the position ${first}`,
    };
  },
  type(input, { positions: { from, to } }) {
    if (!hasPositions(input)) return misfit({ kind: 'rank', takes: '[B, T, C]' }, input);
    const length = sub(to, from);
    const output = { ...input, dims: input.dims.with(1, length) };
    const reaches: Need = {
      obligation: { kind: 'at-least', dim: input.dims[1] as Dim, min: to },
      what: 'positions',
      axis: 1,
      param: 'positions',
    };
    const keeps: Need = {
      obligation: { kind: 'at-least', dim: length, min: constant(1) },
      what: 'positions between its ends',
      param: 'positions',
    };
    return gives(output, [keeps, reaches]);
  },
  lower: (b, x, { positions: { from, to } }) => b.op({ kind: 'slice', axis: 1, from, to }, x),
});
