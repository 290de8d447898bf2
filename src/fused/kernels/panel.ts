/**
 * Panels: the columns of one strip of the right operand copied together. Where rows of the right operand lie thousands of
 * bytes apart, the numbers of a strip fall into few lines of the cache and push each other out for every row of tiles.
 */
import { type Code, get, load, set, store } from '../../wasm/code.ts';
import type { Product } from './product.ts';
import { depthOf, widest } from './product-tiles.ts';
import { type Pointers, type SumAxis, summedLoops } from './summed-loops.ts';

/** With fewer rows the copy costs more than it saves. */
const FEW_ROWS = 8;

/** How many numbers of scratch memory a product asks for; 0 where panels are of no use to it. */
export function scratchSize(product: Product): number {
  const { rows, columns, summed } = product;
  const depth = depthOf(product);
  const bytes = 4 * (summed.at(-1)?.right ?? 0);
  const isFar = depth * powerOfTwoIn(bytes) >= 2 ** 19;
  return isFar && rows.size >= FEW_ROWS && columns.size >= 4 ? 4 * widest(product) * depth : 0;
}

/** The largest power of two that divides a number: the larger it is, the fewer lines of the cache take part. */
function powerOfTwoIn(bytes: number): number {
  return bytes & -bytes;
}

/** The summed axes of a panel of so many columns, whose rows lie one after the other. */
export function panelAxes(axes: readonly SumAxis[], width: number): readonly SumAxis[] {
  return axes.map((axis, at) => {
    const inside = axes.slice(at + 1).reduce((product, { size }) => product * size, 1);
    return { ...axis, right: width * inside };
  });
}

/** Copies a panel of so many vectors from an address to scratch memory. */
export function panelCode(
  axes: readonly SumAxis[],
  vectors: number,
  pointers: Pointers,
  from: Code,
  scratch: Code,
): Code {
  const packed = panelAxes(axes, 4 * vectors);
  const both = axes.map(({ size, right }, at) => ({ size, left: right, right: (packed[at] as SumAxis).right }));
  const row = Array.from({ length: vectors }, (_, vector) =>
    store('v128.store', get(pointers.right), load('v128.load', get(pointers.left), 16 * vector), 16 * vector),
  );
  return [set(pointers.left, from), set(pointers.right, scratch), summedLoops(both, pointers, row)];
}
