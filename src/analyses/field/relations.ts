/** What the places of each value along one axis of the input see of the values before, op by op. */
import type { Graph } from '../../ir/lower.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { Reach } from '../../ops/reach.ts';
import { lengthsOf, reachesOf } from '../field.ts';
import { chunks } from '../region.ts';
import { allOf, ownSight } from './sight.ts';
import { nothing, type Spots, union } from './spots.ts';
import { type Lengths, through } from './through.ts';

/** A value along the axis of positions. */
export interface Line {
  /** Undefined where it has no such axis any more, and is one place. */
  readonly axis: number | undefined;
  readonly places: number;
}

/** How an op takes in one of its inputs. */
export interface Relation {
  readonly node: OpNode;
  readonly input: Value;
  /** For each place of the output those of the input. */
  readonly sees: readonly Spots[];
  /** Each place sees its own and nothing else. */
  readonly isPlain: boolean;
}

export interface Relations {
  /** By the ids of values. */
  readonly lines: ReadonlyMap<number, Line>;
  /** In running order. */
  readonly relations: readonly Relation[];
}

/** Of a graph whose lengths are all known. */
export function relationsOf({ input, nodes }: Graph, axis: number): Relations {
  const lines = new Map<number, Line>([[input.id, { axis, places: lengthsOf(input)?.[axis - 1] ?? 1 }]]);
  const relations: Relation[] = [];
  for (const node of nodes) {
    const to = lengthsOf(node.output) ?? [];
    const taken = node.inputs.flatMap((value, at) => {
      const [line, reach, from] = [lines.get(value.id), reachesOf(node, 'evaluated')[at], lengthsOf(value)];
      return line && reach && from && isSeen(reach) ? [{ value, line, reach, lengths: { from, to } }] : [];
    });
    if (taken.length === 0) continue;
    const after = taken.map(({ line, reach, lengths }) => axisAfter(line.axis, reach, lengths)).find(Boolean);
    const line = { axis: after, places: after === undefined ? 1 : (to[after - 1] as number) };
    lines.set(node.output.id, line);
    for (const { value, line: before, reach, lengths } of taken) {
      const sees = seenBy(before, line, reach, lengths);
      const isPlain = before.places === line.places && sees.every((set, at) => set[0] === at && set.at(-1) === at + 1);
      relations.push({ node, input: value, sees, isPlain });
    }
  }
  return { lines, relations };
}

function isSeen({ kind }: Reach): boolean {
  return kind === 'numbers' || kind === 'reshaped';
}

/** Where an axis of an input goes. */
function axisAfter(axis: number | undefined, reach: Reach, { from, to }: Lengths): number | undefined {
  if (axis === undefined) return undefined;
  if (reach.kind === 'numbers') {
    const along = reach.axes[axis - 1];
    if (along) return along.of;
    const isKept = from.length === to.length && from[axis - 1] === to[axis - 1];
    return isKept && !reach.axes.some((one) => one?.of === axis) ? axis : undefined;
  }
  const part = chunks(from, to).find(({ own }) => axis > own[0] && axis <= own[1]);
  if (!part) return undefined;
  const [ours, theirs] = [part.own[1] - part.own[0], part.other[1] - part.other[0]];
  const isFolded = ours > 1 && theirs === 1 && part.own[1] === from.length;
  return theirs === 0 || isFolded ? undefined : part.other[0] + 1;
}

/** What each place of the output sees of an input, whatever its channel. */
function seenBy(before: Line, after: Line, reach: Reach, lengths: Lengths): readonly Spots[] {
  const { axis, places } = after;
  if (before.axis === undefined) return Array.from({ length: places }, () => [0, 1]);
  const sight = through(ownSight(before.axis, before.places), reach, lengths);
  const place = axis === undefined ? -1 : sight.axes.indexOf(axis);
  if (place < 0) return Array.from({ length: places }, () => allOf(sight));
  const inner = sight.lengths.slice(place + 1).reduce((all, n) => all * n, 1);
  const seen = Array.from({ length: places }, () => nothing);
  for (const [index, set] of sight.sets.entries()) {
    const at = Math.floor(index / inner) % places;
    seen[at] = union(seen[at] as Spots, set);
  }
  return seen;
}
