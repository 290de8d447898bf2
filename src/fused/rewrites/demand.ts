/** What of its inputs a part of a tensor is computed from. */
import type { Origin, Tensor } from '../../tensors/tensor.ts';
import { type Box, common, isEmpty, whole } from './box.ts';
import { beforeMove } from './box-moved.ts';
import { commonRun, type Run, run, shifted } from './run.ts';

/** A part of an input. */
export interface Need {
  readonly input: Tensor;
  readonly box: Box;
}

/** The parts of the inputs, in their order, that a box of a tensor is computed from, given where they may not be zero. */
export function needsOf({ of, shape }: Tensor, box: Box, support: (input: Tensor) => Box): readonly Need[] {
  if (isEmpty(box)) return [];
  switch (of.kind) {
    case 'leaf':
    case 'constant':
    case 'table':
    case 'iota':
    case 'random':
      return [];
    case 'map':
      return of.inputs.map((input) => ({ input, box }));
    case 'reduce': {
      const inner = of.fn === 'sum' ? support(of.input) : whole(of.input.shape);
      let next = 0;
      return [
        { input: of.input, box: inner.map((own, axis) => (of.axes.includes(axis) ? own : (box[next++] as Run))) },
      ];
    }
    case 'contract':
      return ofProduct(of, box, support);
    case 'move':
      return [{ input: of.input, box: beforeMove(of.move, box, { from: of.input.shape, to: shape }) }];
    case 'concat':
      return ofConcat(of, box);
    case 'gather': {
      const rank = of.ids.shape.length;
      const rows = run(0, of.table.shape[0] as number);
      return [
        { input: of.table, box: [rows, ...box.slice(rank)] },
        { input: of.ids, box: box.slice(0, rank) },
      ];
    }
    case 'scatter': {
      const ids = support(of.input).slice(0, of.ids.shape.length);
      return [
        { input: of.input, box: [...ids, ...box.slice(1)] },
        { input: of.ids, box: ids },
      ];
    }
    case 'custom':
      return [{ input: of.value, box }];
    case 'stop':
      return [{ input: of.input, box }];
  }
}

type Of<K extends Origin['kind']> = Extract<Origin, { kind: K }>;

function ofProduct({ left, right, batch, summed }: Of<'contract'>, box: Box, support: (input: Tensor) => Box): Need[] {
  const rows = left.shape.length - summed;
  const inner = common(support(left).slice(rows), support(right).slice(batch, batch + summed));
  return [
    { input: left, box: [...box.slice(0, rows), ...inner] },
    { input: right, box: [...box.slice(0, batch), ...inner, ...box.slice(rows)] },
  ];
}

function ofConcat({ inputs, axis }: Of<'concat'>, box: Box): Need[] {
  let start = 0;
  return inputs.map((input) => {
    const size = input.shape[axis] as number;
    const own = commonRun(shifted(box[axis] as Run, -start), run(0, size));
    start += size;
    return { input, box: box.with(axis, own) };
  });
}
