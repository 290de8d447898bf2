/** Batch norm over one row: with a batch of 1 and no positions there is nothing to compare with. */
import { diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import { everywhere, type ModelHabit, named, settingOf } from './sight.ts';

export const oneRow: ModelHabit = (sight) => {
  const { train } = sight.spec;
  if (train?.batch !== 1) return [];
  const batch = settingOf(train.item, 'batch');
  const norms = sight.graph.nodes.filter(({ op }) => op.kind === 'batch_norm');
  return everywhere(norms, (node) => (hasOneRow(node) ? node : undefined), sight).map(({ node }) => {
    const { text: norm, span } = named(node, sight);
    const labels = batch ? [{ span: batch.span, message: 'one example at a time' }] : [];
    const fixes = batch ? [replace('write batch=32', batch.value.span, '32')] : [];
    const help = ['ln takes its statistics of each example by itself'];
    return diagnostic('lint/one-row', span, { norm }, { labels, help, fixes });
  });
};

function hasOneRow({ op, output: { type } }: OpNode): boolean {
  return op.kind === 'batch_norm' && op.axes.every((axis) => axis === 0 || numberOf(type.dims[axis] as Dim) === 1);
}
