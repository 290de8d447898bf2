/** Rows made columns: [outer…, m, n] copied to [outer…, n, m] in blocks of four by four that pass through registers. */
import {
  type Code,
  type FunctionBuilder,
  get,
  i32,
  ins,
  type Local,
  load,
  loopWhileBelow,
  set,
  shuffle,
  store,
} from '../../wasm/code.ts';
import { addressOf } from './address.ts';

/** Sizes, and how far a step goes, in numbers. */
export interface Transpose {
  /** Outermost first. */
  readonly outer: readonly { readonly size: number; readonly from: number; readonly to: number }[];
  /** Side by side in the result. */
  readonly rows: { readonly size: number; readonly from: number };
  /** Side by side in what is copied. */
  readonly columns: { readonly size: number; readonly to: number };
}

/** The code of a copy that does not overlap with what it is made from. */
export function transposeCode(
  builder: FunctionBuilder,
  { outer, rows, columns }: Transpose,
  pointers: { readonly from: Code; readonly to: Code },
): Code {
  const counters = [...outer, rows, columns].map(() => builder.local('i32'));
  const [row, column] = counters.slice(-2) as [Local, Local];
  const [from, to] = [builder.local('i32'), builder.local('i32')];
  const vectors = Array.from({ length: 8 }, () => builder.local('v128'));
  const starts = [
    set(from, addressOf(pointers.from, counters, [...outer.map((axis) => axis.from), rows.from, 1])),
    set(to, addressOf(pointers.to, counters, [...outer.map((axis) => axis.to), 1, columns.to])),
  ];
  const block = (height: number, width: number): Code => {
    const isFull = height === 4 && width === 4;
    const steps = { from: 4 * rows.from, to: 4 * columns.to };
    return [starts, isFull ? fullBlock(vectors, from, to, steps) : smallBlock(height, width, from, to, steps)];
  };
  const inner = inSpans(builder, rows.size, (top) =>
    inSpans(builder, columns.size, (left) =>
      inFours(row, top, (height) => inFours(column, left, (width) => block(height, width))),
    ),
  );
  return outer.reduceRight<Code>(
    (body, { size }, depth) => loopWhileBelow(counters[depth] as Local, i32(0), i32(size), 1, body),
    inner,
  );
}

/** A run of steps: where it begins, and how many there are. */
interface Span {
  readonly from: Code;
  readonly size: number;
}

/** Numbers of a line of the cache: what is read of a line, and written to one, is used up before the next. */
const LINE = 16;

/** A loop over spans of a line, then one of what is left. */
function inSpans(builder: FunctionBuilder, size: number, body: (span: Span) => Code): Code {
  const start = builder.local('i32');
  const rest = size % LINE;
  return [
    size >= LINE ? loopWhileBelow(start, i32(0), i32(size - rest), LINE, body({ from: get(start), size: LINE })) : [],
    rest > 0 ? body({ from: i32(size - rest), size: rest }) : [],
  ];
}

/** Steps of four within a span, then one of what is left. */
function inFours(counter: Local, { from, size }: Span, body: (count: number) => Code): Code {
  const rest = size % 4;
  const end = ins('i32.add', from, i32(size - rest));
  return [
    size >= 4 ? loopWhileBelow(counter, from, end, 4, body(4)) : [],
    rest > 0 ? [set(counter, end), body(rest)] : [],
  ];
}

interface Steps {
  /** From row to row, in bytes. */
  readonly from: number;
  readonly to: number;
}

function fullBlock(vectors: readonly Local[], from: Local, to: Local, steps: Steps): Code {
  const [a, b, c, d, ab, cd, ab2, cd2] = vectors as [Local, Local, Local, Local, Local, Local, Local, Local];
  const pairs = (x: Local, y: Local, places: readonly [number, number, number, number]) =>
    shuffle(get(x), get(y), places);
  const columns = [
    pairs(ab, cd, [0, 1, 4, 5]),
    pairs(ab, cd, [2, 3, 6, 7]),
    pairs(ab2, cd2, [0, 1, 4, 5]),
    pairs(ab2, cd2, [2, 3, 6, 7]),
  ];
  return [
    [a, b, c, d].map((row, at) => set(row, load('v128.load', ...moved(from, at * steps.from)))),
    set(ab, pairs(a, b, [0, 4, 1, 5])),
    set(cd, pairs(c, d, [0, 4, 1, 5])),
    set(ab2, pairs(a, b, [2, 6, 3, 7])),
    set(cd2, pairs(c, d, [2, 6, 3, 7])),
    columns.map((column, at) => {
      const [address, offset] = moved(to, at * steps.to);
      return store('v128.store', address, column, offset);
    }),
  ];
}

function smallBlock(height: number, width: number, from: Local, to: Local, steps: Steps): Code {
  return Array.from({ length: height * width }, (_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    const [address, offset] = moved(to, 4 * row + column * steps.to);
    return store('f32.store', address, load('f32.load', ...moved(from, row * steps.from + 4 * column)), offset);
  });
}

/** A pointer moved by so many bytes, in the instruction where that can be. */
function moved(pointer: Local, bytes: number): readonly [address: Code, offset: number] {
  return bytes >= 0 ? [get(pointer), bytes] : [ins('i32.add', get(pointer), i32(bytes)), 0];
}
