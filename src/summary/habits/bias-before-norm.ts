/** A bias that the norm after it takes out: the mean of its channel holds it. */
import { roleOf } from '../../analyses/role.ts';
import { type Past, takenBy, wayTo } from '../../analyses/wiring.ts';
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import { type Dim, equals, mod, numberOf } from '../../shapes/dim.ts';
import { everywhere, type ModelHabit, named, placeOf, type Sight } from './sight.ts';
import { settingFix } from './written.ts';

export const biasBeforeNorm: ModelHabit = (sight) => {
  // A bare stack is a sketch, in which a bias too many is not worth a word.
  if (sight.model.item.bare) return [];
  const biased = sight.graph.nodes.filter(({ op, inputs }) => roleOf(op) === 'weighted' && inputs.length === 3);
  // Of a stage that does more, such as attention, `bias` is about more than this one.
  const own = biased.filter(({ path }) => !sight.wiring.mixed.has(path));
  return everywhere(own, (node) => normsAfter(node, sight), sight).map(({ node, found }) => {
    const { text: stage, span } = named(node, sight);
    const norm = named(found, sight);
    const layer = sight.written.layer(placeOf(node, sight).stage.span);
    const labels = [{ span: norm.span, message: 'subtracts the mean of each channel, the bias and all' }];
    const fixes = layer ? settingFix(layer, 'bias=false', true) : [];
    const help = fixes.length > 0 ? [] : [`leave the bias out: bias=false`];
    return diagnostic('lint/bias-before-norm', span, { stage, norm: norm.text }, { labels, help, fixes });
  });
};

/** Moves, means and greatest numbers hand on what was added to all of a channel; padding in a mean does not. */
const past: Past = ({ op }) => {
  if (op.kind === 'pool') return op.fn === 'max' || (op.pads !== 'same' && op.pads.flat().every(isZero));
  return ['moves', 'mean', 'greatest'].includes(roleOf(op));
};

function isZero(dim: Dim): boolean {
  return numberOf(dim) === 0;
}

/** The norm, where all that take in what the op makes are norms that take its bias out. */
function normsAfter(node: OpNode, { wiring }: Sight): OpNode | undefined {
  const users = takenBy(node.output, wiring, past);
  const isTaken = users?.every((user) => centres(user) && wayTo(node, wiring, user).every(keepsChannels(node)));
  return isTaken ? users?.[0] : undefined;
}

/** Whether an op takes the mean of each channel by itself away: layer norm takes that of all channels together. */
function centres({ op, inputs }: OpNode): boolean {
  if (op.kind === 'batch_norm') return true;
  const channels = inputs[0]?.type.dims.at(-1);
  return op.kind === 'normalise' && op.by === 'group' && channels !== undefined && equals(op.groups, channels);
}

/** A channel stays one, or becomes several: it ends each of a number of equal parts. */
function keepsChannels({ output }: OpNode): (value: OpNode['output']) => boolean {
  const channels = output.type.dims.at(-1) as Dim;
  return ({ type }) => isZero(mod(type.dims.at(-1) as Dim, channels));
}
