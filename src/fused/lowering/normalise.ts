/** normalise as tensors. */
import type { NormaliseOp } from '../../ops/normalise.ts';
import { add, meanKept, mul, reshape, rsqrt, square, sub, sum, withGradient } from '../../tensors/build.ts';
import { sizeOf, type Tensor } from '../../tensors/tensor.ts';
import { input, type Lower, type LoweringContext } from './lowering.ts';

/** With the gradient in closed form: dx = (d - mean(d) - h mean(d h)) / sqrt(var + eps), where d = dy · weight. */
export const normalise: Lower<NormaliseOp> = ({ op }, inputs, context) => {
  const x = input(inputs, 0);
  const { shape, axes, own } = viewOf(op, x.shape, context);
  const seen = reshape(x, shape);
  const isCentred = op.by !== 'rms';
  const [weight, bias] = [inputs[1], inputs[2]].map((each) => each && reshape(each, own));
  const centred = isCentred ? sub(seen, meanKept(seen, ...axes)) : seen;
  const inverse = rsqrt(add(meanKept(square(centred), ...axes), op.eps));
  const h = mul(centred, inverse);
  const scaled = weight ? mul(h, weight) : h;
  const value = reshape(bias ? add(scaled, bias) : scaled, x.shape);
  return withGradient(value, inputs, (dy) => {
    const given = reshape(dy, shape);
    const d = weight ? mul(given, weight) : given;
    const along = mul(h, meanKept(mul(d, h), ...axes));
    const common = isCentred ? add(along, meanKept(d, ...axes)) : along;
    const dx = reshape(mul(sub(d, common), inverse), x.shape);
    const perChannel = (each: Tensor) => reshape(sum(each, ...others(shape, own)), [sizeOf(own)]);
    return [dx, perChannel(mul(given, h)), perChannel(given)].slice(0, inputs.length);
  });
};

/** How x is seen: over which axes its statistics are, and which last dims the weights have. */
interface View {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
  readonly own: readonly number[];
}

/** The channels of each position, or [B, positions, groups, channels of a group]. */
function viewOf(op: NormaliseOp, shape: readonly number[], { size }: LoweringContext): View {
  const channels = shape.at(-1) as number;
  if (op.by !== 'group') return { shape, axes: [-1], own: [channels] };
  const own = [size(op.groups), channels / size(op.groups)];
  return { shape: [shape[0] as number, sizeOf(shape.slice(1, -1)), ...own], axes: [1, 3], own };
}

/** The axes before the last ones. */
function others(shape: readonly number[], last: readonly number[]): readonly number[] {
  return shape.slice(0, -last.length).map((_, axis) => axis);
}
