/** Convolutions as lists of products, straight from the formula: y[i] is the sum of weight[j] * x[k]. */
import type { ConvOptions } from '../../program/tfjs/sliding.ts';
import { hash } from '../../src/chance/hash.ts';

/** Indices into y, the weight and x, all flat and row-major. */
export type Term = readonly [y: number, weight: number, x: number];

/** A convolution from `low`, the input, to `high`, with shapes, settings and products. */
export interface Drawn {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly weight: readonly number[];
  readonly options: ConvOptions;
  /** What the transposed convolution adds so that it gets back to `low`. */
  readonly outputPadding: readonly number[];
  readonly terms: readonly Term[];
}

/** Numbers between -1 and 1. */
export function draw(seed: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (hash(hash(77, seed), i) % 2001) / 1000 - 1);
}

/** A convolution of a sequence or an image, whose window fits in at least once. */
export function drawConvolution(seed: number): Drawn {
  let index = 0;
  const below = (n: number) => hash(hash(78, seed), index++) % n;
  const rank = 1 + below(2);
  const each = (make: () => number) => Array.from({ length: rank }, make);
  const [kernel, stride, dilation] = [each(() => 1 + below(3)), each(() => 1 + below(3)), each(() => 1 + below(3))];
  const padding = kernel.map(() => [below(3), below(3)] as const);
  const counts = each(() => 1 + below(3));
  const left = stride.map((step) => below(step));
  // Lengths that the window leaves less than a step of, and that are at least 1.
  const lengths = counts.map((count, axis) => {
    const [before, after] = padding[axis] as readonly [number, number];
    const span = ((kernel[axis] as number) - 1) * (dilation[axis] as number) + 1;
    return (count - 1) * (stride[axis] as number) + span + (left[axis] as number) - before - after;
  });
  if (lengths.some((length) => length < 1)) return drawConvolution(seed + 1_000_003);
  const groups = [1, 1, 2, 3][below(4)] as number;
  const [share, own] = [1 + below(3), 1 + below(3)];
  const [channels, out] = [groups * share, groups * own];
  const batch = 1 + below(3);
  return {
    low: [batch, ...lengths, channels],
    high: [batch, ...counts, out],
    weight: [...kernel, share, out],
    options: { stride, dilation, padding, groups },
    outputPadding: left,
    terms: termsOf({ batch, lengths, counts, kernel, stride, dilation, padding, groups, share, own }),
  };
}

interface Sizes {
  readonly batch: number;
  readonly lengths: readonly number[];
  readonly counts: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly groups: number;
  readonly share: number;
  readonly own: number;
}

/** y[b, i, g*own + o] is the sum of weight[j, c, g*own + o] * x[b, i*stride + j*dilation - before, g*share + c]. */
function termsOf({ batch, lengths, counts, kernel, stride, dilation, padding, groups, share, own }: Sizes): Term[] {
  const terms: Term[] = [];
  for (let b = 0; b < batch; b++)
    for (const at of places(counts))
      for (const tap of places(kernel)) {
        const from = at.map(
          (i, axis) =>
            i * stride[axis]! + tap[axis]! * dilation[axis]! - (padding[axis] as readonly [number, number])[0],
        );
        if (from.some((place, axis) => place < 0 || place >= lengths[axis]!)) continue;
        for (let g = 0; g < groups; g++)
          for (let c = 0; c < share; c++)
            for (let o = 0; o < own; o++)
              terms.push([
                flat([b, ...at, g * own + o], [batch, ...counts, groups * own]),
                flat([...tap, c, g * own + o], [...kernel, share, groups * own]),
                flat([b, ...from, g * share + c], [batch, ...lengths, groups * share]),
              ]);
      }
  return terms;
}

function places(lengths: readonly number[]): number[][] {
  return lengths.reduce<number[][]>(
    (all, length) => all.flatMap((place) => Array.from({ length }, (_, i) => [...place, i])),
    [[]],
  );
}

function flat(place: readonly number[], dims: readonly number[]): number {
  return place.reduce((index, at, axis) => index * dims[axis]! + at, 0);
}
