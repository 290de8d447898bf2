/** position as tensors. */
import type { PositionOp } from '../../ops/position.ts';
import { add, table } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const position: Lower<PositionOp> = ({ op }, inputs) => {
  const x = input(inputs, 0);
  const dims = x.shape.slice(1) as readonly number[] as readonly [positions: number, channels: number];
  return add(x, inputs[1] ?? table(waves(op.order, dims), dims));
};

/** Sines and cosines of t · 10000^(-2i/C): [T, C]. */
function waves(order: PositionOp['order'], [positions, channels]: readonly [number, number]): Float32Array {
  const half = Math.ceil(channels / 2);
  return Float32Array.from({ length: positions * channels }, (_, at) => {
    const [position, channel] = [Math.floor(at / channels), at % channels];
    const pair = order === 'halves' ? channel % half : channel >> 1;
    const isSine = order === 'halves' ? channel < half : channel % 2 === 0;
    const angle = position * 10000 ** ((-2 * pair) / channels);
    return isSine ? Math.sin(angle) : Math.cos(angle);
  });
}
