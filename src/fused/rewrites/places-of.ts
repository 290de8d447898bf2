/** Tensors whose rows are rows of tables, one or several beside each other, seen through moves of whole rows. */
import { expand, reshape } from '../../tensors/build.ts';
import type { Move, Tensor } from '../../tensors/tensor.ts';

/** Rows of a table as some of the last dim's numbers of a tensor [rows…, depth]. */
export interface Place {
  /** [V, E]. */
  readonly table: Tensor;
  readonly ids: Tensor;
  /** The first of the E numbers of the depth. */
  readonly from: number;
  /** What happens to rows once they are looked up: zeros are put around them, which have no id. */
  readonly after: readonly ((x: Tensor) => Tensor)[];
}

/** The places that fill the last dim of a tensor, or undefined where it is made of other things too. */
export function placesOf(tensor: Tensor): readonly Place[] | undefined {
  const { of, shape } = tensor;
  if (of.kind === 'gather')
    return of.table.shape.length === 2 ? [{ table: of.table, ids: of.ids, from: 0, after: [] }] : undefined;
  if (of.kind === 'concat') return of.axis === shape.length - 1 ? besideEachOther(of.inputs) : undefined;
  if (of.kind !== 'move') return undefined;
  const rows = shape.slice(0, -1);
  const { input, move } = of;
  const depth = shape.at(-1) as number;
  const before = input.shape.at(-1);
  if (move.kind === 'reshape' && before && before < depth && depth % before === 0) return flattened(input, rows, depth);
  if (before !== depth || !leavesRows(move)) return undefined;
  return placesOf(input)?.map((place) => replayed(place, move, rows));
}

function besideEachOther(parts: readonly Tensor[]): readonly Place[] | undefined {
  let from = 0;
  const all: Place[] = [];
  for (const part of parts) {
    const places = placesOf(part);
    if (!places) return undefined;
    for (const place of places) all.push({ ...place, from: from + place.from });
    from += part.shape.at(-1) as number;
  }
  return all;
}

/** So many rows of what there was before make one row. */
function flattened(input: Tensor, rows: readonly number[], depth: number): readonly Place[] | undefined {
  const places = placesOf(input);
  const width = input.shape.at(-1) as number;
  const each = [...rows, depth / width];
  return (
    places &&
    Array.from({ length: depth / width }, (_, at) =>
      places.map((place) => {
        const apart = replayed(place, { kind: 'reshape' }, each);
        const from = each.map(() => 0).with(-1, at);
        const own = replayed(apart, { kind: 'slice', from, step: each.map(() => 1) }, [...rows, 1]);
        return { ...replayed(own, { kind: 'reshape' }, rows), from: place.from + at * width };
      }),
    ).flat()
  );
}

/** Whether a move takes rows as they are, and puts nothing but zeros beside them. */
function leavesRows(move: Move): boolean {
  switch (move.kind) {
    case 'reshape':
    case 'expand':
      return true;
    case 'permute':
      return move.order.at(-1) === move.order.length - 1;
    case 'slice':
      return move.from.at(-1) === 0 && move.step.at(-1) === 1;
    case 'pad':
      return move.value === 0;
  }
}

/** A move of rows as one of their ids, or, from the first zeros on, of the rows that were looked up. */
function replayed(place: Place, move: Move, rows: readonly number[]): Place {
  if (move.kind !== 'pad' && place.after.length === 0) return { ...place, ids: moved(place.ids, move, rows, []) };
  return { ...place, after: [...place.after, (x) => moved(x, move, rows, [x.shape.length - 1])] };
}

/** What a move of [rows…, depth] is for rows alone, or for rows with other numbers in them, at the axis `last`. */
function moved(x: Tensor, move: Move, rows: readonly number[], last: readonly number[]): Tensor {
  const own = last.map((axis) => x.shape[axis] as number);
  const shape = [...rows, ...own];
  const of = (made: Move): Tensor => ({ shape, type: x.type, of: { kind: 'move', move: made, input: x } });
  switch (move.kind) {
    case 'reshape':
      return reshape(x, shape);
    case 'expand':
      return expand(x, shape);
    case 'permute':
      return of({ kind: 'permute', order: [...move.order.slice(0, x.shape.length - last.length), ...last] });
    case 'slice': {
      const [from, step] = [move.from, move.step].map((list) => list.slice(0, rows.length)) as [number[], number[]];
      return of({ kind: 'slice', from: [...from, ...own.map(() => 0)], step: [...step, ...own.map(() => 1)] });
    }
    case 'pad':
      return of({ kind: 'pad', before: [...move.before.slice(0, rows.length), ...own.map(() => 0)], value: 0 });
  }
}
