/** Random models that predict a token at each position, of what moves positions, sees several of them, or keeps them apart. */
import { hash } from '../../src/chance/hash.ts';

export interface RandomPredictor {
  readonly text: string;
  /** Positions. */
  readonly length: number;
  readonly vocabulary: number;
}

type Below = (n: number) => number;

/** Stages that lead from some positions of C numbers to others, with how many come out. */
interface Piece {
  readonly text: string;
  readonly length: number;
}

const C = 4;

export function randomPredictor(seed: number): RandomPredictor {
  let index = 0;
  const below: Below = (n) => hash(hash(11, seed), index++) % n;
  const length = [4, 6, 8][below(3)] as number;
  const vocabulary = 3 + below(4);
  // Half of them of what keeps to the past alone, so that there are those without a leak.
  const makers = below(2) === 0 ? past : [...past, ...any];
  const body = stack(length, 1 + below(4), makers, below, 0);
  const back = body.length === length ? '' : ` | ${resized(body.length, length)}`;
  const items = [
    `input tokens[T=${length}] of V=${vocabulary}`,
    'target tokens',
    'block twice(inner) = inner | tanh | inner',
  ];
  const text = `${items.join('\n')}\nmodel embed ${C} | ${body.text}${back} | linear V\n`;
  return { text, length, vocabulary };
}

function stack(length: number, count: number, makers: readonly Maker[], below: Below, depth: number): Piece {
  const texts: string[] = [];
  let now = length;
  for (let n = 0; n < count; n++) {
    const piece = stage(now, makers, below, depth);
    texts.push(piece.text);
    now = piece.length;
  }
  return { text: texts.join(' | '), length: now };
}

function stage(length: number, makers: readonly Maker[], below: Below, depth: number): Piece {
  for (;;) {
    const all = depth < 2 ? [...makers, ...nested(makers, depth)] : makers;
    const piece = (all[below(all.length)] as Maker)(length, below);
    if (piece && piece.length > 0 && piece.length <= 16) return piece;
  }
}

/** As many positions again as the targets. */
function resized(from: number, to: number): string {
  if (from > to) return `crop 0..${to}`;
  return `pad left=${to - from}`;
}

type Maker = (length: number, below: Below) => Piece | undefined;

const same =
  (...texts: readonly string[]): Maker =>
  (length, below) => ({ text: texts[below(texts.length)] as string, length });

const past: readonly Maker[] = [
  same('tanh', 'gelu', 'sigmoid', 'dropout 0.1', 'linear 4', 'linear 4 bias=false'),
  same('position', 'position kind=sinusoidal', 'scale', 'shift'),
  (length, below) => ({
    text: `conv ${C} ${1 + below(3)} dilation=${1 + below(3)} padding=causal`,
    length,
  }),
  same('causal_mean', 'attention 2 causal', 'attention 1 causal window=2', 'attention 2 causal rope'),
  same('rnn 4', 'gru 4', 'lstm 4', 'gru 4 layers=2'),
  (length, below) => {
    const by = 1 + below(2);
    return { text: `crop 0..${length - by} | pad left=${by}`, length };
  },
  (length, below) => {
    const by = 1 + below(2);
    return { text: `pad left=${by} | conv ${C} ${by + 1}`, length };
  },
];

const any: readonly Maker[] = [
  (length, below) => {
    const [kernel, stride, dilation] = [1 + below(3), 1 + below(2), 1 + below(2)];
    const [before, after] = [below(3), below(3)];
    const room = length + before + after - (kernel - 1) * dilation - 1;
    if (room < 0) return undefined;
    const text = `conv ${C} ${kernel} stride=${stride} dilation=${dilation} padding=[[${before}, ${after}]]`;
    return { text, length: Math.floor(room / stride) + 1 };
  },
  (length, below) => ({ text: `conv ${C} ${1 + below(4)} padding=same`, length }),
  (length) => ({ text: `avgpool 2`, length: Math.floor(length / 2) }),
  same('avgpool 3 stride=1 padding=1', 'attention 2', 'attention 1 window=1', 'gru 4 bidirectional | linear 4'),
  same('lstm 4 bidirectional | linear 4', `linear ${C} | groupnorm 2`),
  (length, below) => {
    const from = below(length);
    return { text: `crop ${from}..${length}`, length: length - from };
  },
  (length, below) => {
    const [left, right] = [below(3), below(3)];
    return left + right === 0 ? undefined : { text: `pad left=${left} right=${right}`, length: length + left + right };
  },
  (length) => (length % 2 === 0 && length > 2 ? { text: `flatten 2 | linear ${C}`, length: length / 2 } : undefined),
  (length) => ({ text: 'upsample 2', length: 2 * length }),
  (length) => ({ text: `transpose | linear ${length} | transpose`, length }),
  (length) => ({ text: `sum ( id, global_avgpool keep=true )`, length }),
  (length) => ({ text: `conv_transpose ${C} 2 stride=2`, length: 2 * length }),
];

/** Stacks in stacks, which keep their length. */
function nested(makers: readonly Maker[], depth: number): readonly Maker[] {
  const inner: Maker = (length, below) => {
    const piece = stack(length, 1 + below(2), makers, below, depth + 1);
    const { text } = piece;
    return { text: piece.length === length ? text : `${text} | ${resized(piece.length, length)}`, length };
  };
  const within =
    (textOf: (inner: string) => string): Maker =>
    (length, below) => {
      const piece = inner(length, below);
      return piece && { text: textOf(piece.text), length };
    };
  return [
    within((text) => `residual ( ${text} )`),
    within((text) => `repeat 2 ( ${text} )`),
    within((text) => `mul ( ${text} | sigmoid, id )`),
    within((text) => `sum ( id, ${text} )`),
    within((text) => `concat ( id, ${text} ) | linear ${C}`),
    within((text) => `twice ( ${text} )`),
  ];
}
