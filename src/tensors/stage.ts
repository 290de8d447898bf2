/** Tells tensors which stage they are part of, once, right after they are made. */
import { inputsOf, type Stage, type Tensor } from './tensor.ts';

/** Puts a tensor, and all that it is computed from and that is part of no stage yet, into a stage. Gives the tensor. */
export function inStage(tensor: Tensor, stage: Stage): Tensor {
  const waiting = [tensor];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.stage || next.of.kind === 'leaf') continue;
    // The one place where a tensor is written to: to build it anew would part it from what closes over it.
    (next as { stage?: Stage }).stage = stage;
    waiting.push(...inputsOf(next));
  }
  return tensor;
}
