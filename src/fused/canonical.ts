/**
 * Tensor programs as they are compiled: equal tensors are one object, gradients that were stated are gone, and moves of
 * moves are one. (Common subexpressions: what is written twice is computed once.)
 */
import { inOrder } from '../tensors/order.ts';
import { inputsOf, type Origin, sameShape, type Tensor } from '../tensors/tensor.ts';

/** The canonical forms of tensors, in their order. */
export function canonical(tensors: readonly Tensor[]): readonly Tensor[] {
  const byKey = new Map<string, Tensor>();
  const numbers = new Map<Tensor, number>();
  const done = new Map<Tensor, Tensor>();
  const settle = (tensor: Tensor): void => {
    const { of } = tensor;
    if (of.kind === 'custom' || of.kind === 'stop') {
      done.set(tensor, done.get(of.kind === 'custom' ? of.value : of.input) as Tensor);
      return;
    }
    const made = simplified({ ...tensor, of: withInputs(of, (input) => done.get(input) as Tensor) });
    const key = keyOf(made, numbers, tensor);
    const known = byKey.get(key);
    if (known === undefined) {
      byKey.set(key, made);
      if (!numbers.has(made)) numbers.set(made, numbers.size);
    }
    done.set(tensor, known ?? made);
  };
  for (const tensor of inOrder(tensors)) settle(tensor);
  return tensors.map((tensor) => done.get(tensor) as Tensor);
}

/** What a tensor is made of, with other inputs in place of its own. */
export function withInputs(of: Origin, by: (input: Tensor) => Tensor): Origin {
  switch (of.kind) {
    case 'leaf':
    case 'constant':
    case 'table':
    case 'iota':
    case 'random':
      return of;
    case 'map':
    case 'concat':
      return { ...of, inputs: of.inputs.map(by) };
    case 'reduce':
    case 'move':
    case 'stop':
      return { ...of, input: by(of.input) };
    case 'contract':
      return { ...of, left: by(of.left), right: by(of.right) };
    case 'gather':
      return { ...of, table: by(of.table), ids: by(of.ids) };
    case 'scatter':
      return { ...of, input: by(of.input), ids: by(of.ids) };
    case 'custom':
      return { ...of, value: by(of.value) };
  }
}

/**
 * A reshape of a reshape is one, and one to the shape that was there before is none; so for permutations. A sum over dims
 * of 1 is a reshape.
 */
function simplified(tensor: Tensor): Tensor {
  const { of, shape } = tensor;
  if (of.kind === 'reduce' && of.axes.every((axis) => of.input.shape[axis] === 1))
    return simplified({ ...tensor, of: { kind: 'move', move: { kind: 'reshape' }, input: of.input } });
  if (of.kind !== 'move') return tensor;
  const { input, move } = of;
  const before = input.of;
  if (move.kind === 'reshape' && sameShape(input.shape, shape)) return input;
  if (before.kind !== 'move' || before.move.kind !== move.kind) return tensor;
  if (move.kind === 'reshape') return simplified({ ...tensor, of: { ...of, input: before.input } });
  if (move.kind === 'permute' && before.move.kind === 'permute') {
    const { order: inner } = before.move;
    const order = move.order.map((axis) => inner[axis] as number);
    if (order.every((axis, at) => axis === at)) return before.input;
    return { ...tensor, of: { kind: 'move', move: { kind: 'permute', order }, input: before.input } };
  }
  return tensor;
}

/** Equal for equal tensors. Leaves are told apart by name, tables by being the same object. */
function keyOf(tensor: Tensor, numbers: Map<Tensor, number>, original: Tensor): string {
  const { of, shape, type } = tensor;
  const known = numbers.get(tensor);
  if (known !== undefined) return `#${known}`;
  const inputs = inputsOf(tensor).map((input) => numbers.get(input));
  const own = { ...of, input: 0, inputs: 0, left: 0, right: 0, table: 0, ids: 0, values: 0 };
  const table = of.kind === 'table' ? tableNumber(original, numbers) : '';
  return `${JSON.stringify(own, asText)} ${type} [${shape}] ${inputs} ${table}`;
}

/** Infinite numbers are none in JSON. */
function asText(_: string, value: unknown): unknown {
  return typeof value === 'number' ? `${value}` : value;
}

function tableNumber(tensor: Tensor, numbers: Map<Tensor, number>): number {
  const known = numbers.get(tensor);
  if (known !== undefined) return known;
  numbers.set(tensor, numbers.size);
  return numbers.size - 1;
}
