/** In which order the tiles of a product are computed. */
import { scratchSize } from './panel.ts';
import type { Product } from './product.ts';
import { depthOf } from './product-tiles.ts';

/** Bytes of the fastest cache of most processors. */
const FASTEST = 32768;

/**
 * Whether tiles go along the rows, so that the left operand is read once: where it is the larger one, and the right one
 * stays in the fastest cache meanwhile.
 */
export function isRowByRow(product: Product): boolean {
  const { rows, columns } = product;
  const bytes = 4 * depthOf(product) * columns.size;
  return scratchSize(product) === 0 && rows.size > columns.size && bytes <= FASTEST;
}
