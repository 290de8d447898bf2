/** A softmax between layers, where an activation of each number by itself is usual. */
import { roleOf } from '../../analyses/role.ts';
import { type Past, takenBy } from '../../analyses/wiring.ts';
import { diagnostic, type Fix } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { everywhere, type ModelHabit, named, placeOf, type Sight } from './sight.ts';

export const hiddenSoftmax: ModelHabit = (sight) => {
  const shares = sight.graph.nodes.filter(({ op, path }) => op.kind === 'softmax' && !sight.wiring.mixed.has(path));
  return everywhere(shares, (node) => between(node, sight), sight).map(({ node, found }) => {
    const { text: stage, span } = named(node, sight);
    const next = named(found, sight);
    const labels = [{ span: next.span, message: 'takes them in' }];
    const facts = { stage, next: next.text };
    return diagnostic('lint/hidden-softmax', span, facts, { labels, fixes: asRelu(node, sight) });
  });
};

/**
 * The layer that takes shares in, with a bias, after another such layer. Without biases, shares of the rows of a matrix are
 * attention to what is stored there (Guo et al., "Beyond self-attention: external attention", 2021).
 */
function between({ inputs: [x], output }: OpNode, { wiring }: Sight): OpNode | undefined {
  const before = wiring.makers.get((x as Value).id);
  if (!before || !isBiased(before)) return undefined;
  const takers = takenBy(output, wiring, past);
  return takers?.every(isBiased) ? takers[0] : undefined;
}

const past: Past = ({ op }) => ['dropout', 'norm', 'moves', 'greatest'].includes(roleOf(op));

function isBiased({ op, inputs }: OpNode): boolean {
  return roleOf(op) === 'weighted' && inputs.length === 3;
}

function asRelu(node: OpNode, sight: Sight): Fix[] {
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  if (!layer) return [];
  const { name, args } = layer.node;
  const span = { ...name.span, end: Math.max(name.span.end, args.span.end) };
  return [{ title: 'write relu', safe: false, edits: [{ span, text: 'relu' }] }];
}
