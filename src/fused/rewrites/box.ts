/** Boxes: a run of indices for each dim of a tensor. */
import { aroundRuns, commonRun, isSameRun, type Run, run } from './run.ts';

export type Box = readonly Run[];

export function whole(shape: readonly number[]): Box {
  return shape.map((dim) => run(0, dim));
}

export function nothing(shape: readonly number[]): Box {
  return shape.map(() => run(0, 0));
}

export function shapeOf(box: Box): readonly number[] {
  return box.map(({ size }) => size);
}

export function isEmpty(box: Box): boolean {
  return box.some(({ size }) => size === 0);
}

export function isWhole(box: Box, shape: readonly number[]): boolean {
  return box.every(({ size }, axis) => size === shape[axis]);
}

export function isSameBox(a: Box, b: Box): boolean {
  return a.every((own, axis) => isSameRun(own, b[axis] as Run));
}

export function common(a: Box, b: Box): Box {
  return a.map((own, axis) => commonRun(own, b[axis] as Run));
}

/** The smallest box that holds two. */
export function around(a: Box, b: Box): Box {
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  return a.map((own, axis) => aroundRuns(own, b[axis] as Run));
}
