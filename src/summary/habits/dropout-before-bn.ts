/**
 * Dropout right before batch norm: in evaluation, without dropout, the variance is another than the one that the norm
 * has learnt (Li et al., Understanding the Disharmony between Dropout and Batch Normalization by Variance Shift, 2018).
 */
import { roleOf } from '../../analyses/role.ts';
import { madeBy, type Past } from '../../analyses/wiring.ts';
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { everywhere, type ModelHabit, named, placeOf } from './sight.ts';
import { moveStage } from './written.ts';

export const dropoutBeforeBn: ModelHabit = (sight) => {
  const norms = sight.graph.nodes.filter(({ op }) => op.kind === 'batch_norm');
  return everywhere(norms, dropoutOf, sight).map(({ node, found }) => {
    const norm = named(node, sight);
    const { text: dropout, span } = named(found, sight);
    const [layer, behind] = [found, node].map((one) => sight.written.layer(placeOf(one, sight).stage.span));
    const labels = [{ span: norm.span, message: 'keeps the variance of training for evaluation' }];
    const isMovable = layer !== undefined && behind !== undefined && layer.stack === behind.stack;
    const fixes = isMovable ? moveStage(layer, behind) : [];
    const help = fixes.length > 0 ? [] : ['put dropout behind the norm'];
    return diagnostic('lint/dropout-before-bn', span, { dropout, norm: norm.text }, { labels, help, fixes });
  });

  function dropoutOf({ inputs }: OpNode): OpNode | undefined {
    const found = madeBy(inputs[0] as Value, sight.wiring, past);
    return found?.op.kind === 'dropout' ? found : undefined;
  }
};

const past: Past = ({ op }) => ['moves', 'bend', 'greatest', 'mean'].includes(roleOf(op));
