/** linear: sums of as many products as numbers go in; and scores that are made with the table of an embedding. */
import type { Value } from '../../ops/graph.ts';
import type { LinearOp } from '../../ops/linear.ts';
import type { Rule, Setting } from './rule.ts';
import { deviationOf, type Spread, summed } from './spread.ts';

export const linear: Rule<LinearOp> = ({ op, inputs, output }, [x], setting) => {
  const { size, weight } = setting;
  const [from, matrix, offset] = inputs as readonly [Value, Value, Value?];
  const [count, weights, bias] = [size(from.type.dims.at(-1)), weight(matrix), weight(offset)];
  if (!x || !weights || !bias || count === undefined) return undefined;
  const scores = summed(x, count, weights, bias);
  const by = op.transposed ? count * ownShare(from, matrix, setting) : 0;
  const classes = size(output.type.dims.at(-1));
  return by === 0 || classes === undefined ? scores : withOneAhead(scores, by, classes);
};

/** What a number that goes in has in common with that of the vector of its token, if the scores are made with its table. */
function ownShare(from: Value, table: Value, { shared, vectors }: Setting): number {
  const read = vectors(table);
  return read ? shared(from, read).self : 0;
}

/** The score of the token that is read is larger than those of the others: one of the classes. */
function withOneAhead(scores: Spread, by: number, classes: number): Spread {
  const share = 1 / classes;
  return {
    mean: scores.mean + share * by,
    cov: { ...scores.cov, self: scores.cov.self + share * (1 - share) * by ** 2 },
    ahead: { by, deviation: deviationOf(scores) },
  };
}
