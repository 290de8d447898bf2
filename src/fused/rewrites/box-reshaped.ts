/** What a box becomes where a tensor is reshaped. */
import { type Box, isEmpty, isWhole, nothing, whole } from './box.ts';
import { lastOf, type Run, run } from './run.ts';

/**
 * The box of the same numbers in another shape. Dims that go into each other are looked at together: where their numbers
 * make no box, it holds all there are of them. Back again it is the box itself, or holds all of the same dims.
 */
export function reshaped(box: Box, from: readonly number[], to: readonly number[]): Box {
  if (isEmpty(box)) return nothing(to);
  return groups(from, to).flatMap(([before, after]) => {
    const dims = from.slice(...before);
    const own = box.slice(...before);
    const made = to.slice(...after);
    const line = isWhole(own, dims) ? undefined : inLine(own, dims);
    return (line && asBox(line, made)) ?? whole(made);
  });
}

/** A box of dims as indices in row-major order, where these are a run. */
function inLine(box: Box, dims: readonly number[]): Run | undefined {
  let all = run(0, 1);
  for (const [axis, { from, size, step }] of box.entries()) {
    const dim = dims[axis] as number;
    const outer = all.step * dim;
    if (size === 1 || all.size === 1) all = run(all.from * dim + from, all.size * size, size === 1 ? outer : step);
    else if (outer === size * step) all = run(all.from * dim + from, all.size * size, step);
    else return undefined;
  }
  return all;
}

/** A run of indices in row-major order as a box of dims, where it is one. */
function asBox(line: Run, dims: readonly number[]): Box | undefined {
  const box: Run[] = [];
  let rest = line;
  for (const dim of dims.toReversed()) {
    const found = lastDim(rest, dim);
    if (!found) return undefined;
    box.unshift(found.own);
    rest = found.rest;
  }
  return box;
}

/** The indices of the last dim, and those of all dims before it. */
function lastDim(line: Run, dim: number): { readonly own: Run; readonly rest: Run } | undefined {
  const { from, size, step } = line;
  const [row, start] = [Math.floor(from / dim), from % dim];
  if (Math.floor(lastOf(line) / dim) === row) return { own: run(start, size, step), rest: run(row, 1) };
  if (step % dim === 0) return { own: run(start, 1), rest: run(row, size, step / dim) };
  const each = dim / step;
  if (dim % step !== 0 || start >= step || size % each !== 0) return undefined;
  return { own: run(start, each, step), rest: run(row, size / each) };
}

type Axes = readonly [from: number, to: number];

/** Dims that go into each other, as few at a time as their sizes allow; dims of 1 go with those before them. */
function groups(from: readonly number[], to: readonly number[]): readonly (readonly [Axes, Axes])[] {
  const all: (readonly [Axes, Axes])[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const [a, b] = [i, j];
    let [left, right] = [from[i++] ?? 1, to[j++] ?? 1];
    while (left !== right) {
      if (left < right) left *= from[i++] as number;
      else right *= to[j++] as number;
    }
    while (from[i] === 1) i++;
    while (to[j] === 1) j++;
    all.push([
      [a, i],
      [b, j],
    ]);
  }
  return all;
}
