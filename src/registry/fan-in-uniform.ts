/** How matrices start unless stated: PyTorch's default for linear layers and convolutions, weights and biases. */
import type { EntryCall } from './param.ts';

/** Uniform in ±1/sqrt(fan_in). */
export const fanInUniform: EntryCall = { name: 'kaiming', args: { gain: 1 / Math.sqrt(3), dist: 'uniform' } };
