/** pixel_shuffle as tensors. */
import type { PixelShuffleOp } from '../../ops/pixel-shuffle.ts';
import { permute, reshape } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const pixelShuffle: Lower<PixelShuffleOp> = ({ op, output }, inputs, { size, shapeOf }) => {
  const x = input(inputs, 0);
  const n = size(op.n);
  const [batch, rows, columns, channels] = x.shape as readonly [number, number, number, number];
  const parts = reshape(x, [batch, rows, columns, channels / (n * n), n, n]);
  return reshape(permute(parts, 0, 1, 4, 2, 5, 3), shapeOf(output.type));
};
