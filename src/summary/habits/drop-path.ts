/** Stochastic depth where no shortcut goes around it: a dropped example is all zeros from there on. */
import { isOnlyWay } from '../../analyses/wiring.ts';
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { everywhere, type ModelHabit, named, placeOf } from './sight.ts';
import { withoutStage } from './written.ts';

export const dropPath: ModelHabit = (sight) => {
  const dropping = sight.graph.nodes.filter(({ op }) => op.kind === 'drop_path' && op.p > 0);
  return everywhere(dropping, (node) => isOnlyWay(node, sight.wiring) || undefined, sight).map(({ node }) => {
    const { text: stage, span } = named(node, sight);
    const layer = sight.written.layer(placeOf(node, sight).stage.span);
    const fixes = layer ? withoutStage(layer, false) : [];
    const help = [`it belongs at the end of a residual, whose input then goes on alone: residual ( … | ${stage} )`];
    return diagnostic('lint/drop-path', span, { stage }, { help, fixes });
  });
};
