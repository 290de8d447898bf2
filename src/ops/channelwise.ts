/** channelwise: each channel with a number of its own. */
import { inPlace } from './reach.ts';
import { input, type OpRule } from './rule.ts';

/** Each channel times its number (`scale`) or plus it (`shift`). Inputs: x [*, C] and the numbers [C]. */
export interface ChannelwiseOp {
  readonly kind: 'channelwise';
  readonly fn: 'scale' | 'shift';
}

export const channelwise: OpRule<ChannelwiseOp> = {
  result(_, inputs) {
    input(inputs, 1);
    return input(inputs, 0);
  },
  reach: (node) => [inPlace(node, 0), node.op.fn === 'scale' ? { kind: 'weight', times: 0 } : { kind: 'weight' }],
  kept: ({ op }) => (op.fn === 'scale' ? { inputs: [0] } : {}),
};
