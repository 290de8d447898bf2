/** The `init=` of a default that holds for the layer of an op which says nothing of it. */
import type { OpNode } from '../ops/graph.ts';
import type { Setting } from '../parser/ast.ts';
import { placeOf, type Sight } from './habits/sight.ts';
import { argumentOf } from './habits/written.ts';

export function defaultInit(node: OpNode, sight: Sight): Setting | undefined {
  const { stage } = placeOf(node, sight);
  const layer = sight.written.layer(stage.span);
  if (!layer || stage.kind !== 'layer' || argumentOf(layer, 'init')) return undefined;
  const stated = sight.spec.tree.items.flatMap((item) =>
    item.kind === 'default' && item.layer.text === stage.def.name && item.span.start < layer.node.span.start
      ? item.args.settings
      : [],
  );
  return stated.findLast(({ key }) => key.text === 'init');
}
