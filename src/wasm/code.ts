/**
 * Code of WebAssembly as data: instructions in a list that may be nested, which `encode.ts` turns into bytes and
 * `wat.ts` into text. An expression is code that leaves one value on the stack.
 */
import type { OpcodeName } from './opcodes.ts';

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

export interface Instruction {
  readonly op: OpcodeName;
  /** An index, a constant, lanes; of an address its offset, then the lane if there is one. */
  readonly args: readonly number[];
}

export type Code = Instruction | readonly Code[];

export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

export interface Func {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
  /** Locals beyond the parameters. */
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** What a function is written with. */
export interface FunctionBuilder {
  readonly params: readonly Local[];
  local(type: ValueType): Local;
}

/** A function whose body is written by `write`. */
export function func(
  name: string,
  params: readonly ValueType[],
  results: readonly ValueType[],
  write: (builder: FunctionBuilder) => Code,
): Func {
  const locals: ValueType[] = [];
  const local = (type: ValueType): Local => {
    locals.push(type);
    return { index: params.length + locals.length - 1, type };
  };
  const body = write({ params: params.map((type, index) => ({ index, type })), local });
  return { name, params, results, locals, body };
}

/** An instruction after its operands. */
export function ins(op: OpcodeName, ...operands: readonly Code[]): Code {
  plain[op] ??= { op, args: none };
  const instruction = plain[op];
  return operands.length === 0 ? instruction : [...operands, instruction];
}

const none: readonly number[] = [];
const plain: Partial<Record<OpcodeName, Instruction>> = {};

/** What is written most often, each once. */
const gets: Instruction[] = [];

export function get({ index }: Local): Code {
  gets[index] ??= { op: 'local.get', args: [index] };
  return gets[index];
}
export const set = ({ index }: Local, value: Code): Code => [value, { op: 'local.set', args: [index] }];
export const tee = ({ index }: Local, value: Code): Code => [value, { op: 'local.tee', args: [index] }];
export const i32 = (value: number): Code => ({ op: 'i32.const', args: [value | 0] });
export const f32 = (value: number): Code => ({ op: 'f32.const', args: [value] });
/** Four equal floats. */
export const f32x4 = (value: number): Code => ({ op: 'v128.const', args: [value, value, value, value] });
/** Two equal doubles. */
export const f64x2 = (value: number): Code => ins('f64x2.splat', { op: 'f64.const', args: [value] });
/** Four equal whole numbers. */
export const i32x4 = (value: number): Code => ins('i32x4.splat', i32(value));
export const call = (index: number, ...operands: readonly Code[]): Code => [...operands, { op: 'call', args: [index] }];

/** What stands at an address plus an offset in bytes. */
export function load(op: OpcodeName, address: Code, offset = 0): Code {
  return [address, { op, args: [offset] }];
}

export function store(op: OpcodeName, address: Code, value: Code, offset = 0): Code {
  return [address, value, { op, args: [offset] }];
}

/** Stores the first numbers from a lane on, as `v128.store32_lane` and `v128.store64_lane` do. */
export function storeLane(op: OpcodeName, address: Code, value: Code, offset: number, lane: number): Code {
  return [address, value, { op, args: [offset, lane] }];
}

/** A lane taken out of a vector. */
export function extractLane(op: 'f32x4.extract_lane' | 'i32x4.extract_lane', vector: Code, lane: number): Code {
  return [vector, { op, args: [lane] }];
}

/** A vector with a lane put in. */
export function replaceLane(
  op: 'f32x4.replace_lane' | 'i32x4.replace_lane',
  vector: Code,
  value: Code,
  lane: number,
): Code {
  return [vector, value, { op, args: [lane] }];
}

/** The numbers of two vectors by their place among these eight. */
export function shuffle(a: Code, b: Code, places: readonly [number, number, number, number]): Code {
  return [a, b, { op: 'i8x16.shuffle', args: places.flatMap((place) => [0, 1, 2, 3].map((byte) => place * 4 + byte)) }];
}

/** Runs the body for a local from `from` in steps while it is below `to`; it must be below at the start. */
export function loopWhileBelow(counter: Local, from: Code, to: Code, step: number, body: Code): Code {
  const next = tee(counter, ins('i32.add', get(counter), i32(step)));
  return [
    set(counter, from),
    { op: 'loop', args: none },
    body,
    ins('i32.lt_u', next, to),
    { op: 'br_if', args: [0] },
    ins('end'),
  ];
}

/** Runs a branch where the condition is not 0. */
export function when(condition: Code, then: Code, otherwise?: Code): Code {
  return [condition, { op: 'if', args: none }, then, ...(otherwise ? [ins('else'), otherwise] : []), ins('end')];
}
