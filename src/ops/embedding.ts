/** embedding: rows of a table. */
import { inPlace } from './reach.ts';
import { float, input, lastDim, type OpRule } from './rule.ts';

/** y = x of table's row, for each id. Inputs: table [V, d], ids int[*]. Output [*, d]. */
export interface EmbeddingOp {
  readonly kind: 'embedding';
}

export const embedding: OpRule<EmbeddingOp> = {
  result: (_, inputs) => float(...input(inputs, 1).dims, lastDim(inputs, 0)),
  reach: (node) => [{ kind: 'weight' }, inPlace(node, 1)],
  kept: () => ({ inputs: [1] }),
};
