/** batch_norm: each channel with the statistics of the batch. */
import { inPlaceBut, statistics } from './reach.ts';
import { input, type OpRule } from './rule.ts';

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

export const batchNorm: OpRule<BatchNormOp> = {
  result(_, inputs) {
    for (const at of [1, 2, 3, 4]) input(inputs, at);
    return input(inputs, 0);
  },
  kept: ({ output }) => ({ own: [output] }),
  reach(node) {
    const mixed = Object.fromEntries(node.op.axes.map((axis) => [axis, undefined]));
    const x = inPlaceBut(node, 0, mixed);
    return [x, { kind: 'weight', times: 0 }, { kind: 'weight' }, statistics, statistics];
  },
  compares: ({ op }) => ({ axes: op.axes.filter((axis) => axis > 0), examples: true }),
  modes: () => true,
};
