/**
 * What a place of a model's output sees of the input, as rows of places: a row for each step at which places come together,
 * from the input to the output.
 */

import { type Relation, type Relations, relationsOf } from '../analyses/field/relations.ts';
import { isIn, nothing, type Spots, union, unionOf } from '../analyses/field/spots.ts';
import { positionAxes } from '../analyses/field.ts';
import { sized } from '../analyses/sized.ts';
import { type Graph, lower } from '../ir/lower.ts';
import { dimName } from '../registry/window.ts';
import type { CheckedModel } from '../shapecheck/checked.ts';
import { placesOf } from '../summary/places.ts';

export interface FieldPicture {
  /** `positions`, `rows`, `columns`. */
  readonly what: string;
  /** The place of the output that is looked from; undefined where it is a single one. */
  readonly at: number | undefined;
  /** Of the input. */
  readonly seen: Spots;
  /** From the input to the output. */
  readonly rows: readonly FieldRow[];
}

export interface FieldRow {
  /** The stages that make it, as written; none of the input. */
  readonly stages: readonly string[];
  readonly places: number;
  /** Those that are seen. */
  readonly seen: Spots;
  /** What its places see of rows before it. */
  readonly links: readonly Link[];
}

export interface Link {
  /** Its index. */
  readonly row: number;
  /** For each place. */
  readonly sees: readonly Spots[];
}

/** Why there is no picture. */
export type NoPicture = 'no-positions' | 'open-sizes' | 'no-such-place';

/**
 * The picture along the first axis of positions of a model without errors, from a place of the output, the last unless
 * stated; an open length becomes the first from `least` on that is fit.
 */
export function fieldPicture(
  model: CheckedModel,
  { at, least = 16 }: { readonly at?: number; readonly least?: number },
): FieldPicture | NoPicture {
  const whole = lower(model);
  const [axis, ...others] = positionAxes(whole.input.type);
  if (axis === undefined) return 'no-positions';
  const graph = sized(whole, model.requires, least);
  if (!graph) return 'open-sizes';
  const relations = relationsOf(graph, axis);
  const end = relations.lines.get(graph.output.id);
  const place = at ?? (end?.places ?? 1) - 1;
  if (!end || place >= end.places) return 'no-such-place';
  const wanted = wantedOf(graph, relations, [place, place + 1]);
  const rows = rowsOf(graph, relations, wanted, model);
  const seen = wanted.get(graph.input.id) ?? nothing;
  return { what: dimName(0, others.length + 1), at: end.axis === undefined ? undefined : place, seen, rows };
}

/** The places of each value that come to the output's. */
function wantedOf({ output }: Graph, { relations }: Relations, place: Spots): ReadonlyMap<number, Spots> {
  const wanted = new Map<number, Spots>([[output.id, place]]);
  for (const { node, input, sees } of relations.toReversed()) {
    const set = wanted.get(node.output.id);
    if (!set) continue;
    const seen = unionOf(sees.filter((_, at) => isIn(set, at)));
    wanted.set(input.id, union(wanted.get(input.id) ?? nothing, seen));
  }
  return wanted;
}

/** Values of one depth, counted in steps that are not plain, and one length. */
interface Growing {
  readonly depth: number;
  readonly places: number;
  readonly stages: Set<string>;
  readonly relations: Relation[];
  seen: Spots;
}

function rowsOf(
  { input }: Graph,
  { lines, relations }: Relations,
  wanted: ReadonlyMap<number, Spots>,
  model: CheckedModel,
): FieldRow[] {
  const places = placesOf(model);
  const depths = depthsOf(input.id, relations);
  const rows = new Map<string, Growing>();
  const keyOf = (id: number) => `${depths.get(id)} ${lines.get(id)?.places}`;
  for (const id of [input.id, ...relations.map(({ node }) => node.output.id)]) {
    const set = wanted.get(id);
    if (!set) continue;
    const [depth = 0, { places: length = 1 } = {}] = [depths.get(id), lines.get(id)];
    const row = rows.get(keyOf(id)) ?? { depth, places: length, stages: new Set(), relations: [], seen: nothing };
    row.seen = union(row.seen, set);
    rows.set(keyOf(id), row);
  }
  for (const relation of relations) {
    const [own, other] = [keyOf(relation.node.output.id), keyOf(relation.input.id)];
    const row = wanted.has(relation.node.output.id) && own !== other ? rows.get(own) : undefined;
    row?.relations.push(relation);
    if (!relation.isPlain) row?.stages.add(places.get(relation.node.path)?.stage.text ?? relation.node.path);
  }
  const order = [...rows].sort(([, a], [, b]) => a.depth - b.depth || b.places - a.places);
  const indices = new Map(order.map(([key], at) => [key, at]));
  return order.map(([, { stages, places: length, seen, relations: own }]) => {
    return { stages: [...stages], places: length, seen, links: linksOf(own, (id) => indices.get(keyOf(id))) };
  });
}

function depthsOf(input: number, relations: readonly Relation[]): ReadonlyMap<number, number> {
  const depths = new Map([[input, 0]]);
  for (const { node, input: from, isPlain } of relations) {
    const depth = (depths.get(from.id) ?? 0) + (isPlain ? 0 : 1);
    depths.set(node.output.id, Math.max(depths.get(node.output.id) ?? 0, depth));
  }
  return depths;
}

/** What the places of a row see, for each row that they look at. */
function linksOf(relations: readonly Relation[], indexOf: (id: number) => number | undefined): Link[] {
  const links = new Map<number, readonly Spots[]>();
  for (const { input, sees } of relations) {
    const row = indexOf(input.id);
    if (row === undefined) continue;
    const known = links.get(row);
    links.set(row, known ? sees.map((set, at) => union(set, known[at] ?? nothing)) : sees);
  }
  return [...links].map(([row, sees]) => ({ row, sees }));
}
