/** A class token in front of the positions of which the last one is read. */
import { diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { type Dim, equals, numberOf } from '../../shapes/dim.ts';
import { everywhere, type ModelHabit, named, placeOf, type Sight } from './sight.ts';

export const classToken: ModelHabit = (sight) => {
  const { graph } = sight;
  const token = graph.nodes.find(({ op, inputs }) => op.kind === 'prepend' && isOne(inputs[1]));
  const isMixed = graph.nodes.some(({ op }) => op.kind === 'attention' && !op.causal);
  if (!token || !isMixed || graph.nodes.some(isOrdered) || graph.nodes.some((node) => isLayer(node, 'first', sight)))
    return [];
  const ends = graph.nodes.filter((node) => node.op.kind === 'slice' && isLayer(node, 'last', sight));
  return everywhere(ends, (node) => (isOf(token, node) ? true : undefined), sight).map(({ node }) => {
    const { text: stage, span } = named(node, sight);
    const { text: before, span: at } = named(token, sight);
    const labels = [{ span: at, message: 'puts a vector before the first position' }];
    const layer = sight.written.layer(placeOf(node, sight).stage.span);
    const fixes = layer ? [replace('write first', layer.node.name.span, 'first')] : [];
    const help = fixes.length > 0 ? [] : ['first reads it'];
    return diagnostic('lint/class-token', span, { stage, token: before }, { labels, help, fixes });
  });
};

function isOne(vectors: Value | undefined): boolean {
  return vectors !== undefined && numberOf(vectors.type.dims[0] as Dim) === 1;
}

/** Where positions only see those before them, the last is the one that has seen all. */
function isOrdered({ op }: OpNode): boolean {
  return op.kind === 'recurrent' || op.kind === 'causal_mean' || (op.kind === 'attention' && op.causal);
}

function isLayer(node: OpNode, name: string, sight: Sight): boolean {
  const { stage } = placeOf(node, sight);
  return stage.kind === 'layer' && stage.def.name === name;
}

/** Whether an op reads as many positions as there are with the token. */
function isOf({ output }: OpNode, { inputs: [x] }: OpNode): boolean {
  const [with1, read] = [output.type.dims[1], x?.type.dims[1]];
  return with1 !== undefined && read !== undefined && equals(with1, read);
}
