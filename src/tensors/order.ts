/** The order in which tensors are computed. */
import { inputsOf, type Tensor } from './tensor.ts';

/**
 * Tensors and all that they are computed from, each once and inputs first; `from` tells what a tensor follows from, where
 * that is not its inputs. Deep programs do not overflow the stack.
 */
export function inOrder(
  last: readonly Tensor[],
  from: (tensor: Tensor) => readonly Tensor[] = inputsOf,
): readonly Tensor[] {
  const order: Tensor[] = [];
  const seen = new Set<Tensor>();
  for (const start of last) {
    if (seen.has(start)) continue;
    seen.add(start);
    const stack = [{ tensor: start, left: from(start).toReversed() }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.left.pop();
      if (!next) {
        order.push(top.tensor);
        stack.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        stack.push({ tensor: next, left: from(next).toReversed() });
      }
    }
  }
  return order;
}
