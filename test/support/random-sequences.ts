/** Makers of random stages that change shapes or run along positions. */
import type { Draw, Maker } from './random-stacks.ts';

export const sequenceMakers: readonly Maker[] = [
  (shape, { below }) => {
    const [positions] = shape;
    if (shape.length !== 2 || positions === undefined) return undefined;
    const h = 1 + below(6);
    const isBoth = below(3) === 0;
    const isLast = below(3) === 0;
    const layers = 1 + below(2);
    const settings = [
      ['', `layers=${layers}`][below(2)],
      isBoth ? ['bidirectional', 'bidirectional=true'][below(2)] : '',
      isLast ? 'last' : '',
      ['', '', 'bias=false', 'biases=1'][below(4)],
      ['', 'h0=learned'][below(2)],
      ['', 'init=normal(0.3) bias_init=zeros'][below(2)],
    ];
    const cell = ['rnn', 'gru', 'gru', 'lstm'][below(4)] as string;
    const reset = cell === 'gru' && below(2) === 0 ? 'reset_after=false' : '';
    const text = [cell, h, reset, ...settings].filter((word) => word !== '').join(' ');
    const width = isBoth ? 2 * h : h;
    return { text, shape: isLast ? [width] : [positions, width] };
  },
  (shape, { below }) => {
    const [, width] = shape;
    if (shape.length !== 2 || width === undefined) return undefined;
    return { text: ['first', 'last'][below(2)] as string, shape: [width] };
  },
  (shape, { below }) => {
    const [positions, width] = shape;
    if (shape.length !== 2 || positions === undefined || width === undefined) return undefined;
    const from = below(positions);
    const to = from + 1 + below(positions - from);
    return { text: `crop ${from}..${to}`, shape: [to - from, width] };
  },
  (shape, { below }) => {
    const [positions, width] = shape;
    if (shape.length !== 2 || positions === undefined || width === undefined) return undefined;
    const [text, more] = [
      ['pad', 1],
      ['pad left=2 right=1', 3],
      ['pad left=0 right=2', 2],
    ][below(3)] as [string, number];
    return { text, shape: [positions + more, width] };
  },
  (shape) => (shape.length === 2 ? { text: 'causal_mean', shape } : undefined),
  (shape) => {
    if (shape.length < 2) return undefined;
    const [before, last] = shape.slice(-2) as [number, number];
    return { text: 'transpose', shape: [...shape.slice(0, -2), last, before] };
  },
  (shape) => {
    const [height, width, channels] = shape;
    if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) return undefined;
    return { text: 'sequence', shape: [height * width, channels] };
  },
  reshaped,
];

/** A divisor of all the numbers first or last, the rest stated or left to be worked out. */
function reshaped(shape: readonly number[], { below }: Draw): ReturnType<Maker> {
  const all = shape.reduce((product, dim) => product * dim, 1);
  const divisors = [1, 2, 3, 4, 5, 6, 8, 12].filter((n) => all % n === 0);
  const n = divisors[below(divisors.length)] as number;
  const other = below(2) === 0 ? '_' : all / n;
  if (below(2) === 0) return { text: `reshape ${n} ${other}`, shape: [n, all / n] };
  return { text: `reshape ${other} ${n}`, shape: [all / n, n] };
}
