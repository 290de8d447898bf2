/** What a habit looks at: a model with its ops and places, the spec around it, and the tree that edits are made of. */
import { type Wiring, wiringOf } from '../../analyses/wiring.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import type { DataItem, Item, Setting, TrainItem } from '../../parser/ast.ts';
import { defaultLoss } from '../../resolve/entries.ts';
import type { CheckedLoss, CheckedModel, CheckedSpec, LayerStage } from '../../shapecheck/checked.ts';
import type { Span } from '../../text/source.ts';
import { grouped } from '../grouped.ts';
import type { Lowered } from '../lowered.ts';
import { type Place, type Places, placesOf, spanIn } from '../places.ts';
import { argumentOf, type Written, writtenIn } from './written.ts';

export interface Sight extends Lowered {
  readonly spec: CheckedSpec;
  readonly places: Places;
  readonly wiring: Wiring;
  readonly written: Written;
}

/** A habit of models, and one of what else stands in a spec. */
export type ModelHabit = (sight: Sight) => readonly Diagnostic[];
export type SpecHabit = (spec: CheckedSpec) => readonly Diagnostic[];

export function sightOf({ model, graph }: Lowered, spec: CheckedSpec): Sight {
  return { model, graph, spec, places: placesOf(model), wiring: wiringOf(graph), written: writtenIn(spec.tree) };
}

/** Where an op's stage stands. */
export function placeOf({ path }: OpNode, { places }: Sight): Place {
  const place = places.get(path);
  if (!place) throw new Error(`the model has no stage ${path}`);
  return place;
}

/** The stage of an op as it is called in a report, and its place in the spec. */
export function named(node: OpNode, sight: Sight): { readonly text: string; readonly span: Span } {
  const place = placeOf(node, sight);
  return { text: place.stage.text, span: spanIn(sight.spec.source, place) };
}

/**
 * What is found of each op, once for each stage as it is written, and only where it holds at all places to which the
 * writing leads: the turns of a repeat, the calls of a block.
 */
export function everywhere<T>(
  nodes: readonly OpNode[],
  find: (node: OpNode) => T | undefined,
  sight: Sight,
): readonly { readonly node: OpNode; readonly found: T }[] {
  const byStage = grouped(nodes, (node) => keyOf(placeOf(node, sight).stage.span));
  return [...byStage.values()].flatMap((same) => {
    const all = same.map((node) => ({ node, found: find(node) }));
    const first = all[0];
    if (!first || first.found === undefined || all.some(({ found }) => found === undefined)) return [];
    return [{ node: first.node, found: first.found }];
  });
}

export function keyOf({ source, start }: Span): string {
  return `${source.file}:${start}`;
}

/** The layers of a model, each place. */
export function layerPlaces({ places }: Sight): readonly (Place & { readonly stage: LayerStage })[] {
  return [...places.values()].filter((place): place is Place & { stage: LayerStage } => place.stage.kind === 'layer');
}

/** What a model's output is held to, and where that is said; the usual loss of its target where none is stated. */
export function lossOf(
  { target }: CheckedModel,
  { train, tree }: CheckedSpec,
): (CheckedLoss & { at: Span }) | undefined {
  if (!target) return undefined;
  const stated = train?.loss && settingOf(train.item, 'loss')?.span;
  const giver = itemOf(tree.items, 'target') ?? itemOf(tree.items, 'data');
  const at = stated ?? giver?.word;
  return at && { ...(train?.loss ?? defaultLoss(target.kind)), at };
}

export function itemOf<K extends Item['kind']>(
  items: readonly Item[],
  kind: K,
): Extract<Item, { kind: K }> | undefined {
  return items.find((item): item is Extract<Item, { kind: K }> => item.kind === kind);
}

/** A setting of an item as the file has it; not one that came from the command line. */
export function settingOf(item: TrainItem | DataItem, key: string): Setting | undefined {
  const found = item.args.settings.find((each) => each.key.text === key);
  return found?.span.source === item.span.source ? found : undefined;
}

/** What the file says of a parameter of an op's layer: in the layer itself, or in the default that holds there. */
export function statedFor(node: OpNode, key: string, sight: Sight): Setting | undefined {
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  const given = layer && argumentOf(layer, key);
  return given?.kind === 'setting' ? given : given ? undefined : defaultFor(node, key, sight);
}

/** The setting of a default that holds for a layer which says nothing of it. */
export function defaultFor(node: OpNode, key: string, sight: Sight): Setting | undefined {
  const { stage } = placeOf(node, sight);
  const layer = sight.written.layer(stage.span);
  if (!layer || stage.kind !== 'layer' || argumentOf(layer, key)) return undefined;
  const stated = sight.spec.tree.items.flatMap((item) =>
    item.kind === 'default' && item.layer.text === stage.def.name && item.span.start < layer.node.span.start
      ? item.args.settings
      : [],
  );
  return stated.findLast((setting) => setting.key.text === key);
}

/** Whether the command line took the place of a setting. */
export function isOverridden(item: TrainItem, key: string): boolean {
  return item.args.settings.some((each) => each.key.text === key && each.span.source !== item.span.source);
}
