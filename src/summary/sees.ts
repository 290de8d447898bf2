/** How much of its input a model sees, for tables and programs. */
import { lastMapOf } from '../analyses/feature-map.ts';
import type { Sight } from '../analyses/field/sight.ts';
import { countOf, unionOf } from '../analyses/field/spots.ts';
import { lengthsOf, positionAxes, sightsOf } from '../analyses/field.ts';
import { sized } from '../analyses/sized.ts';
import { type Graph, lower } from '../ir/lower.ts';
import { dimName } from '../registry/window.ts';
import type { CheckedModel } from '../shapecheck/checked.ts';
import { type Dim, numberOf, toTight } from '../shapes/dim.ts';

export interface Sees {
  /** Along each axis of positions of the input. */
  readonly axes: readonly SeenAxis[];
  /** What is counted is what each place of the output sees, and not what all of it does. */
  readonly isEach: boolean;
  /** The last feature map with the axes of the input, and how much one place of it sees, as if there were no ends. */
  readonly map: { readonly path: string; readonly fields: readonly number[] } | undefined;
}

export interface SeenAxis {
  /** `positions`, `rows`, `columns`. */
  readonly name: string;
  /** As many as there are, where their number is open and all are seen. */
  readonly seen: number | 'all';
  /** As text where it is open. */
  readonly of: number | string;
}

/** Lengths to look at where they are open: what stays the same does not hang on them. */
const SOME = [64, 96] as const;

/** Undefined where an input has no positions, or where it hangs on its length in some other way. */
export function seesOf(model: CheckedModel): Sees | undefined {
  if (model.broken || !model.input) return undefined;
  const graph = lower(model);
  const open = positionAxes(model.input);
  const axes = open.map((axis) => seenAlong(axis, model, graph));
  if (axes.length === 0 || axes.some((axis) => axis === undefined)) return undefined;
  const map = open.length > 1 ? lastMapOf(graph, open) : undefined;
  return {
    axes: axes.map((axis, at) => ({ ...(axis as Omit<SeenAxis, 'name'>), name: dimName(at, open.length) })),
    isEach: graph.output.type.dims.length > 2,
    map: map && { path: map.node.path, fields: map.fields.map(({ size }) => size) },
  };
}

function seenAlong(axis: number, { requires }: CheckedModel, graph: Graph): Omit<SeenAxis, 'name'> | undefined {
  const length = graph.input.type.dims[axis] as Dim;
  const known = numberOf(length);
  const tried = (known === undefined ? SOME : SOME.slice(0, 1)).map((least) => {
    const fitting = sized(graph, requires, least);
    return fitting && { seen: mostSeen(fitting, axis), of: lengthsOf(fitting.input)?.[axis - 1] };
  });
  const [a, b = a] = tried;
  if (a?.seen === undefined || b?.seen === undefined) return undefined;
  if (known !== undefined) return { seen: a.seen, of: known };
  if (a.seen === a.of && b.seen === b.of) return { seen: 'all', of: toTight(length) };
  return a.seen === b.seen ? { seen: a.seen, of: toTight(length) } : undefined;
}

/** The most that a place of the output sees, whatever its channel. */
function mostSeen(graph: Graph, axis: number): number | undefined {
  const sight = sightsOf(graph, axis)?.get(graph.output.id);
  return sight && Math.max(...placesOf(sight, graph.output.type.dims.length - 1).map(countOf));
}

function placesOf({ axes, lengths, sets }: Sight, channels: number) {
  const width = axes.at(-1) === channels ? (lengths.at(-1) as number) : 1;
  return Array.from({ length: sets.length / width }, (_, at) => unionOf(sets.slice(at * width, (at + 1) * width)));
}

/** `8 of 8 positions`, `up to 8 of 16 positions from each`, `224 x 224 of 224 x 224 pixels`. */
export function seesText({ axes, isEach, map }: Sees, textOf: (path: string) => string): string {
  const what = axes.length === 1 ? 'positions' : 'pixels';
  const [seen, of] = [axes.map((axis) => axis.seen).join(' x '), axes.map((axis) => axis.of).join(' x ')];
  const isAll = axes.every((axis) => axis.seen === 'all');
  const count = `${isAll ? 'all' : `${seen} of`} ${of} ${what}`;
  const whole = isEach ? `up to ${count} from each` : count;
  return map ? `${whole}; one place of ${textOf(map.path)} sees ${map.fields.join(' x ')}` : whole;
}
