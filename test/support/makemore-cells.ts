/**
 * The recurrent cells of makemore.py in mm's terms. There one matrix takes [x; h], and z says how much of the new state
 * is taken, 1 - z of PyTorch's: since 1 - sigmoid(a) = sigmoid(-a), its weights are those of mm with the other sign.
 */
import type { ByName, Golden } from './goldens.ts';

/** Where a number stands among mm's weights, and with which sign. */
export interface Place {
  readonly weight: string;
  readonly at: number;
  readonly sign: 1 | -1;
}

/** Block of columns and sign of each of the cell's matrices. */
const gates: Readonly<Record<string, readonly [block: number, sign: 1 | -1]>> = {
  xh_to_h: [0, 1],
  xh_to_r: [0, 1],
  xh_to_z: [1, -1],
  xh_to_hbar: [2, 1],
};

/** The place of each number of a cell's parameter `cell.xh_to_z.weight` [h, C+h], `cell.xh_to_z.bias` or `start`. */
export function cellPlace(name: string, shape: readonly number[]): (index: number) => Place {
  if (name === 'start') return (at) => ({ weight: 'h0_l0', at, sign: 1 });
  const [, gate = '', kind] = name.split('.');
  const [block, sign] = gates[gate] ?? [];
  if (block === undefined || sign === undefined) throw new Error(`makemore has no ${name}`);
  const [h, width = 0] = shape as [number, number?];
  const columns = h * (gate === 'xh_to_h' ? 1 : 3);
  if (kind === 'bias') return (index) => ({ weight: 'bias_ih_l0', at: block * h + index, sign });
  const channels = width - h;
  return (index) => {
    const [unit, input] = [Math.floor(index / width), index % width];
    const column = block * h + unit;
    if (input < channels) return { weight: 'weight_ih_l0', at: input * columns + column, sign };
    return { weight: 'weight_hh_l0', at: (input - channels) * columns + column, sign };
  };
}

/** The golden of a cell with parameters and gradients as mm has them; one of anything else as it is. */
export function inOurTerms(want: Golden): Golden {
  const { params = {}, grads } = want;
  if (!Object.keys(params).some((name) => name.startsWith('cell.'))) return want;
  return { ...want, params: placed(params), grads: { ...grads, params: placed(grads.params) } };
}

function placed(numbers: ByName): ByName {
  const found = new Map<string, number[]>();
  for (const [name, { shape, data }] of Object.entries(numbers)) {
    const place = cellPlace(name, shape);
    for (const [index, value] of data.entries()) {
      const { weight, at, sign } = place(index);
      const values = found.get(weight) ?? [];
      found.set(weight, values);
      values[at] = sign * value;
    }
  }
  const columns = found.get('bias_ih_l0')?.length ?? 0;
  const shapeOf = (weight: string, { length }: readonly number[]) =>
    weight.startsWith('weight') ? [length / columns, columns] : [length];
  return Object.fromEntries(
    [...found].map(([weight, data]) => [weight, { shape: shapeOf(weight, data), dtype: 'float32', data }]),
  );
}
