/** global_pool as tensors. */
import type { GlobalPoolOp } from '../../ops/global-pool.ts';
import {
  equal,
  expand,
  float,
  insertDim,
  iota,
  largest,
  mean,
  neg,
  reshape,
  select,
  withGradient,
} from '../../tensors/build.ts';
import { sizeOf, type Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';

export const globalPool: Lower<GlobalPoolOp> = ({ op, output }, inputs, { shapeOf }) => {
  const x = input(inputs, 0);
  const { shape } = x;
  const places = reshape(x, [shape[0] as number, sizeOf(shape.slice(1, -1)), shape.at(-1) as number]);
  return reshape(op.fn === 'max' ? greatest(places) : mean(places, 1), shapeOf(output.type));
};

/** [B, places, C] to [B, C]. The gradient goes to the first of equal numbers, as in a pool. */
function greatest(x: Tensor): Tensor {
  const y = largest(x, 1);
  return withGradient(y, [x], (dy) => {
    const spread = (perChannel: Tensor) => expand(insertDim(perChannel, 1), x.shape);
    const back = neg(float(iota(x.shape, 1)));
    const first = largest(select(equal(x, spread(y)), back, Number.NEGATIVE_INFINITY), 1);
    return [select(equal(back, spread(first)), spread(dy), 0)];
  });
}
