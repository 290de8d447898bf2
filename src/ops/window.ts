/** A window that slides over positions, or over rows and columns: how it is stated, and the lengths that come of it. */
import { add, constant, type Dim, floorDiv, mul, numberOf, sub } from '../shapes/dim.ts';
import type { AxisReach } from './reach.ts';

/** How many numbers stand before and after each dim; 'same' is TensorFlow's rule, which hangs on the length. */
export type Pads = 'same' | readonly (readonly [before: Dim, after: Dim])[];

/** How a window moves; each list has an entry for each dim between the batch and the channels. */
export interface Slide {
  readonly stride: readonly Dim[];
  readonly dilation: readonly Dim[];
  readonly pads: Pads;
}

/** How far a window reaches beyond its first position: (k - 1) * dilation. */
export function reach(kernel: Dim, dilation: Dim): Dim {
  return mul(sub(kernel, constant(1)), dilation);
}

/** How often the window fits into each dim, rounded down. */
export function lengthsAfter(lengths: readonly Dim[], kernel: readonly Dim[], slide: Slide): Dim[] {
  return lengths.map((length, axis) => {
    const [stride, dilation] = [slide.stride[axis] as Dim, slide.dilation[axis] as Dim];
    if (slide.pads === 'same') return floorDiv(add(length, sub(stride, constant(1))), stride);
    const [before, after] = slide.pads[axis] as readonly [Dim, Dim];
    const room = sub(add(add(length, before), after), add(reach(kernel[axis] as Dim, dilation), constant(1)));
    return add(floorDiv(room, stride), constant(1));
  });
}

/** The lengths that the window, sliding the other way, makes of these: one of those that it would bring back to them. */
export function lengthsBefore(
  lengths: readonly Dim[],
  kernel: readonly Dim[],
  { stride, dilation, pads }: Slide,
  outputPadding: readonly Dim[],
): Dim[] {
  return lengths.map((length, axis) => {
    const step = stride[axis] as Dim;
    const extra = outputPadding[axis] as Dim;
    if (pads === 'same') return add(mul(length, step), extra);
    const [before, after] = pads[axis] as readonly [Dim, Dim];
    const spread = add(mul(sub(length, constant(1)), step), reach(kernel[axis] as Dim, dilation[axis] as Dim));
    return add(sub(spread, add(before, after)), add(extra, constant(1)));
  });
}

/** Which places of each length the window sees, where they are known; axes count from 1, after the batch. */
export function slidOver(lengths: readonly Dim[], kernel: readonly Dim[], slide: Slide): AxisReach[] {
  return lengths.map((length, axis) => {
    const window = windowAlong(axis, length, kernel, slide);
    if (!window) return undefined;
    const { stride, before, length: n } = window;
    return {
      of: axis + 1,
      sees(at) {
        const start = at * stride - before;
        return offsets(window, -start, n - 1 - start).map((offset) => start + offset);
      },
    };
  });
}

/** The same for a window that slides the other way: which places of each length are spread over a place that comes out. */
export function spreadFrom(lengths: readonly Dim[], kernel: readonly Dim[], slide: Slide): AxisReach[] {
  return lengths.map((length, axis) => {
    const grown = mul(length, slide.stride[axis] as Dim);
    const window = windowAlong(axis, grown, kernel, slide);
    if (!window) return undefined;
    const { stride, before, length: n } = window;
    return {
      of: axis + 1,
      sees: (at) => offsets(window, at + before - n + 1, at + before).map((offset) => (at + before - offset) / stride),
    };
  });
}

interface WindowAlong {
  /** Of the dim that it slides along. */
  readonly length: number;
  readonly taps: number;
  readonly dilation: number;
  readonly stride: number;
  readonly before: number;
}

/** Of larger windows the places inside alone are listed. */
const MOST = 2 ** 16;

/** How far each place of a window is from its first; `least` to `most` are those inside. */
function offsets({ taps, dilation }: WindowAlong, least: number, most: number): number[] {
  const isHuge = taps > MOST;
  const first = isHuge ? Math.max(0, Math.ceil(least / dilation)) : 0;
  const last = isHuge ? Math.min(taps - 1, Math.floor(most / dilation)) : taps - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * dilation);
}

/** The window along one dim in plain numbers; undefined where some are not known. */
function windowAlong(axis: number, length: Dim, kernel: readonly Dim[], slide: Slide): WindowAlong | undefined {
  const given = [length, kernel[axis] as Dim, slide.stride[axis] as Dim, slide.dilation[axis] as Dim].map(numberOf);
  if (given.includes(undefined)) return undefined;
  const [n, k, stride, dilation] = given as [number, number, number, number];
  const window = { length: n, taps: k, dilation, stride };
  if (slide.pads !== 'same') {
    const before = numberOf(slide.pads[axis]?.[0] as Dim);
    return before === undefined ? undefined : { ...window, before };
  }
  const total = Math.max((Math.ceil(n / stride) - 1) * stride + (k - 1) * dilation + 1 - n, 0);
  return { ...window, before: Math.floor(total / 2) };
}
