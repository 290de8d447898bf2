/** unary: a function of each number. */
import { input, type OpRule } from './rule.ts';

/** A function of each number; some have a constant `by`. */
export type UnaryFunction =
  | { readonly fn: 'tanh' | 'relu' | 'sigmoid' | 'silu' | 'softplus' | 'gelu' | 'gelu_tanh' }
  /** `by` is the slope for negative numbers. */
  | { readonly fn: 'leaky_relu'; readonly by: number }
  /** `by` is what very negative numbers come to, but for the sign. */
  | { readonly fn: 'elu'; readonly by: number }
  /** relu that ends at `by`. */
  | { readonly fn: 'relu_up_to'; readonly by: number };

export type UnaryOp = { readonly kind: 'unary' } & UnaryFunction;

/** Whether the way back looks at what came out; otherwise at what went in. */
const looksAtOutput: { readonly [K in UnaryOp['fn']]: boolean } = {
  tanh: true,
  relu: true,
  sigmoid: true,
  silu: false,
  softplus: false,
  gelu: false,
  gelu_tanh: false,
  leaky_relu: false,
  elu: false,
  relu_up_to: false,
};

export const unary: OpRule<UnaryOp> = {
  result: (_, inputs) => input(inputs, 0),
  fills: ({ op }) => op.fn === 'sigmoid' || op.fn === 'softplus',
  kept: ({ op }) => (looksAtOutput[op.fn] ? { output: true } : { inputs: [0] }),
};
