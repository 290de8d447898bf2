/** The sums of one tile, in registers: loops over the summed axes that multiply and add. */
import { type Code, type FunctionBuilder, f32, f32x4, get, i32, ins, type Local, load, set } from '../../wasm/code.ts';
import { type Pointers, type SumAxis, summedLoops } from './summed-loops.ts';

interface Shape {
  readonly rows: number;
  /** How far a step from row to row goes in the left operand, in numbers. */
  readonly rowStride: number;
  /** If scalar, single columns. */
  readonly vectors: number;
  readonly scalar: boolean;
}

interface Sums {
  readonly code: Code;
  /** By row and vector. */
  readonly sums: readonly (readonly Local[])[];
}

/** Writes the sums of a tile from the address of its first number in each operand on. */
export type SumsWriter = (shape: Shape, axes: readonly SumAxis[], left: Code, right: Code) => Sums;

/** All tiles that it writes use the same locals. */
export function sumsWriter(builder: FunctionBuilder, pointers: Pointers): SumsWriter {
  const locals = { f32: pool(builder, 'f32'), v128: pool(builder, 'v128') };
  return ({ rows, rowStride, vectors, scalar }, axes, left, right) => {
    const local = locals[scalar ? 'f32' : 'v128'];
    const kind = scalar ? single : four;
    const element = local(0);
    const row = Array.from({ length: vectors }, (_, vector) => local(1 + vector));
    const sums = Array.from({ length: rows }, (_, at) =>
      row.map((_, vector) => local(1 + vectors * (at + 1) + vector)),
    );
    const step = [
      row.map((each, vector) => set(each, load(kind.load, get(pointers.right), vector * kind.bytes))),
      sums.map((ofRow, at) => [
        set(element, atRow(kind.element, pointers.left, at * rowStride * 4)),
        ofRow.map((sum, vector) =>
          set(sum, ins(kind.add, get(sum), ins(kind.mul, get(element), get(row[vector] as Local)))),
        ),
      ]),
    ];
    const code = [
      sums.flat().map((sum) => set(sum, kind.zero)),
      set(pointers.left, left),
      set(pointers.right, right),
      summedLoops(axes, pointers, step),
    ];
    return { code, sums };
  };
}

const four = {
  load: 'v128.load',
  element: 'v128.load32_splat',
  add: 'f32x4.add',
  mul: 'f32x4.mul',
  bytes: 16,
  zero: f32x4(0),
} as const;

const single = {
  load: 'f32.load',
  element: 'f32.load',
  add: 'f32.add',
  mul: 'f32.mul',
  bytes: 4,
  zero: f32(0),
} as const;

/** Locals by number, made when they are first asked for. */
function pool(builder: FunctionBuilder, type: 'f32' | 'v128'): (at: number) => Local {
  const known: Local[] = [];
  return (at) => {
    while (known.length <= at) known.push(builder.local(type));
    return known[at] as Local;
  };
}

/** A number of the left operand, with what is added to the pointer in the instruction where that can be. */
function atRow(op: 'v128.load32_splat' | 'f32.load', pointer: Local, bytes: number): Code {
  return bytes >= 0 ? load(op, get(pointer), bytes) : load(op, ins('i32.add', get(pointer), i32(bytes)));
}
