/** Outputs at each position that see the token which they are to predict. */
import { type Leak, leaksOf } from '../../analyses/causality.ts';
import { sized } from '../../analyses/sized.ts';
import { type Diagnostic, diagnostic, type Label } from '../../diagnostics/diagnostic.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
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
    ...always.map((leak) => leakReport(leak, sight)),
    ...statistics.map(({ nodes: [node], at }) => {
      const { text: norm, span } = named(node, sight);
      return diagnostic('flow/leak-norm', span, { norm, at }, { labels: goal(sight), ...cureOf(node, sight) });
    }),
  ];
}

function leakReport({ nodes: [node], at, upTo }: Leak, sight: Sight): Diagnostic {
  const { text: stage, span } = named(node, sight);
  return diagnostic('flow/leak', span, { stage, at, upTo }, { labels: goal(sight), ...cureOf(node, sight) });
}

/** Where it is said that each position predicts the next token. */
function goal({ spec: { tree } }: Sight): Label[] {
  const item = itemOf(tree.items, 'target') ?? itemOf(tree.items, 'data');
  return item ? [{ span: item.word, message: 'each position predicts the token after it' }] : [];
}
