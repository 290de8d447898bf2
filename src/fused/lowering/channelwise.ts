/** channelwise as tensors. */
import type { ChannelwiseOp } from '../../ops/channelwise.ts';
import { add, mul } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const channelwise: Lower<ChannelwiseOp> = ({ op }, inputs) =>
  (op.fn === 'scale' ? mul : add)(input(inputs, 0), input(inputs, 1));
