/** unary: a function of each number. */
import { input, type OpRule } from './rule.ts';

export type UnaryFunction = 'tanh' | 'relu' | 'sigmoid';

/** A function of each number. */
export interface UnaryOp {
  readonly kind: 'unary';
  readonly fn: UnaryFunction;
}

export const unary: OpRule<UnaryOp> = {
  result: (_, inputs) => input(inputs, 0),
  kept: () => ({ output: true }),
};
