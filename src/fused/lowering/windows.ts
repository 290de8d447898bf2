/** Windows that slide over the dims between the batch and the channels, as one view of a tensor for each tap. */
import type { Slide } from '../../ops/window.ts';
import type { Dim } from '../../shapes/dim.ts';
import { insertDim, pad, reshape, slice } from '../../tensors/build.ts';
import type { Tensor } from '../../tensors/tensor.ts';
import { total } from '../../tensors/total.ts';
import type { LoweringContext } from './lowering.ts';

/** How a window slides along one dim. */
export interface Sliding {
  /** Where its taps are, from its first one. */
  readonly offsets: readonly number[];
  readonly stride: number;
  /** How many positions it begins before the first one. */
  readonly before: number;
}

/** For each of these lengths, which are those that the window slides over. */
export function slidingOver(
  lengths: readonly number[],
  kernel: readonly number[],
  { stride, dilation, pads }: Slide,
  { size }: LoweringContext,
): readonly Sliding[] {
  return lengths.map((length, axis) => {
    const [step, apart] = [size(stride[axis] as Dim), size(dilation[axis] as Dim)];
    const offsets = Array.from({ length: kernel[axis] as number }, (_, tap) => tap * apart);
    const before = pads === 'same' ? sameBefore(length, step, offsets) : size(pads[axis]?.[0] as Dim);
    return { offsets, stride: step, before };
  });
}

/** TensorFlow's 'same': as many windows as begin inside, half of what they lack before, the odd one after. */
function sameBefore(length: number, stride: number, offsets: readonly number[]): number {
  const reached = (Math.ceil(length / stride) - 1) * stride + (offsets.at(-1) as number) + 1;
  return Math.floor(Math.max(reached - length, 0) / 2);
}

/**
 * What each tap of the window sees, row by row: of x [B, lengths…, C] for each of them [B, counts…, C], where the window
 * fits in `counts` times. `fill` stands where it sees nothing.
 */
export function taps(x: Tensor, slidings: readonly Sliding[], counts: readonly number[], fill = 0): readonly Tensor[] {
  const whole = slidings.reduce((y, sliding, at) => {
    const after = spanOf(sliding, counts[at] as number) - sliding.before - (x.shape[at + 1] as number);
    return padded(y, at + 1, sliding.before, after, fill);
  }, x);
  return slidings.reduce<readonly Tensor[]>(
    (views, sliding, at) => views.flatMap((view) => tapsAlong(view, at + 1, sliding, counts[at] as number)),
    [whole],
  );
}

/** The other way: what there is for each tap is added up where the tap sees it, in [B, lengths…, C]. */
export function fromTaps(views: readonly Tensor[], slidings: readonly Sliding[], lengths: readonly number[]): Tensor {
  const counts = (views[0] as Tensor).shape.slice(1, -1);
  const [whole] = slidings.reduceRight<readonly Tensor[]>((parts, sliding, at) => {
    const { length } = sliding.offsets;
    const windows = Array.from({ length: parts.length / length }, (_, i) => parts.slice(i * length, (i + 1) * length));
    return windows.map((window) => fromTapsAlong(window, at + 1, sliding));
  }, views);
  return slidings.reduce((y, sliding, at) => {
    const after = sliding.before + (lengths[at] as number) - spanOf(sliding, counts[at] as number);
    return padded(y, at + 1, -sliding.before, after);
  }, whole as Tensor);
}

/**
 * Positions are laid out as rows of `stride` each, so that a tap sees a column of them, in which nothing is left out: the
 * taps of windows side by side are whole columns, and their gradients stand beside each other.
 */
function tapsAlong(x: Tensor, axis: number, { offsets, stride }: Sliding, count: number): readonly Tensor[] {
  if (stride === 1) return offsets.map((offset) => slice(x, axis, offset, offset + count));
  const rows = (x.shape[axis] as number) / stride;
  const table = reshape(x, x.shape.toSpliced(axis, 1, rows, stride));
  return offsets.map((offset) => {
    const { row, column } = cellOf(offset, stride);
    const seen = slice(slice(table, axis + 1, column, column + 1), axis, row, row + count);
    return reshape(seen, x.shape.with(axis, count));
  });
}

function fromTapsAlong(views: readonly Tensor[], axis: number, sliding: Sliding): Tensor {
  const { stride, offsets } = sliding;
  const { shape } = views[0] as Tensor;
  const count = shape[axis] as number;
  const span = spanOf(sliding, count);
  if (stride === 1)
    return total(offsets.map((offset, tap) => pad(views[tap] as Tensor, axis, offset, span - count - offset)));
  const placed = views.map((view, tap) => {
    const { row, column } = cellOf(offsets[tap] as number, stride);
    const inColumn = pad(insertDim(view, axis + 1), axis + 1, column, stride - 1 - column);
    return pad(inColumn, axis, row, span / stride - row - count);
  });
  return reshape(total(placed), shape.with(axis, span));
}

/** How many positions the windows see something of, in whole rows of `stride`. */
function spanOf({ offsets, stride }: Sliding, count: number): number {
  return stride * (count + cellOf(offsets.at(-1) as number, stride).row);
}

function cellOf(offset: number, stride: number): { readonly row: number; readonly column: number } {
  return { row: Math.floor(offset / stride), column: offset % stride };
}

/** Padded before and after an axis; where a number is negative, as much is cut off instead. */
function padded(x: Tensor, axis: number, before: number, after: number, fill = 0): Tensor {
  const [from, to] = [Math.max(-before, 0), (x.shape[axis] as number) - Math.max(-after, 0)];
  return pad(slice(x, axis, from, to), axis, Math.max(before, 0), Math.max(after, 0), fill);
}
