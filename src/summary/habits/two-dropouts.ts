/** Dropout of what dropout left. */
import { roleOf } from '../../analyses/role.ts';
import { madeBy, type Past } from '../../analyses/wiring.ts';
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { everywhere, type ModelHabit, named, placeOf } from './sight.ts';
import { withoutStage } from './written.ts';

export const twoDropouts: ModelHabit = (sight) => {
  const dropouts = sight.graph.nodes.filter((node) => shareOf(node) > 0);
  return everywhere(dropouts, firstOf, sight).map(({ node, found }) => {
    const { text: second, span } = named(node, sight);
    const first = named(found, sight);
    const left = (1 - shareOf(node)) * (1 - shareOf(found));
    const percent = `${Number((100 * (1 - left)).toPrecision(2))}`;
    const labels = [{ span: first.span, message: 'drops some already' }];
    const layer = sight.written.layer(placeOf(node, sight).stage.span);
    const fixes = layer ? withoutStage(layer, false) : [];
    const help = fixes.length > 0 ? [] : ['leave one of them out'];
    return diagnostic('lint/two-dropouts', span, { second, first: first.text, percent }, { labels, help, fixes });
  });

  function firstOf({ inputs }: OpNode): OpNode | undefined {
    const first = madeBy(inputs[0] as Value, sight.wiring, past);
    return first && shareOf(first) > 0 ? first : undefined;
  }
};

const past: Past = ({ op }) => ['moves', 'bend'].includes(roleOf(op));

function shareOf({ op }: OpNode): number {
  return op.kind === 'dropout' ? op.p : 0;
}
