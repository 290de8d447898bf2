/** pad as tensors. */
import type { PadOp } from '../../ops/pad.ts';
import { pad as padded } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

/** Among tokens the new one is the first that there was none of. */
export const pad: Lower<PadOp> = ({ op, inputs: [value] }, inputs, { size }) => {
  const vocab = value?.type.vocab;
  return padded(input(inputs, 0), 1, size(op.before), size(op.after), vocab ? size(vocab) : 0);
};
