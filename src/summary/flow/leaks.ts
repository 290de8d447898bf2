/** Outputs at each position that see the token which they are to predict. */
import { type Leak, leaksOf } from '../../analyses/causality.ts';
import { roleOf } from '../../analyses/role.ts';
import { sized } from '../../analyses/sized.ts';
import { madeBy, type Past } from '../../analyses/wiring.ts';
import { type Diagnostic, diagnostic, type Label } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import { numberOf } from '../../shapes/dim.ts';
import { itemOf, keyOf, named, placeOf, type Sight, sightOf } from '../habits/sight.ts';
import type { Lowered } from '../lowered.ts';
import { cureOf } from './cures.ts';

/** Positions to look at where their number is open. */
const SOME = 8;

export function leakReports({ model, graph }: Lowered, spec: CheckedSpec): Diagnostic[] {
  const { target } = model;
  const fitting = target?.kind === 'tokens' && target.perPosition ? sized(graph, model.requires, SOME) : undefined;
  if (!fitting) return [];
  const sight = sightOf({ model, graph: fitting }, spec);
  const { always, statistics } = leaksOf(fitting, (node) => keyOf(placeOf(node, sight).stage.span));
  return [
    ...withoutSame(always, sight).map((leak) => leakReport(leak, sight)),
    ...statistics.map(({ nodes: [node], at }) => {
      const { text: norm, span } = named(node, sight);
      return diagnostic('flow/leak-norm', span, { norm, at }, { labels: goal(sight), ...cureOf(node, sight) });
    }),
  ];
}

function leakReport({ nodes: [culprit], at, upTo }: Leak, sight: Sight): Diagnostic {
  const node = padBefore(culprit, sight) ?? culprit;
  const { text: stage, span } = named(node, sight);
  return diagnostic('flow/leak', span, { stage, at, upTo }, { labels: goal(sight), ...cureOf(node, sight) });
}

/** The pad behind the positions by which a window without padding of its own comes to see those after. */
function padBefore({ op, inputs }: OpNode, { wiring }: Sight): OpNode | undefined {
  if (op.kind !== 'convolution' && op.kind !== 'pool') return undefined;
  const pad = wiring.makers.get((inputs[0] as Value).id);
  return pad?.op.kind === 'pad' && numberOf(pad.op.after) !== 0 ? pad : undefined;
}

/** Linear layers between the same two transposes mix positions as one: the first of them is told. */
function withoutSame(leaks: readonly Leak[], { wiring }: Sight): readonly Leak[] {
  const past: Past = ({ op }) => ['bend', 'norm', 'dropout'].includes(roleOf(op));
  return leaks.filter(({ nodes: [{ op, inputs }] }) => {
    const before = op.kind === 'linear' ? madeBy(inputs[0] as Value, wiring, past) : undefined;
    return before?.op.kind !== 'linear' || !leaks.some(({ nodes }) => nodes.includes(before));
  });
}

/** Where it is said that each position predicts the next token. */
function goal({ spec: { tree } }: Sight): Label[] {
  const item = itemOf(tree.items, 'target') ?? itemOf(tree.items, 'data');
  return item ? [{ span: item.word, message: 'each position predicts the token after it' }] : [];
}
