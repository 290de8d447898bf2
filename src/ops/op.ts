/**
 * The primitive ops, about as coarse as a kernel library's: one file each, with all that is to be known of it. Layers
 * lower to them; targets print or compile them. A new op is its file and a row here and in each target.
 */
import { type BatchNormOp, batchNorm } from './batch-norm.ts';
import { type BinaryOp, binary } from './binary.ts';
import { type ConcatOp, concat } from './concat.ts';
import { type CrossEntropyOp, crossEntropy } from './cross-entropy.ts';
import { type DropoutOp, dropout } from './dropout.ts';
import { type EmbeddingOp, embedding } from './embedding.ts';
import { type LinearOp, linear } from './linear.ts';
import { type ReshapeOp, reshape } from './reshape.ts';
import type { OpRule } from './rule.ts';
import { type SoftmaxOp, softmax } from './softmax.ts';
import { type UnaryOp, unary } from './unary.ts';

export type Op =
  | BatchNormOp
  | BinaryOp
  | ConcatOp
  | CrossEntropyOp
  | DropoutOp
  | EmbeddingOp
  | LinearOp
  | ReshapeOp
  | SoftmaxOp
  | UnaryOp;

export type OpKind = Op['kind'];
export type OpOf<K extends OpKind> = Extract<Op, { readonly kind: K }>;

const rules: { readonly [K in OpKind]: OpRule<OpOf<K>> } = {
  batch_norm: batchNorm,
  binary,
  concat,
  cross_entropy: crossEntropy,
  dropout,
  embedding,
  linear,
  reshape,
  softmax,
  unary,
};

/** What is known of an op. */
export function ruleOf(op: Op): OpRule<Op> {
  // Each row is of the op's own kind, which the type of any op no longer says.
  return rules[op.kind] as unknown as OpRule<Op>;
}
