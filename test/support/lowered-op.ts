/** One op lowered to tensors on leaves of its own. */
import { canonical } from '../../src/fused/canonical.ts';
import { lowering } from '../../src/fused/lowering/index.ts';
import type { Lower } from '../../src/fused/lowering/lowering.ts';
import type { Op } from '../../src/ops/op.ts';
import { ruleOf } from '../../src/ops/op.ts';
import { constant, type Dim, numberOf } from '../../src/shapes/dim.ts';
import type { TensorType } from '../../src/shapes/shape.ts';
import { leaf, mul, sum } from '../../src/tensors/build.ts';
import { evaluate } from '../../src/tensors/evaluate.ts';
import { gradients } from '../../src/tensors/gradients.ts';
import { inOrder } from '../../src/tensors/order.ts';
import type { Tensor } from '../../src/tensors/tensor.ts';

/** What an op makes of tensors, in training. */
export function lowered(op: Op, inputs: readonly Tensor[]): Tensor {
  const types = inputs.map(({ shape }): TensorType => ({ dtype: 'float', dims: shape.map(constant) }));
  const [output, ...values] = [ruleOf(op).result(op, types), ...types].map((type, id) => ({ id, type }));
  const size = (dim: Dim) => numberOf(dim) as number;
  const context = { training: true, size, shapeOf: (type: TensorType) => type.dims.map(size), assign() {} };
  return (lowering[op.kind] as Lower<Op>)({ op, inputs: values, output: output! }, inputs, context);
}

/** How many products there are in what an op makes of inputs of these shapes and in the gradients of all of them. */
export function productsOf(op: Op, shapes: readonly (readonly number[])[]): { forwards: number; all: number } {
  const { y, all } = withGradients(op, shapes);
  const count = (tensors: readonly Tensor[]) =>
    inOrder(canonical(tensors)).filter(({ of }) => of.kind === 'contract').length;
  return { forwards: count([y]), all: count([y, ...all]) };
}

/** The numbers that an op makes of one input, and the gradient of sum(result * dy). */
export function outcomeOf(op: Op, shape: readonly number[], x: readonly number[], dy: readonly number[]) {
  const { y, all } = withGradients(op, [shape]);
  const [value, gradient] = evaluate([y, ...all], { leaves: { x0: x, dy } });
  return { y: [...value!], dx: [...gradient!] };
}

function withGradients(op: Op, shapes: readonly (readonly number[])[]) {
  const inputs = shapes.map((shape, at) => leaf('weight', `x${at}`, shape));
  const y = lowered(op, inputs);
  return { y, all: gradients(sum(mul(y, leaf('input', 'dy', y.shape))), inputs) as readonly Tensor[] };
}
