/** Parts of tensors, made of parts of what these are made of. */
import {
  add,
  concat,
  constant,
  contract,
  div,
  expand,
  gather,
  mul,
  pad,
  permute,
  reshape,
  reverse,
  scatter,
  slice,
  sub,
} from '../../tensors/build.ts';
import { spread } from '../../tensors/spread.ts';
import type { Origin, Tensor } from '../../tensors/tensor.ts';
import { type Box, common, isEmpty, shapeOf } from './box.ts';
import type { Need } from './demand.ts';
import { lastOf, placeIn, type Run } from './run.ts';

/** A box of a tensor, of which another box is at hand; where that one has nothing, it is zero. */
export function within(tensor: Tensor, own: Box, box: Box): Tensor {
  const inner = common(own, box);
  return isEmpty(inner) ? filled(tensor, box, 0) : padded(cut(tensor, own, inner), inner, box, 0);
}

/** The box `inner` of a tensor of which `own` is at hand. */
function cut(tensor: Tensor, own: Box, inner: Box): Tensor {
  return inner.reduce((x, run, axis) => {
    const [from, last] = [run.from, lastOf(run)].map((index) => placeIn(own[axis] as Run, index)) as [number, number];
    return slice(x, axis, from, last + 1, stepIn(own[axis] as Run, run));
  }, tensor);
}

/** A box, of which `inner` is at hand, with a number elsewhere. */
function padded(tensor: Tensor, inner: Box, box: Box, value: number): Tensor {
  return inner.reduce((x, run, axis) => {
    const around = box[axis] as Run;
    const [before, last] = [run.from, lastOf(run)].map((index) => placeIn(around, index)) as [number, number];
    const apart = spread(x, axis, stepIn(around, run));
    return pad(apart, axis, before, around.size - 1 - last, value);
  }, tensor);
}

/** How many indices of a run are one step of another that lies in it. */
function stepIn(around: Run, { step, size }: Run): number {
  return size === 1 ? 1 : step / around.step;
}

function filled({ type }: Tensor, box: Box, value: number): Tensor {
  return { ...constant(value, shapeOf(box)), type };
}

/** A box of a tensor, given the parts of its inputs that it needs. */
export function madeOf(tensor: Tensor, box: Box, needs: readonly Need[], inputs: readonly Tensor[]): Tensor {
  const { of } = tensor;
  const [a, b] = inputs as readonly [Tensor, Tensor];
  const shape = shapeOf(box);
  switch (of.kind) {
    case 'constant':
      return constant(of.value, shape);
    case 'map':
      return ofMap(of.fn, inputs) ?? { shape, type: tensor.type, of: { ...of, inputs } };
    case 'reduce':
      return { shape, type: tensor.type, of: { ...of, input: a } };
    case 'contract':
      return contract(a, b, of);
    case 'move':
      return moved(of, tensor, box, needs[0] as Need, a);
    case 'concat':
      return concat(
        inputs.filter(({ shape }) => (shape[of.axis] as number) > 0),
        of.axis,
      );
    case 'gather':
      return gather(a, b);
    case 'scatter':
      return scatter(a, b, of.rows);
    case 'custom':
    case 'stop':
      return a;
    case 'leaf':
    case 'table':
    case 'iota':
    case 'random':
      return tensor;
  }
}

/** By a function that is simpler where one number is known. */
function ofMap(fn: Extract<Origin, { kind: 'map' }>['fn'], [a, b]: readonly Tensor[]): Tensor | undefined {
  const simple = { add, sub, mul, div } as Partial<Record<typeof fn, typeof add>>;
  return a && b && simple[fn]?.(a, b);
}

function moved(
  { move }: Extract<Origin, { kind: 'move' }>,
  tensor: Tensor,
  box: Box,
  need: Need,
  input: Tensor,
): Tensor {
  const shape = shapeOf(box);
  switch (move.kind) {
    case 'reshape':
      return reshape(input, shape);
    case 'permute':
      return permute(input, ...move.order);
    case 'expand':
      return expand(input, shape);
    case 'slice':
      return move.step.reduce((x, step, axis) => (step < 0 ? reverse(x, axis) : x), input);
    case 'pad': {
      if (isEmpty(need.box)) return filled(tensor, box, move.value);
      const inner = need.box.map((own, axis) => ({ ...own, from: own.from + (move.before[axis] as number) }));
      return padded(input, inner, box, move.value);
    }
  }
}
