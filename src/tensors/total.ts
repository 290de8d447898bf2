/** The sum of the gradients that reach a tensor on several ways, in the cheapest form. */
import { add, concat, contract, permute } from './build.ts';
import { sameShape, type Tensor } from './tensor.ts';

export function total(parts: readonly Tensor[]): Tensor {
  const [first] = parts;
  if (!first) throw new Error('nothing to add up');
  if (parts.length === 1) return first;
  return asConcat(parts) ?? asProduct(parts) ?? parts.slice(1).reduce(add, first);
}

/** Parts that stand beside each other, with zeros elsewhere: the gradients of the slices of a tensor. */
function asConcat(parts: readonly Tensor[]): Tensor | undefined {
  const pieces = parts.map(pieceOf);
  if (pieces.some((piece) => piece === undefined)) return undefined;
  const known = pieces as readonly Piece[];
  const axis = known[0]?.axis as number;
  if (known.some((piece) => piece.axis !== axis)) return undefined;
  const sorted = [...known].sort((a, b) => a.from - b.from);
  let end = 0;
  for (const { from, input } of sorted) {
    if (from !== end) return undefined;
    end += input.shape[axis] as number;
  }
  if (end !== parts[0]?.shape[axis]) return undefined;
  return concat(
    sorted.map(({ input }) => input),
    axis,
  );
}

interface Piece {
  readonly input: Tensor;
  readonly axis: number;
  readonly from: number;
}

/** A tensor that is another with zeros around it along one axis. */
function pieceOf({ of, shape }: Tensor): Piece | undefined {
  if (of.kind !== 'move' || of.move.kind !== 'pad' || of.move.value !== 0) return undefined;
  const { input, move } = of;
  const axes = shape.flatMap((dim, axis) => (dim === input.shape[axis] ? [] : [axis]));
  const [axis] = axes;
  return axes.length === 1 && axis !== undefined ? { input, axis, from: move.before[axis] as number } : undefined;
}

/** A sum of products is one product over all that is summed: of the states of all positions, say. */
function asProduct(parts: readonly Tensor[]): Tensor | undefined {
  const products = parts.map(({ of }) =>
    of.kind === 'contract' && of.batch === 0 && of.summed === 1 ? of : undefined,
  );
  const [first] = products;
  if (!first || products.some((product) => product === undefined)) return undefined;
  const all = products as (typeof first)[];
  const [left, right] = [all.map((each) => each.left), all.map((each) => each.right)];
  if (!alike(left, -1) || !alike(right, 0)) return undefined;
  return contract(joined(left, (left[0] as Tensor).shape.length - 1), joined(right, 0));
}

/** Whether shapes are the same but for one axis. */
function alike(tensors: readonly Tensor[], axis: number): boolean {
  const without = ({ shape }: Tensor) => shape.with(axis, 0);
  return tensors.every((tensor) => sameShape(without(tensor), without(tensors[0] as Tensor)));
}

/** Joined along an axis; tensors that are permuted in the same way are joined before that. */
function joined(tensors: readonly Tensor[], axis: number): Tensor {
  const orders = tensors.map(({ of }) =>
    of.kind === 'move' && of.move.kind === 'permute' ? of.move.order : undefined,
  );
  const [order] = orders;
  if (!order || orders.some((other) => !other || !sameShape(other, order))) return concat(tensors, axis);
  const inputs = tensors.map(({ of }) => (of as { readonly input: Tensor }).input);
  return permute(concat(inputs, order[axis] as number), ...order);
}
