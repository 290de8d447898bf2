/** An activation of what an activation made. */
import { isNeverNegative, roleOf } from '../../analyses/role.ts';
import { madeBy, type Past } from '../../analyses/wiring.ts';
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { everywhere, type ModelHabit, named, placeOf } from './sight.ts';
import { withoutStage } from './written.ts';

export const twoActivations: ModelHabit = (sight) => {
  const bent = sight.graph.nodes.filter(({ op, path }) => isActivation({ op }) && !sight.wiring.mixed.has(path));
  return everywhere(bent, firstOf, sight).map(({ node, found }) => {
    const { text: second, span } = named(node, sight);
    const first = named(found, sight);
    const isIdle = changesNothing(node, found);
    const why = isIdle ? 'where nothing is below zero, and so changes nothing' : 'where one activation is enough';
    const layer = sight.written.layer(placeOf(node, sight).stage.span);
    const labels = [{ span: first.span, message: 'an activation already' }];
    const fixes = layer ? withoutStage(layer, isIdle) : [];
    const help = fixes.length > 0 ? [] : ['leave one of them out'];
    return diagnostic('lint/two-activations', span, { second, first: first.text, why }, { labels, help, fixes });
  });

  function firstOf({ inputs }: OpNode): OpNode | undefined {
    const first = madeBy(inputs[0] as Value, sight.wiring, past);
    return first && isActivation(first) ? first : undefined;
  }
};

const past: Past = ({ op }) => ['moves', 'greatest', 'dropout'].includes(roleOf(op));

function isActivation({ op }: Pick<OpNode, 'op'>): boolean {
  return roleOf(op) === 'bend' || roleOf(op) === 'shares';
}

/** Relu of what is never below zero; what dropout leaves is not either. */
function changesNothing({ op }: OpNode, first: OpNode): boolean {
  return op.kind === 'unary' && (op.fn === 'relu' || op.fn === 'leaky_relu') && isNeverNegative(first.op);
}
