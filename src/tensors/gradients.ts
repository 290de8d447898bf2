/** Reverse-mode differentiation of tensor programs: the gradient is a tensor program too. */
import { constant } from './build.ts';
import { gradientOf } from './gradient-rules.ts';
import { inOrder } from './order.ts';
import { inStage } from './stage.ts';
import { inputsOf, type Tensor } from './tensor.ts';
import { total } from './total.ts';

/**
 * The gradients of a number by tensors, in their order; undefined for one that it does not depend on.
 * Within `loss`, each of `by` must be the very object that is given here.
 */
export function gradients(loss: Tensor, by: readonly Tensor[]): readonly (Tensor | undefined)[] {
  const order = inOrder([loss], differentiated);
  const active = activeIn(order, new Set(by));
  const contributions = new Map<Tensor, Tensor[]>([[loss, [constant(1, loss.shape)]]]);
  const found = new Map<Tensor, Tensor>();
  for (const tensor of order.toReversed()) {
    const parts = contributions.get(tensor);
    if (!parts || !active.has(tensor)) continue;
    const [first] = parts;
    const dy = first?.stage ? inStage(total(parts), first.stage) : total(parts);
    found.set(tensor, dy);
    for (const [input, part] of gradientOf(tensor, dy)) {
      if (!active.has(input)) continue;
      if (tensor.stage) inStage(part, { path: tensor.stage.path, way: 'backward' });
      const list = contributions.get(input);
      if (list) list.push(part);
      else contributions.set(input, [part]);
    }
  }
  return by.map((tensor) => found.get(tensor));
}

/** What a gradient flows into from a tensor. */
function differentiated(tensor: Tensor): readonly Tensor[] {
  const { of } = tensor;
  if (of.kind === 'custom') return of.inputs;
  return of.kind === 'stop' ? [] : inputsOf(tensor);
}

/** Tensors that depend on one of `by`. */
function activeIn(order: readonly Tensor[], by: ReadonlySet<Tensor>): ReadonlySet<Tensor> {
  const active = new Set<Tensor>();
  for (const tensor of order)
    if (by.has(tensor) || differentiated(tensor).some((input) => active.has(input))) active.add(tensor);
  return active;
}
