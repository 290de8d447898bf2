/** Sums of tensors that stand beside each other, each with zeros where the others are: they are one tensor, and no sum. */
import { concat, insertDim, reshape } from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { type Box, common, isEmpty, isSameBox } from './box.ts';
import type { Need } from './demand.ts';
import { isSameRun, lastOf, type Run, run } from './run.ts';

/** A box of a sum as tensors beside each other; undefined for all others. */
export function asTiles(
  tensor: Tensor,
  box: Box,
  support: (input: Tensor) => Box,
  read: (need: Need) => Tensor,
): Tensor | undefined {
  const tiles = summandsOf(tensor, box, support);
  return tiles && tiles.length > 1 ? laid(tiles, box, read) : undefined;
}

/** Tiles that fill a box, along one axis after the other. */
function laid(tiles: readonly Need[], box: Box, read: (need: Need) => Tensor): Tensor | undefined {
  const [first] = tiles;
  if (tiles.length === 1 && first && isSameBox(first.box, box)) return read(first);
  for (const [axis, own] of box.entries()) {
    const groups = groupsAlong(tiles, axis);
    const runs = groups.map(([{ box }]) => box[axis] as Run);
    const areBeside = areAdjacent(runs, own);
    if (groups.length === 1 || !(areBeside || doTakeTurns(runs, own))) continue;
    const parts = groups.map((group, at) => laid(group, box.with(axis, runs[at] as Run), read));
    if (parts.every((part) => part !== undefined)) return areBeside ? concat(parts, axis) : takingTurns(parts, axis);
  }
  return undefined;
}

type Group = readonly [Need, ...Need[]];

/** Those with the same indices along an axis together, in ascending order. */
function groupsAlong(tiles: readonly Need[], axis: number): readonly Group[] {
  const groups: [Need, ...Need[]][] = [];
  for (const tile of tiles) {
    const group = groups.find(([{ box }]) => isSameRun(box[axis] as Run, tile.box[axis] as Run));
    if (group) group.push(tile);
    else groups.push([tile]);
  }
  const firstOf = ([{ box }]: Group) => (box[axis] as Run).from;
  return groups.sort((a, b) => firstOf(a) - firstOf(b));
}

/** One index of each after the other. */
function takingTurns(parts: readonly Tensor[], axis: number): Tensor {
  const apart = parts.map((part) => insertDim(part, axis + 1));
  const [{ shape }] = parts as readonly [Tensor];
  return reshape(concat(apart, axis + 1), shape.with(axis, (shape[axis] as number) * parts.length));
}

/** What is added up, where each is zero in some of the box. */
function summandsOf({ of }: Tensor, box: Box, support: (input: Tensor) => Box): readonly Need[] | undefined {
  if (of.kind !== 'map' || of.fn !== 'add') return undefined;
  const all: Need[] = [];
  for (const input of of.inputs) {
    const own = common(box, support(input));
    if (isEmpty(own)) continue;
    if (isSameBox(own, box)) return undefined;
    all.push(...(summandsOf(input, box, support) ?? [{ input, box: own }]));
  }
  return all;
}

function areAdjacent(runs: readonly Run[], all: Run): boolean {
  let next = all.from;
  for (const own of runs) {
    if (!isSameRun(own, run(next, own.size, all.step))) return false;
    next = lastOf(own) + all.step;
  }
  return next === lastOf(all) + all.step;
}

function doTakeTurns(runs: readonly Run[], all: Run): boolean {
  const [turns, each] = [runs.length, all.size / runs.length];
  return runs.every((own, at) => isSameRun(own, run(all.from + at * all.step, each, turns * all.step)));
}
