/**
 * The receptive field: which positions of the input each number of a model's tensors hangs on, as follows from the ops.
 * Positions that can count are never left out; a few that are said to count may not, where weights happen to be zero.
 */
import type { Graph } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import { ruleOf } from '../ops/op.ts';
import { inPlace, type Reach } from '../ops/reach.ts';
import { type Dim, numberOf } from '../shapes/dim.ts';
import { held } from './field/held.ts';
import { blind, either, ownSight, type Sight } from './field/sight.ts';
import { through } from './field/through.ts';

/**
 * How an op is looked at:
 * - `evaluated`: as it is when nothing is trained: the statistics of a batch norm are its own
 * - `trained`: a batch norm takes those of the batch
 * - `held`: as `evaluated`, but kept from looking ahead of its own place
 */
export type View = 'evaluated' | 'trained' | 'held';

/** By the ids of values; weights see nothing. */
export type Sights = ReadonlyMap<number, Sight>;

/** Longer inputs are not looked at, nor models that make them longer than that on the way. */
const MOST = 2 ** 16;

/** The axes of an input along which positions stand: those between the batch and the channels, of ids all. */
export function positionAxes({ dtype, dims }: Value['type']): number[] {
  const axes = dims.map((_, axis) => axis).slice(1);
  return dtype === 'int' ? axes : axes.slice(0, -1);
}

/** What each value sees of the input along an axis of it; undefined where a length is not known, or too great. */
export function sightsOf(
  { input, nodes }: Graph,
  axis: number,
  viewOf: (node: OpNode) => View = () => 'evaluated',
): Sights | undefined {
  const own = lengthsOf(input);
  const length = own?.[axis - 1];
  if (length === undefined || length > MOST) return undefined;
  const sights = new Map<number, Sight>([[input.id, ownSight(axis, length)]]);
  for (const node of nodes) {
    const sight = sightAfter(node, sights, viewOf(node));
    if (!sight) return undefined;
    sights.set(node.output.id, sight);
  }
  return sights;
}

function sightAfter(node: OpNode, sights: Sights, view: View): Sight | undefined {
  const to = lengthsOf(node.output);
  if (!to || to.slice(0, -1).some((length) => length > MOST)) return undefined;
  const reaches = reachesOf(node, view);
  let sum = blind;
  for (const [at, value] of node.inputs.entries()) {
    const sight = sights.get(value.id);
    if (!sight || sight === blind) continue;
    const from = lengthsOf(value);
    if (!from) return undefined;
    const reach = reaches[at] as Reach;
    const seen = view === 'held' ? held(sight, reach, { from, to }) : through(sight, reach, { from, to });
    sum = either(sum, seen);
  }
  return sum;
}

/** How the inputs of an op come to its output in a mode. */
export function reachesOf(node: OpNode, view: View): readonly Reach[] {
  if (node.op.kind === 'batch_norm' && view !== 'trained') return [inPlace(node, 0)];
  return ruleOf(node.op).reach?.(node) ?? node.inputs.map((_, at) => inPlace(node, at));
}

/** The lengths of all axes but the batch; undefined where one hangs on a symbol. */
export function lengthsOf({ type }: Value): readonly number[] | undefined {
  const lengths = type.dims.slice(1).map((dim: Dim) => numberOf(dim));
  return lengths.includes(undefined) ? undefined : (lengths as number[]);
}
