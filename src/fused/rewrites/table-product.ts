/**
 * A product with rows of a table is a row of the table's product, so that embed, flatten, linear (or a convolution, or
 * the inputs of a recurrent layer) become tables that are looked up: `gather(T, ids) W = gather(T W, ids)`, and where
 * several rows stand beside each other, `[T_a T_b] W = T_a W_1 + T_b W_2`. The way back is then the reverse: gradients
 * are added up by their ids first, and multiplied after.
 */
import { add, contract, gather, reshape, slice } from '../../tensors/build.ts';
import { sizeOf, type Tensor } from '../../tensors/tensor.ts';
import { type Place, placesOf } from './places-of.ts';
import type { Rewrite } from './rewrite.ts';

export const tableProduct: Rewrite = ({ of, shape }) => {
  if (of.kind !== 'contract' || of.batch !== 0) return undefined;
  const { left, right, summed } = of;
  const rows = left.shape.slice(0, left.shape.length - summed);
  const depth = sizeOf(right.shape.slice(0, summed));
  const places = placesOf(reshape(left, [...rows, depth]));
  if (!places || !pays(places, sizeOf(rows), depth)) return undefined;
  const matrix = reshape(right, [depth, sizeOf(right.shape.slice(summed))]);
  return reshape(places.map((place) => lookedUp(place, matrix)).reduce(add), shape);
};

/** Rows of the product of a table and its part of a matrix. */
function lookedUp({ table, ids, from, after }: Place, matrix: Tensor): Tensor {
  const product = contract(table, slice(matrix, 0, from, from + (table.shape[1] as number)));
  return after.reduce((x, move) => move(x), gather(product, ids));
}

/** Whether tables have fewer multiply-adds than what they stand for; to look up a row and add it counts as one. */
function pays(places: readonly Place[], rows: number, depth: number): boolean {
  const tables = places.reduce((sum, { table }) => sum + sizeOf(table.shape), 0);
  return tables + rows * places.length < rows * depth;
}
