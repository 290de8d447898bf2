/** A window that slides over positions, or over rows and columns: how it is stated, and the lengths that come of it. */
import { add, constant, type Dim, floorDiv, mul, sub } from '../shapes/dim.ts';

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
