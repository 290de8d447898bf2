/** Where a tensor may have numbers that are not zero. */
import type { MapFunction, Tensor } from '../../tensors/tensor.ts';
import { around, type Box, common, isEmpty, nothing, whole } from './box.ts';
import { afterMove } from './box-moved.ts';
import { commonRun, type Run, shifted } from './run.ts';

/** A box outside of which a tensor is zero, given those of its inputs. What is multiplied is finite, or the run ends. */
export function supportOf({ of, shape }: Tensor, known: (input: Tensor) => Box): Box {
  switch (of.kind) {
    case 'constant':
      return of.value === 0 ? nothing(shape) : whole(shape);
    case 'leaf':
    case 'table':
    case 'iota':
    case 'random':
      return whole(shape);
    case 'map':
      return ofMap(of.fn, of.inputs.map(known)) ?? whole(shape);
    case 'reduce': {
      const box = known(of.input);
      return isEmpty(box) ? nothing(shape) : box.filter((_, axis) => !of.axes.includes(axis));
    }
    case 'contract':
      return ofProduct(known(of.left), known(of.right), of) ?? nothing(shape);
    case 'move':
      return afterMove(of.move, known(of.input), { from: of.input.shape, to: shape });
    case 'concat':
      return ofConcat(of.inputs, of.axis, known);
    case 'gather':
      return [...whole(of.ids.shape), ...known(of.table).slice(1)];
    case 'scatter': {
      const box = known(of.input);
      return isEmpty(box) ? nothing(shape) : [...whole([of.rows]), ...box.slice(of.ids.shape.length)];
    }
    case 'custom':
      return known(of.value);
    case 'stop':
      return known(of.input);
  }
}

/** By a function; undefined for one that makes something else of zeros. */
function ofMap(fn: MapFunction, boxes: readonly Box[]): Box | undefined {
  const [a, b, c] = boxes as readonly [Box, Box, Box];
  switch (fn) {
    case 'float':
    case 'neg':
    case 'tanh':
    case 'sqrt':
    case 'abs':
    case 'sign':
    case 'erf':
    case 'sin':
    case 'div':
      return a;
    case 'mul':
      return common(a, b);
    case 'add':
    case 'sub':
    case 'max':
    case 'min':
    case 'less':
      return around(a, b);
    case 'select':
      return around(b, c);
    case 'exp':
    case 'log':
    case 'sigmoid':
    case 'cos':
    case 'equal':
      return undefined;
  }
}

/** Of a product; undefined where nothing that is summed is not zero. */
function ofProduct(left: Box, right: Box, of: { readonly batch: number; readonly summed: number }): Box | undefined {
  const { batch, summed } = of;
  const rows = left.length - summed;
  const inner = left.slice(rows).map((own, at) => commonRun(own, right[batch + at] as Run));
  if (isEmpty(inner) || isEmpty(left) || isEmpty(right)) return undefined;
  const both = common(left.slice(0, batch), right.slice(0, batch));
  return [...both, ...left.slice(batch, rows), ...right.slice(batch + summed)];
}

function ofConcat(inputs: readonly Tensor[], axis: number, known: (input: Tensor) => Box): Box {
  let from = 0;
  const parts = inputs.map((input) => {
    const box = known(input);
    const own = isEmpty(box) ? box : box.with(axis, shifted(box[axis] as Run, from));
    from += input.shape[axis] as number;
    return own;
  });
  return parts.reduce(around);
}
