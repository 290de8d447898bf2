/** A window that slides over the numbers of an embedding, as the positions were transposed away from it. */
import { roleOf } from '../../analyses/role.ts';
import { madeBy, type Past } from '../../analyses/wiring.ts';
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { numberOf } from '../../shapes/dim.ts';
import { toText } from '../../shapes/print.ts';
import { everywhere, type ModelHabit, named, placeOf } from './sight.ts';
import { withoutStage } from './written.ts';

export const acrossFeatures: ModelHabit = (sight) => {
  const { graph, wiring } = sight;
  return everywhere(graph.nodes.filter(isWindow), turnOf, sight).map(({ node, found }) => {
    const { text: stage, span } = named(node, sight);
    const [, positions, channels] = (node.inputs[0] as Value).type.dims.map(toText);
    const takes = `a sequence of ${positions} positions with ${channels} channels`;
    const labels = [{ span, message: `slides over the ${positions} numbers of each embedding` }];
    const layer = sight.written.layer(placeOf(found, sight).stage.span);
    const fixes = layer ? withoutStage(layer, false) : [];
    const help = fixes.length > 0 ? [] : ['leave transpose out'];
    const most = `it is meant to slide over the ${channels} positions, as it does without transpose`;
    return diagnostic('lint/channel-place', named(found, sight).span, { stage, takes, most }, { labels, help, fixes });
  });

  /** The transpose of an embedding that a window takes in. */
  function turnOf({ inputs }: OpNode): OpNode | undefined {
    const turn = madeBy(inputs[0] as Value, wiring, past);
    if (turn?.op.kind !== 'transpose') return undefined;
    return madeBy(turn.inputs[0] as Value, wiring, past)?.op.kind === 'embedding' ? turn : undefined;
  }
};

const past: Past = ({ op }) => ['norm', 'bend', 'dropout'].includes(roleOf(op)) || op.kind === 'position';

/** A convolution over more than one place of a sequence. */
function isWindow({ op, inputs: [x, weight] }: OpNode): boolean {
  if (op.kind !== 'convolution' || x?.type.dims.length !== 3) return false;
  const [kernel] = weight?.type.dims ?? [];
  return kernel !== undefined && numberOf(kernel) !== 1;
}
