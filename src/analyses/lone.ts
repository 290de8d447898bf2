/** Attention over a single position: all of it goes there, whatever the query and the key are. */
import type { Graph } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import { type Dim, numberOf } from '../shapes/dim.ts';

export function loneAttentions({ nodes }: Graph): OpNode[] {
  return nodes.filter(({ op, inputs }) => {
    const positions = (inputs[0] as Value | undefined)?.type.dims[1] as Dim;
    return op.kind === 'attention' && numberOf(positions) === 1;
  });
}
