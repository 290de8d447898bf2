/**
 * Only what is asked for, and nothing that is zero anyway: where a model looks at its last position alone, the others are
 * not computed, nor are their gradients, as far back as positions do not see each other; with a dilation, those between
 * are not either. Random numbers stay those of their places.
 */
import { inOrder } from '../../tensors/order.ts';
import { inStage } from '../../tensors/stage.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { around, type Box, common, isEmpty, isWhole, nothing, whole } from './box.ts';
import { reshaped } from './box-reshaped.ts';
import { type Need, needsOf } from './demand.ts';
import { madeOf, within } from './part.ts';
import { run } from './run.ts';
import { supportOf } from './support.ts';
import { asTiles } from './tiles.ts';

/** What share of a dim may be left at the most: with more of it, a tensor had better go through all places, as others do. */
const LARGEST_PRODUCT = 3 / 4;
const LARGEST = 1 / 2;

/** The values of a canonical program, gradients and all, with tensors computed only where they must be. */
export function onlyAskedFor(values: readonly Tensor[]): readonly Tensor[] {
  const order = inOrder(values);
  const supports = new Map<Tensor, Box>();
  const support = (tensor: Tensor) => supports.get(tensor) as Box;
  for (const tensor of order) supports.set(tensor, supportOf(tensor, support));
  const { boxes, needs } = boxesOf(values, order, support);
  if (order.every((tensor) => !isWork(tensor) || isWhole(boxes.get(tensor) as Box, tensor.shape))) return values;
  const made = new Map<Tensor, Tensor>();
  const read = ({ input, box }: Need) => within(made.get(input) ?? input, boxes.get(input) as Box, box);
  for (const tensor of order) {
    const box = boxes.get(tensor) as Box;
    if (isEmpty(box)) continue;
    const value =
      asTiles(tensor, box, support, read) ?? computed(tensor, box, needs.get(tensor) as readonly Need[], read);
    if (tensor.stage) inStage(value, tensor.stage);
    made.set(tensor, value);
  }
  return values.map((input) => read({ input, box: whole(input.shape) }));
}

interface Boxes {
  /** In which each tensor is computed. */
  readonly boxes: ReadonlyMap<Tensor, Box>;
  /** What of its inputs that takes. */
  readonly needs: ReadonlyMap<Tensor, readonly Need[]>;
}

/** From the last tensors back to the first: each where its readers need it and it may not be zero. */
function boxesOf(values: readonly Tensor[], order: readonly Tensor[], support: (tensor: Tensor) => Box): Boxes {
  const asked = new Map<Tensor, Box>(values.map((value) => [value, whole(value.shape)]));
  const boxes = new Map<Tensor, Box>();
  const needs = new Map<Tensor, readonly Need[]>();
  for (const tensor of order.toReversed()) {
    const wanted = asked.get(tensor) ?? nothing(tensor.shape);
    const box = computable(tensor, common(wanted, support(tensor)));
    boxes.set(tensor, box);
    const own = needsOf(tensor, box, support);
    needs.set(tensor, own);
    for (const { input, box } of own) asked.set(input, around(asked.get(input) ?? nothing(input.shape), box));
  }
  return { boxes, needs };
}

/** The box that can be computed by itself, and is worth being told apart. */
function computable(tensor: Tensor, box: Box): Box {
  const { of, shape } = tensor;
  if (isEmpty(box)) return nothing(shape);
  switch (of.kind) {
    case 'leaf':
    case 'table':
    case 'iota':
    case 'random':
      return whole(shape);
    case 'move': {
      const { move, input } = of;
      return move.kind === 'reshape' ? reshaped(reshaped(box, shape, input.shape), input.shape, shape) : box;
    }
    default: {
      const largest = of.kind === 'contract' ? LARGEST_PRODUCT : LARGEST;
      const worth = box.map((own, axis) => {
        const dim = shape[axis] as number;
        return own.size > largest * dim ? run(0, dim) : own;
      });
      return of.kind === 'scatter' ? worth.with(0, run(0, of.rows)) : worth;
    }
  }
}

/** Whether numbers are computed, rather than looked at from elsewhere. */
function isWork({ of }: Tensor): boolean {
  return of.kind === 'map' || of.kind === 'contract' || of.kind === 'reduce' || of.kind === 'gather';
}

/** A box of a tensor from parts of its inputs; the tensor itself where all is as it was. */
function computed(tensor: Tensor, box: Box, needs: readonly Need[], read: (need: Need) => Tensor): Tensor {
  const inputs = needs.map(read);
  if (isWhole(box, tensor.shape) && needs.every(({ input }, at) => inputs[at] === input)) return tensor;
  return madeOf(tensor, box, needs, inputs);
}
