/** How a product is cut into tiles: strips of columns, each of them tiles of rows one below the other. */
import type { Product } from './product.ts';

/** `count` tiles side by side, of so many vectors (if scalar: single columns) each. */
export interface Strip {
  readonly from: number;
  readonly count: number;
  readonly vectors: number;
  readonly skip: number;
  readonly scalar: boolean;
}

/**
 * Sums of a tile. Processors begin two additions of vectors in each cycle and take three or four cycles for one, so that
 * eight sums keep them busy; with more, V8 runs out of its fifteen registers.
 */
const SUMS = 8;
/** From so many numbers on in a sum, tiles of two rows by four vectors are faster than such of four by two. */
const DEEP = 128;

/** Columns in vectors; those that are left over by the whole vectors are the last lanes of one that ends with them. */
export function stripsOf(product: Product): readonly Strip[] {
  const { size } = product.columns;
  if (size < 4) return [{ from: 0, count: 1, vectors: size, skip: 0, scalar: true }];
  const whole = Math.floor(size / 4);
  const strips: Strip[] = [];
  let done = 0;
  for (let vectors = widest(product); vectors >= 1; vectors /= 2) {
    const count = Math.floor((whole - done) / vectors);
    if (count > 0) strips.push({ from: 4 * done, count, vectors, skip: 0, scalar: false });
    done += count * vectors;
  }
  const skip = (4 - (size % 4)) % 4;
  if (skip > 0) strips.push({ from: size - 4, count: 1, vectors: 1, skip, scalar: false });
  return strips;
}

/** The vectors of the widest tiles, so that as few rows as possible are left over for smaller tiles. */
export function widest(product: Product): number {
  const { size } = product.rows;
  if (size === 1) return SUMS;
  const isLeftOver = size % 4 === 1 || size % 4 === 2;
  return isLeftOver || (size >= 4 && depthOf(product) >= DEEP) ? 4 : 2;
}

/** How many rows a tile of so many vectors has. */
export function tileRows(rows: number, vectors: number, scalar: boolean): number {
  return Math.min(rows, scalar ? 4 : SUMS / vectors);
}

/** How many numbers are added up. */
export function depthOf({ summed }: Pick<Product, 'summed'>): number {
  return summed.reduce((depth, { size }) => depth * size, 1);
}
