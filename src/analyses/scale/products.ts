/** Sums and products of two tensors, number by number. */
import type { BinaryOp } from '../../ops/binary.ts';
import type { GatedOp } from '../../ops/gated.ts';
import type { Value } from '../../ops/graph.ts';
import { numberOf } from '../../shapes/dim.ts';
import { formOfSum } from './forms.ts';
import type { Rule } from './rule.ts';
import { type Kernel, kernel, none, plus, type Spread } from './spread.ts';
import { mapped, sigmoid } from './unary.ts';

export const binary: Rule<BinaryOp> = ({ op, inputs, output }, [a, b], { shared }) => {
  const [left, right] = inputs as readonly [Value, Value];
  if (!a || !b) return undefined;
  const common = shared(left, right);
  const [x, y] = [stretched(a, left, output), stretched(b, right, output)];
  return op.fn === 'add' ? added(x, y, common) : product(x, y, common);
};

function added(a: Spread, b: Spread, common: Kernel): Spread {
  const both = sum(a, b, common);
  const form = common.self === 0 ? formOfSum(a, b, both.cov) : undefined;
  return form ? { ...both, form } : both;
}

export function sum(a: Spread, b: Spread, common: Kernel = none): Spread {
  return { mean: a.mean + b.mean, cov: plus(plus(a.cov, b.cov), common, 2) };
}

/** By the moments of Gaussian numbers (Isserlis, 1918): cov(ab, a'b') = AB + cc' + m² A + n² B + 2mn c. */
export function product(a: Spread, b: Spread, common: Kernel = none): Spread {
  const entry = (of: keyof Kernel) =>
    a.cov[of] * b.cov[of] +
    common[of] ** 2 +
    b.mean ** 2 * a.cov[of] +
    a.mean ** 2 * b.cov[of] +
    2 * a.mean * b.mean * common[of];
  return { mean: a.mean * b.mean + common.self, cov: kernel(entry) };
}

/** A dim of 1 among the positions is one number for all of them. */
export function stretched(x: Spread, from: Value, to: Value): Spread {
  const isStretched = from.type.dims
    .slice(1, -1)
    .some((dim, axis) => numberOf(dim) === 1 && numberOf(to.type.dims[axis + 1] ?? dim) !== 1);
  if (!isStretched) return x;
  const { self, examples } = x.cov;
  return { mean: x.mean, cov: { self, near: self, far: self, examples, both: examples } };
}

/** The two halves of the channels have nothing to do with each other. */
export const gated: Rule<GatedOp> = ({ op }, [x]) => {
  if (!x) return undefined;
  return product(x, mapped(x, op.fn === 'glu' ? sigmoid : (value) => value * sigmoid(value)));
};
