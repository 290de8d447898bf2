/** pool as tensors. */
import type { PoolOp } from '../../ops/pool.ts';
import { add, max, mul } from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';
import { slidingOver, taps } from './windows.ts';

/** The taps of the window against each other, in pairs; of equal ones the first, row by row, is taken. */
export const pool: Lower<PoolOp> = ({ op, output }, inputs, context) => {
  const x = input(inputs, 0);
  const lengths = x.shape.slice(1, -1);
  const slidings = slidingOver(lengths, op.kernel.map(context.size), op, context);
  const counts = context.shapeOf(output.type).slice(1, -1);
  if (op.fn === 'max') return inPairs(taps(x, slidings, counts, Number.NEGATIVE_INFINITY), max);
  const views = taps(x, slidings, counts);
  return mul(inPairs(views, add), 1 / views.length);
};

/** Neighbours joined, then what came of neighbours, until one is left. */
function inPairs(parts: readonly Tensor[], join: (a: Tensor, b: Tensor) => Tensor): Tensor {
  const [first, ...others] = parts;
  if (!first) throw new Error('a window has taps');
  if (others.length === 0) return first;
  const half = Math.ceil(parts.length / 2);
  return join(inPairs(parts.slice(0, half), join), inPairs(parts.slice(half), join));
}
