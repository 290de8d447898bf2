/**
 * The primitive ops, about as coarse as a kernel library's: one file each, with all that is to be known of it. Layers
 * lower to them; targets print or compile them. A new op is its file and a row here and in each target.
 */
import { type AttentionOp, attention } from './attention.ts';
import { type BatchNormOp, batchNorm } from './batch-norm.ts';
import { type BinaryOp, binary } from './binary.ts';
import { type CausalMeanOp, causalMean } from './causal-mean.ts';
import { type ChannelwiseOp, channelwise } from './channelwise.ts';
import { type ConcatOp, concat } from './concat.ts';
import { type ConvolutionOp, convolution } from './convolution.ts';
import { type ConvolutionTransposeOp, convolutionTranspose } from './convolution-transpose.ts';
import { type CrossEntropyOp, crossEntropy } from './cross-entropy.ts';
import { type DropPathOp, dropPath } from './drop-path.ts';
import { type DropoutOp, dropout } from './dropout.ts';
import { type EmbeddingOp, embedding } from './embedding.ts';
import { type GatedOp, gated } from './gated.ts';
import { type GlobalPoolOp, globalPool } from './global-pool.ts';
import { type LinearOp, linear } from './linear.ts';
import { type NoiseOp, noise } from './noise.ts';
import { type NormaliseOp, normalise } from './normalise.ts';
import { type OneHotOp, oneHot } from './one-hot.ts';
import { type PadOp, pad } from './pad.ts';
import { type PixelShuffleOp, pixelShuffle } from './pixel-shuffle.ts';
import { type PointwiseLossOp, pointwiseLoss } from './pointwise-loss.ts';
import { type PoolOp, pool } from './pool.ts';
import { type PositionOp, position } from './position.ts';
import { type PrependOp, prepend } from './prepend.ts';
import { type RecurrentOp, recurrent } from './recurrent.ts';
import { type ReshapeOp, reshape } from './reshape.ts';
import type { OpRule } from './rule.ts';
import { type SliceOp, slice } from './slice.ts';
import { type SoftmaxOp, softmax } from './softmax.ts';
import { type StretchOp, stretch } from './stretch.ts';
import { type TransposeOp, transpose } from './transpose.ts';
import { type UnaryOp, unary } from './unary.ts';
import { type UpsampleOp, upsample } from './upsample.ts';

export type Op =
  | AttentionOp
  | BatchNormOp
  | BinaryOp
  | CausalMeanOp
  | ChannelwiseOp
  | ConcatOp
  | ConvolutionOp
  | ConvolutionTransposeOp
  | CrossEntropyOp
  | DropPathOp
  | DropoutOp
  | EmbeddingOp
  | GatedOp
  | GlobalPoolOp
  | LinearOp
  | OneHotOp
  | PadOp
  | RecurrentOp
  | NoiseOp
  | NormaliseOp
  | PointwiseLossOp
  | PixelShuffleOp
  | PoolOp
  | PositionOp
  | PrependOp
  | ReshapeOp
  | SliceOp
  | SoftmaxOp
  | TransposeOp
  | StretchOp
  | UnaryOp
  | UpsampleOp;

export type OpKind = Op['kind'];
export type OpOf<K extends OpKind> = Extract<Op, { readonly kind: K }>;

const rules: { readonly [K in OpKind]: OpRule<OpOf<K>> } = {
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
  one_hot: oneHot,
  pad,
  recurrent,
  noise,
  normalise,
  pointwise_loss: pointwiseLoss,
  pixel_shuffle: pixelShuffle,
  pool,
  position,
  prepend,
  reshape,
  slice,
  softmax,
  transpose,
  stretch,
  unary,
  upsample,
};

/** What is known of an op. */
export function ruleOf(op: Op): OpRule<Op> {
  // Each row is of the op's own kind, which the type of any op no longer says.
  return rules[op.kind] as unknown as OpRule<Op>;
}
