/** Random stacks that are valid by rules of their own, over every layer, join and form of a stack that there is. */
import { hash } from '../../src/chance/hash.ts';
import { attentionMakers } from './random-attention.ts';
import { elementwiseMakers } from './random-elementwise.ts';
import { sequenceMakers } from './random-sequences.ts';
import { windowMakers } from './random-windows.ts';

export interface RandomSpec {
  readonly text: string;
  /** The dims of the input and of the output as these rules see them, without the batch. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  /** Ids below this number; undefined for floats. */
  readonly vocabulary: number | undefined;
}

/** What is drawn so far. */
export interface Draw {
  /** A whole number in [0, n). */
  below(n: number): number;
  /** Names of taps with what they hold; all are made at the outermost level. */
  readonly taps: Map<string, readonly number[]>;
  readonly blocks: string[];
  /** The embedding that the stack begins with, for those who share it. */
  readonly table: Table | undefined;
  /** Layers that may still be drawn. */
  left: number;
}

interface Table {
  readonly name: string;
  readonly rows: number;
  readonly width: number;
}

interface Piece {
  readonly text: string;
  readonly shape: readonly number[];
}

/** The spec of a seed. */
export function randomSpec(seed: number): RandomSpec {
  const draw = drawFrom(seed);
  const isTokens = draw.below(3) > 0;
  const positions = [1, 2, 3, 4, 6, 8, 12][draw.below(7)] as number;
  const input = isTokens ? [positions] : numbersInput(positions, draw);
  const vocabulary = isTokens ? 2 + draw.below(30) : undefined;
  const width = 1 + draw.below(8);
  const first: Piece = isTokens
    ? { text: `embed ${width} name=tok`, shape: [...input, width] }
    : { text: 'id', shape: input };
  const table = vocabulary === undefined ? undefined : { name: 'tok', rows: vocabulary, width };
  const body = stack(first.shape, 1 + draw.below(6), { ...draw, table });
  const item = isTokens ? `input tokens[${input}] of ${vocabulary}` : `input numbers[${input.join(', ')}]`;
  const text = [item, ...draw.blocks, `model ${first.text} | ${body.text}`].join('\n');
  return { text: `${text}\n`, input, output: body.shape, vocabulary };
}

/** A vector, a sequence or an image. */
function numbersInput(positions: number, { below }: Draw): number[] {
  const width = 1 + below(8);
  return [[width], [positions, width], [positions, 1 + below(8), width]][below(3)] as number[];
}

function drawFrom(seed: number): Draw {
  let index = 0;
  return { below: (n) => hash(hash(7, seed), index++) % n, taps: new Map(), blocks: [], table: undefined, left: 40 };
}

/** Stages one after the other, at least one. */
function stack(shape: readonly number[], length: number, draw: Draw, depth = 0): Piece {
  const texts: string[] = [];
  let now = shape;
  for (let n = 0; n < length; n++) {
    const piece = stage(now, draw, depth);
    texts.push(draw.below(6) === 0 ? `${piece.text} : [B, ${piece.shape.join(', ')}]` : piece.text);
    now = piece.shape;
  }
  return { text: texts.join(' | '), shape: now };
}

export type Maker = (shape: readonly number[], draw: Draw, depth: number) => Piece | undefined;

function stage(shape: readonly number[], draw: Draw, depth: number): Piece {
  draw.left--;
  const makers = depth < 3 && draw.left > 0 ? [...plain, ...nested] : plain;
  for (;;) {
    const piece = (makers[draw.below(makers.length)] as Maker)(shape, draw, depth);
    if (piece) return piece;
  }
}

const plain: readonly Maker[] = [
  ...attentionMakers,
  (shape, { below }) => {
    const out = 1 + below(9);
    const settings = [
      '',
      ' bias=false',
      ' init=normal(0.1)',
      ' init=xavier bias_init=zeros',
      ' init=kaiming(1, dist=uniform)',
    ];
    return { text: `linear ${out}${settings[below(settings.length)]}`, shape: [...shape.slice(0, -1), out] };
  },
  ...elementwiseMakers,
  ...sequenceMakers,
  ...windowMakers,
  (shape, { below }) => ({
    text: ['bn', 'bn variance=unbiased momentum=0.2', 'bn eps=1e-3', 'bn over=batch'][below(4)] as string,
    shape,
  }),
  (shape) => ({ text: 'flatten', shape: [product(shape)] }),
  (shape, { below }) => {
    const [positions, width] = shape;
    if (shape.length !== 2 || positions === undefined || width === undefined) return undefined;
    const divisors = [1, 2, 3, 4, 6, 8, 12].filter((n) => positions % n === 0);
    const n = divisors[below(divisors.length)] as number;
    const text = below(2) === 0 ? `flatten ${n}` : `flatten${n}`;
    return { text, shape: n === positions ? [n * width] : [positions / n, n * width] };
  },
  (shape, { taps, below }, depth) => {
    if (depth > 0) return undefined;
    const name = `t${taps.size}`;
    taps.set(name, shape);
    return below(2) === 0 ? { text: `tap @${name}`, shape } : { text: `tap @${name} ( id )`, shape };
  },
  (_, { taps, below }) => {
    const known = [...taps];
    const found = known[below(Math.max(1, known.length))];
    return found && { text: `@${found[0]}`, shape: found[1] };
  },
  (shape, { taps, below }) => {
    const fitting = [...taps].filter(([, held]) => `${held}` === `${shape}`);
    const found = fitting[below(Math.max(1, fitting.length))];
    return found && { text: `${['sum', 'mul'][below(2)]} ( @${found[0]}, id )`, shape };
  },
];

const nested: readonly Maker[] = [
  (shape, draw, depth) => {
    const inner = stack(shape, 1 + draw.below(3), draw, depth + 1);
    return { text: `( ${inner.text} )`, shape: inner.shape };
  },
  (shape, draw, depth) => {
    const inner = stack(shape, 1 + draw.below(2), draw, depth + 1);
    const back = backTo(inner, shape);
    return back && { text: `residual ( ${back.text} )`, shape };
  },
  (shape, draw, depth) => {
    const inner = stack(shape, 1 + draw.below(2), draw, depth + 1);
    const back = backTo(inner, shape);
    const turns = 1 + draw.below(3);
    return back && { text: `repeat ${turns} ( ${back.text} )`, shape };
  },
  (shape, draw) => {
    const widths = [1 + draw.below(5), 1 + draw.below(5)];
    return { text: `repeat d in [${widths}] ( linear d | tanh )`, shape: [...shape.slice(0, -1), widths[1] as number] };
  },
  (shape, draw, depth) => {
    const join = ['sum', 'mul'][draw.below(2)];
    const inner = stack(shape, 1, draw, depth + 1);
    const back = backTo(inner, shape);
    return back && { text: `${join} ( ${back.text}, id )`, shape };
  },
  (shape, draw, depth) => {
    const inner = stack(shape, 1, draw, depth + 1);
    if (
      inner.shape.length !== shape.length ||
      inner.shape.some((dim, at) => at < shape.length - 1 && dim !== shape[at])
    )
      return undefined;
    const width = (shape.at(-1) as number) + (inner.shape.at(-1) as number);
    return { text: `concat ( id, ${inner.text} )`, shape: [...shape.slice(0, -1), width] };
  },
  (shape, { blocks, below }) => {
    const name = `b${blocks.length}`;
    const out = 1 + below(7);
    blocks.push(`block ${name}(d, inner) = linear d bias=false | inner | linear d`);
    const inner = ['tanh', '( bn | relu )', 'dropout'][below(3)];
    return { text: `${name} ${out} ${inner}`, shape: [...shape.slice(0, -1), out] };
  },
];

/** The stack with a last layer that brings the shape back, where that is possible. */
function backTo(piece: Piece, shape: readonly number[]): Piece | undefined {
  const isSame = piece.shape.length === shape.length && piece.shape.slice(0, -1).every((dim, at) => dim === shape[at]);
  return isSame ? { text: `${piece.text} | linear ${shape.at(-1)}`, shape } : undefined;
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, dim) => all * dim, 1);
}
