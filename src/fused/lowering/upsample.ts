/** upsample as tensors. */
import type { UpsampleOp } from '../../ops/upsample.ts';
import { add, concat, expand, insertDim, mul, pad, reshape, slice } from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { input, type Lower } from './lowering.ts';

/** One dim after the other; from the last to the first, so that numbers are few for as long as they can be. */
export const upsample: Lower<UpsampleOp> = ({ op }, inputs, { size }) => {
  const x = input(inputs, 0);
  const n = size(op.n);
  const along = op.mode === 'nearest' ? repeated : between;
  const axes = x.shape.slice(1, -1).map((_, at) => at + 1);
  return axes.reduceRight((y, axis) => reshape(along(y, axis, n), longer(y, axis, n)), x);
};

/** n places for each position of an axis, which all hold what it holds: [..., T, n, ...]. */
function repeated(x: Tensor, axis: number, n: number): Tensor {
  return expand(insertDim(x, axis + 1), x.shape.toSpliced(axis + 1, 0, n));
}

/** n places for each position, which lie on the line to the neighbour that is nearer; level at the ends. */
function between(x: Tensor, axis: number, n: number): Tensor {
  const [earlier, later] = neighbours(x, axis);
  const places = Array.from({ length: n }, (_, place) => {
    const offset = (place + 0.5) / n - 0.5; // from the middle of the position
    const share = Math.abs(offset);
    return add(mul(x, 1 - share), mul(offset < 0 ? earlier : later, share));
  });
  return concat(
    places.map((place) => insertDim(place, axis + 1)),
    axis + 1,
  );
}

/** What stands one before and one after each position, and at an end the position itself. */
function neighbours(x: Tensor, axis: number): readonly [earlier: Tensor, later: Tensor] {
  const last = (x.shape[axis] as number) - 1;
  if (last === 0) return [x, x];
  const first = pad(slice(x, axis, 0, 1), axis, 0, last);
  const final = pad(slice(x, axis, last, last + 1), axis, last, 0);
  return [
    add(pad(slice(x, axis, 0, last), axis, 1, 0), first),
    add(pad(slice(x, axis, 1, last + 1), axis, 0, 1), final),
  ];
}

function longer({ shape }: Tensor, axis: number, n: number): readonly number[] {
  return shape.with(axis, (shape[axis] as number) * n);
}
