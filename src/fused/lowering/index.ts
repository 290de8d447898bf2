/** Every op as tensors. */
import type { OpKind, OpOf } from '../../ops/op.ts';
import { attention } from './attention.ts';
import { batchNorm } from './batch-norm.ts';
import { binary } from './binary.ts';
import { causalMean } from './causal-mean.ts';
import { channelwise } from './channelwise.ts';
import { concat } from './concat.ts';
import { convolution } from './convolution.ts';
import { convolutionTranspose } from './convolution-transpose.ts';
import { crossEntropy } from './cross-entropy.ts';
import { dropPath } from './drop-path.ts';
import { dropout } from './dropout.ts';
import { embedding } from './embedding.ts';
import { gated } from './gated.ts';
import { globalPool } from './global-pool.ts';
import { linear } from './linear.ts';
import type { Lower } from './lowering.ts';
import { noise } from './noise.ts';
import { normalise } from './normalise.ts';
import { oneHot } from './one-hot.ts';
import { pad } from './pad.ts';
import { pixelShuffle } from './pixel-shuffle.ts';
import { pointwiseLoss } from './pointwise-loss.ts';
import { pool } from './pool.ts';
import { position } from './position.ts';
import { prepend } from './prepend.ts';
import { recurrent } from './recurrent.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { softmax } from './softmax.ts';
import { stretch } from './stretch.ts';
import { transpose } from './transpose.ts';
import { unary } from './unary.ts';
import { upsample } from './upsample.ts';

export const lowering: { readonly [K in OpKind]: Lower<OpOf<K>> } = {
  attention,
  batch_norm: batchNorm,
  binary,
  causal_mean: causalMean,
  channelwise,
  concat,
  convolution,
  convolution_transpose: convolutionTranspose,
  cross_entropy: crossEntropy,
  drop_path: dropPath,
  dropout,
  embedding,
  gated,
  global_pool: globalPool,
  linear,
  noise,
  normalise,
  one_hot: oneHot,
  pad,
  pixel_shuffle: pixelShuffle,
  pointwise_loss: pointwiseLoss,
  pool,
  position,
  prepend,
  recurrent,
  reshape,
  slice,
  softmax,
  stretch,
  transpose,
  unary,
  upsample,
};
