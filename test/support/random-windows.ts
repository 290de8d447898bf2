/** Convolutions, pools and resizing in random stacks, their lengths counted window by window. */
import type { Maker } from './random-stacks.ts';

/** One setting drawn for all dims, or one for each. */
interface Axis {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
}

type Below = (n: number) => number;

export const windowMakers: readonly Maker[] = [
  (shape, { below }) => {
    const axes = axesFor(shape, below);
    if (!axes || !fitsAll(shape, axes)) return undefined;
    const channels = shape.at(-1) as number;
    const groups = divisorOf(channels, below);
    const out = groups * (1 + below(3));
    const settings = `${moves(axes)}${groups === 1 ? '' : ` groups=${groups}`}${below(3) === 0 ? ' bias=false' : ''}`;
    return { text: `conv ${out} ${listed(axes, 'kernel')}${settings}`, shape: [...counted(shape, axes), out] };
  },
  (shape, { below }) => {
    const axes = axesFor(shape, below);
    if (!axes || !fitsAll(shape, axes)) return undefined;
    const multiplier = 1 + below(2);
    const text = `depthwise ${listed(axes, 'kernel')} multiplier=${multiplier}${moves(axes)}`;
    return { text, shape: [...counted(shape, axes), multiplier * (shape.at(-1) as number)] };
  },
  (shape, { below }) => {
    if (shape.length !== 2) return undefined;
    const [kernel, dilation, out] = [1 + below(3), 1 + below(4), 1 + below(6)];
    return { text: `conv ${out} ${kernel} dilation=${dilation} padding=causal`, shape: [shape[0] as number, out] };
  },
  (shape, { below }) => {
    if (!isSlid(shape)) return undefined;
    const [kernel, stride, out] = [1 + below(4), 1 + below(3), 1 + below(6)];
    const word = ['conv', 'maxpool', 'avgpool', 'conv_transpose'][below(4)] as string;
    const args = word.startsWith('conv') ? `${out} ${kernel}` : `${kernel}`;
    const lengths = shape.slice(0, -1).map((n) => (word === 'conv_transpose' ? n * stride : windows(n, stride)));
    const last = word.startsWith('conv') ? out : (shape.at(-1) as number);
    return { text: `${word} ${args} stride=${stride} padding=same`, shape: [...lengths, last] };
  },
  (shape, { below }) => {
    if (!isSlid(shape) || shape.some((n) => n > 12)) return undefined;
    const [kernel, stride, out] = [1 + below(3), 1 + below(3), 1 + below(6)];
    const extra = below(stride);
    // The last window begins at (n - 1) * stride.
    const lengths = shape.slice(0, -1).map((n) => (n - 1) * stride + kernel + extra);
    const text = `conv_transpose ${out} ${kernel} stride=${stride} output_padding=${extra}`;
    return { text, shape: [...lengths, out] };
  },
  (shape, { below }) => {
    const drawn = axesFor(shape, below);
    const axes = drawn?.map((axis) => ({ ...axis, dilation: 1, before: 0, after: 0 }));
    if (!axes || !fitsAll(shape, axes)) return undefined;
    const text = `${['maxpool', 'avgpool'][below(2)]} ${listed(axes, 'kernel')} stride=${listed(axes, 'stride')}`;
    return { text, shape: [...counted(shape, axes), shape.at(-1) as number] };
  },
  (shape, { below }) => {
    if (!isSlid(shape) || shape.slice(0, -1).some((n) => n < 2)) return undefined;
    const text = ['maxpool2', 'avgpool2'][below(2)] as string;
    return { text, shape: [...shape.slice(0, -1).map((n) => Math.floor(n / 2)), shape.at(-1) as number] };
  },
  (shape, { below }) => {
    if (!isSlid(shape)) return undefined;
    const word = ['global_avgpool', 'global_maxpool'][below(2)] as string;
    const [channels, ones] = [shape.at(-1) as number, shape.slice(0, -1).map(() => 1)];
    return [
      { text: word, shape: [channels] },
      { text: `${word} keep`, shape: [...ones, channels] },
      { text: `mul ( id, ${word} keep | sigmoid )`, shape },
    ][below(3)];
  },
  (shape, { below }) => {
    if (!isSlid(shape) || shape.slice(0, -1).some((n) => n > 12)) return undefined;
    const text = ['upsample2', 'upsample 2 mode=bilinear'][below(2)] as string;
    return { text, shape: [...shape.slice(0, -1).map((n) => 2 * n), shape.at(-1) as number] };
  },
  (shape) => {
    if (shape.length !== 3) return undefined;
    const [rows, columns, channels] = shape as readonly [number, number, number];
    if (channels % 4 > 0 || rows > 12) return undefined;
    return { text: 'pixel_shuffle 2', shape: [2 * rows, 2 * columns, channels / 4] };
  },
];

function isSlid(shape: readonly number[]): boolean {
  return shape.length === 2 || shape.length === 3;
}

function axesFor(shape: readonly number[], below: Below): readonly Axis[] | undefined {
  if (!isSlid(shape)) return undefined;
  return shape.slice(0, -1).map(() => {
    const [kernel, stride, dilation] = [1 + below(3), 1 + below(2), 1 + below(2)];
    return { kernel, stride, dilation, before: below(2), after: below(2) };
  });
}

/** Where each window begins and ends, one after the other, while they are inside. */
function places(length: number, { kernel, stride, dilation, before, after }: Axis): number {
  const span = (kernel - 1) * dilation + 1;
  let count = 0;
  for (let from = -before; from + span <= length + after; from += stride) count++;
  return count;
}

function counted(shape: readonly number[], axes: readonly Axis[]): number[] {
  return axes.map((axis, at) => places(shape[at] as number, axis));
}

function fitsAll(shape: readonly number[], axes: readonly Axis[]): boolean {
  return counted(shape, axes).every((count) => count > 0);
}

/** As many windows as begin inside. */
function windows(length: number, stride: number): number {
  return Array.from({ length }, (_, at) => at).filter((at) => at % stride === 0).length;
}

function divisorOf(channels: number, below: Below): number {
  const divisors = [1, 2, 3, 4, 5, 6, 7, 8].filter((n) => channels % n === 0);
  return divisors[below(divisors.length)] as number;
}

/** `3`, or `[3, 2]`. */
function listed(axes: readonly Axis[], key: 'kernel' | 'stride' | 'dilation'): string {
  const all = axes.map((axis) => axis[key]);
  return new Set(all).size === 1 ? `${all[0]}` : `[${all.join(', ')}]`;
}

function moves(axes: readonly Axis[]): string {
  const pads = axes.map(({ before, after }) => `[${before}, ${after}]`).join(', ');
  return ` stride=${listed(axes, 'stride')} dilation=${listed(axes, 'dilation')} padding=[${pads}]`;
}
