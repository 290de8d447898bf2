/** concat: branches one after the other along a dim. */
import type { Builder, Value } from '../ops/graph.ts';
import { sameDims } from '../registry/branches.ts';
import { defineJoin } from '../registry/join.ts';
import { gives, misfit, type Rule } from '../registry/rule.ts';
import { add, type Dim, numberOf } from '../shapes/dim.ts';
import { sameShape, type TensorType } from '../shapes/shape.ts';

export const concat = defineJoin({
  name: 'concat',
  summary: 'puts the branches one after the other along a dim, the channels unless told otherwise',
  signature: '[*, C1], [*, C2], … -> [*, C1 + C2 + …]',
  formula: 'y = (a, b, …) along the axis',
  params: {
    axis: {
      kind: 'value',
      type: 'integer',
      not: { const: 0 },
      default: -1,
      description:
        'the dim that grows, counted from 0 (the batch, which cannot be joined) or from the end by negatives',
    },
  },
  pytorch: 'torch.cat((a, b), dim=-1)',
  keras: 'Concatenate(axis=-1)([a, b])',
  examples: [
    { stack: 'concat ( id, linear 8 )', input: '[B, 4]', output: '[B, 12]', weights: 40 },
    { stack: 'concat axis=1 ( id, id )', input: '[B, 4, 3]', output: '[B, 8, 3]', weights: 0 },
  ],
  type(branches, { axis }) {
    const [first] = branches as readonly [TensorType, ...TensorType[]];
    const at = axis < 0 ? first.dims.length + axis : axis;
    if (at < 1 || at >= first.dims.length) return misfit({ kind: 'no-axis', axis, rank: first.dims.length }, first);
    return joined(branches, at);
  },
  lower(b, branches, { axis }) {
    const at = axis < 0 ? (branches[0]?.type.dims.length ?? 0) + axis : axis;
    return b.op({ kind: 'concat', axis: at }, ...branches.map((branch) => stretched(b, branch, branches, at)));
  },
});

function joined(branches: readonly TensorType[], axis: number): Rule {
  const [first] = branches as readonly [TensorType, ...TensorType[]];
  const rest = sameDims(branches, 'float', axis);
  if (rest.misfit) return rest;
  const { dims } = rest.output ?? first;
  const total = branches.map((branch) => branch.dims[axis] as Dim).reduce(add);
  return gives({ ...first, dims: dims.with(axis, total) }, rest.needs, rest.kept);
}

/** A branch whose dims of 1, but for that of the axis, are as long as those of the others. */
function stretched(b: Builder, branch: Value, all: readonly Value[], axis: number): Value {
  const dims = branch.type.dims.map((dim, at) => {
    const longer = all.map(({ type }) => type.dims[at] as Dim).find((other) => numberOf(other) !== 1);
    return at !== axis && numberOf(dim) === 1 && longer ? longer : dim;
  });
  return sameShape(dims, branch.type.dims) ? branch : b.op({ kind: 'stretch', dims }, branch);
}
