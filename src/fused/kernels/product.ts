/**
 * Products summed over axes, such as products of matrices, as tiles of sums that stay in registers: four rows of two
 * vectors each where the sizes allow it, smaller ones at the edges. What becomes of the sums is the caller's business.
 */
import { type Code, type FunctionBuilder, get, i32, type Local, loopWhileBelow, set } from '../../wasm/code.ts';
import { addressOf } from './address.ts';
import { panelAxes, panelCode, scratchSize } from './panel.ts';
import { isRowByRow } from './product-order.ts';
import { type Strip, stripsOf, tileRows } from './product-tiles.ts';
import { merged, type Pointers, pointersFor, type SumAxis } from './summed-loops.ts';
import { type SumsWriter, sumsWriter } from './sums.ts';

/** One loop of a product and how far a step goes in each operand, in numbers. */
export interface Axis {
  readonly size: number;
  readonly left: number;
  readonly right: number;
}

/** No size is 0. */
export interface Product {
  /** Batch axes and further row axes, outermost first. */
  readonly outer: readonly Axis[];
  /** A step goes nowhere in the right operand. */
  readonly rows: Axis;
  /** A step goes nowhere in the left operand, and to the next number in the right one. */
  readonly columns: Axis;
  /** Outermost first, at least one. */
  readonly summed: readonly Axis[];
}

/** Sums that are ready, for rows from `row` on and columns from `column` on. */
export interface Tile {
  /** The counters of the outer axes. */
  readonly outer: readonly Local[];
  readonly row: Local;
  readonly column: Local | number;
  readonly rows: number;
  /** Vectors of four columns side by side; if scalar, single columns. */
  readonly vectors: number;
  /** By row and vector: of v128, or of f32 if scalar. */
  readonly sums: readonly (readonly Local[])[];
  /** So many lanes of the single vector were done by an earlier tile and must not be stored again. */
  readonly skip: number;
  readonly scalar: boolean;
}

/** Code that uses the sums of a tile. It is asked for once for each kind of tile. */
export type Finish = (tile: Tile) => Code;

/**
 * The code of a product whose operands begin at the addresses of the pointers. With scratch memory of `scratchSize`
 * numbers it is faster where that is not 0.
 */
export function productCode(
  builder: FunctionBuilder,
  product: Product,
  pointers: { readonly left: Code; readonly right: Code; readonly scratch?: Code },
  finish: Finish,
): Code {
  const outer = product.outer.map(() => builder.local('i32'));
  const axes = merged(product.summed);
  const moving = pointersFor(builder, axes.length);
  const context: Context = {
    rows: product.rows,
    axes,
    outer,
    row: builder.local('i32'),
    column: builder.local('i32'),
    left: builder.local('i32'),
    right: builder.local('i32'),
    scratch: scratchSize(product) > 0 ? pointers.scratch : undefined,
    isRowByRow: isRowByRow(product),
    moving,
    sums: sumsWriter(builder, moving),
    finish,
  };
  const strides = (of: 'left' | 'right') => product.outer.map((axis) => axis[of]);
  return product.outer.reduceRight<Code>(
    (body, { size }, depth) => repeat(outer[depth] as Local, 0, size, 1, body),
    [
      set(context.left, addressOf(pointers.left, outer, strides('left'))),
      set(context.right, addressOf(pointers.right, outer, strides('right'))),
      stripsOf(product).map((strip) => stripCode(strip, context)),
    ],
  );
}

interface Context extends Pick<Tile, 'outer' | 'row'> {
  readonly rows: Axis;
  readonly axes: readonly SumAxis[];
  readonly column: Local;
  /** Where the operands begin for the counters of the outer axes. */
  readonly left: Local;
  readonly right: Local;
  readonly scratch: Code | undefined;
  /** Whether the tiles of all columns come before those of the next rows. */
  readonly isRowByRow: boolean;
  readonly moving: Pointers;
  readonly sums: SumsWriter;
  readonly finish: Finish;
}

/** All tiles of the strips of a kind, the full ones in a loop over the rows. */
function stripCode({ from, count, vectors, skip, scalar }: Strip, context: Context): Code {
  const { rows, axes, outer, row, left, right, moving, sums, finish } = context;
  const width = scalar ? vectors : 4 * vectors;
  const column = count > 1 ? context.column : from;
  const start = addressOf(get(right), [column], [1]);
  const scratch = scalar ? undefined : context.scratch;
  const tile = (height: number): Code => {
    const shape = { rows: height, rowStride: rows.left, vectors, scalar };
    const leftStart = addressOf(get(left), [row], [rows.left]);
    const made = scratch
      ? sums(shape, panelAxes(axes, width), leftStart, scratch)
      : sums(shape, axes, leftStart, start);
    return [made.code, finish({ outer, row, column, rows: height, vectors, sums: made.sums, skip, scalar })];
  };
  const height = tileRows(rows.size, vectors, scalar);
  const rest = rows.size % height;
  const overColumns = (body: Code) =>
    count > 1 ? repeat(context.column, from, from + count * width, width, body) : body;
  const overRows = (body: (height: number) => Code) => [
    repeat(row, 0, rows.size - rest, height, body(height)),
    rest > 0 ? [set(row, i32(rows.size - rest)), body(rest)] : [],
  ];
  if (context.isRowByRow) return overRows((height) => overColumns(tile(height)));
  return overColumns([scratch ? panelCode(axes, vectors, moving, start, scratch) : [], overRows(tile)]);
}

/** A loop, or just its body where it runs once. */
function repeat(counter: Local, from: number, to: number, step: number, body: Code): Code {
  return to - from > step ? loopWhileBelow(counter, i32(from), i32(to), step, body) : [set(counter, i32(from)), body];
}
