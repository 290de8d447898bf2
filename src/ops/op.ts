/** The primitive ops, about as coarse as a kernel library's. Layers lower to them; targets print or compile them. */
import type { Dim } from '../shapes/dim.ts';

/** y = x of table's row, for each id. Inputs: table [V, d], ids int[*]. Output [*, d]. */
export interface EmbeddingOp {
  readonly kind: 'embedding';
}

/** The same numbers in row-major order under other dims. The first dim of both is B. */
export interface ReshapeOp {
  readonly kind: 'reshape';
  readonly dims: readonly Dim[];
  /** How many neighbouring positions of [B, T, C] became one, where that is what the dims say. */
  readonly fuses?: Dim;
}

/** x W + b over the last dim. Inputs: x [*, C], W [C, out], and b [out] unless there is none. */
export interface LinearOp {
  readonly kind: 'linear';
}

export type UnaryFunction = 'tanh' | 'relu' | 'sigmoid';

/** A function of each number. */
export interface UnaryOp {
  readonly kind: 'unary';
  readonly fn: UnaryFunction;
}

/** Two tensors of the same dims, number by number. */
export interface BinaryOp {
  readonly kind: 'binary';
  readonly fn: 'add' | 'mul';
}

/** exp(x) / sum exp(x) over the last dim. */
export interface SoftmaxOp {
  readonly kind: 'softmax';
}

/** Tensors one after the other along `axis` (>= 1; B cannot be joined). */
export interface ConcatOp {
  readonly kind: 'concat';
  readonly axis: number;
}

/**
 * Batch norm (Ioffe and Szegedy, 2015). Inputs: x, weight [C], bias [C], running_mean, running_var.
 * In training the statistics are those of x over `axes`, and the two buffers move towards them by `momentum`; in
 * evaluation they are the buffers. `variance` says what the batch is divided by: `biased` normalises with 1/N and keeps
 * N/(N-1) of it in the buffer, as PyTorch does; `unbiased` uses 1/(N-1) in both places, as the lectures do.
 */
export interface BatchNormOp {
  readonly kind: 'batch_norm';
  readonly axes: readonly number[];
  readonly eps: number;
  readonly momentum: number;
  readonly variance: 'biased' | 'unbiased';
}

/** In training each number is dropped with probability p and the rest divided by 1 - p; in evaluation x itself. */
export interface DropoutOp {
  readonly kind: 'dropout';
  readonly p: number;
  /** What tells this place's random numbers from others': the path of the stage. */
  readonly site: string;
}

/**
 * The mean of -log softmax(logits)[target] over the targets that are not negative.
 * Inputs: logits [*, V], targets int[*]. Output: a number.
 */
export interface CrossEntropyOp {
  readonly kind: 'cross_entropy';
}

export type Op =
  | EmbeddingOp
  | ReshapeOp
  | LinearOp
  | UnaryOp
  | BinaryOp
  | SoftmaxOp
  | ConcatOp
  | BatchNormOp
  | DropoutOp
  | CrossEntropyOp;

export type OpKind = Op['kind'];
export type OpOf<K extends OpKind> = Extract<Op, { readonly kind: K }>;
