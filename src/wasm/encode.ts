/** The binary form of a module (WebAssembly Core Specification 2.0, chapter 5.5). */
import type { Code, Func, ValueType } from './code.ts';
import type { Module } from './module.ts';
import { type Opcode, opcodes, unsigned } from './opcodes.ts';

const types: { readonly [T in ValueType]: number } = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };
const NO_RESULT = 0x40;
/** The base-2 logarithm of 4 bytes: vectors lie at addresses of single floats. */
const ALIGNED_TO_FLOATS = 2;

export function encode(module: Module): Uint8Array {
  const out = bytes();
  out.push(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
  const signatures = signaturesOf(module);
  const typeOf = (of: Signature) => signatures.findIndex((other) => keyOf(other) === keyOf(of));
  section(
    out,
    1,
    signatures.map(({ params, results }) => [0x60, ...vector(params), ...vector(results)]),
  );
  section(out, 2, [
    ...module.imports.map((each) => [...text('env'), ...text(each.name), 0x00, ...unsigned(typeOf(each))]),
    [...text('env'), ...text('memory'), 0x02, 0x00, ...unsigned(module.pages)],
  ]);
  section(
    out,
    3,
    module.functions.map((each) => unsigned(typeOf(each))),
  );
  section(
    out,
    7,
    Object.entries(module.exports).map(([name, index]) => [...text(name), 0x00, ...unsigned(index)]),
  );
  section(out, 10, module.functions.map(body));
  if (module.data.length > 0)
    section(
      out,
      11,
      module.data.map(({ address, bytes: numbers }) => [
        0x00,
        0x41,
        ...signed(address),
        0x0b,
        ...unsigned(numbers.length),
        ...numbers,
      ]),
    );
  return out.done();
}

interface Signature {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

function signaturesOf({ imports, functions }: Module): readonly Signature[] {
  return [...new Map([...imports, ...functions].map((each) => [keyOf(each), each])).values()];
}

function keyOf({ params, results }: Signature): string {
  return `${params} ${results}`;
}

function vector(of: readonly ValueType[]): number[] {
  return [...unsigned(of.length), ...of.map((type) => types[type])];
}

function text(name: string): number[] {
  const letters = [...name].map((letter) => letter.charCodeAt(0));
  return [...unsigned(letters.length), ...letters];
}

function section(out: Bytes, id: number, entries: readonly ArrayLike<number>[]): void {
  const inside = bytes();
  inside.push(...unsigned(entries.length));
  for (const entry of entries) inside.append(entry);
  const content = inside.done();
  out.push(id, ...unsigned(content.length));
  out.append(content);
}

function body({ locals, body: code }: Func): Uint8Array {
  const inside = bytes();
  const runs = runsOf(locals);
  inside.push(...unsigned(runs.length));
  for (const { type, count } of runs) inside.push(...unsigned(count), types[type]);
  write(inside, code);
  inside.push(...opcodes.end.bytes);
  const content = inside.done();
  const out = bytes();
  out.push(...unsigned(content.length));
  out.append(content);
  return out.done();
}

/** Neighbouring locals of one type. */
function runsOf(locals: readonly ValueType[]): readonly { readonly type: ValueType; readonly count: number }[] {
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  return runs;
}

function write(out: Bytes, code: Code): void {
  if (!('op' in code)) {
    for (const part of code) write(out, part);
    return;
  }
  const { op, args } = code;
  const { bytes: own, immediate }: Opcode = opcodes[op];
  for (const byte of own) out.byte(byte);
  const first = args[0] ?? 0;
  switch (immediate) {
    case 'none':
      return;
    case 'block':
      out.byte(NO_RESULT);
      return;
    case 'index':
      out.unsigned(first);
      return;
    case 'i32':
      out.signed(first);
      return;
    case 'f32':
    case 'v128':
      for (const value of args) out.float(value);
      return;
    case 'f64':
      out.append(new Uint8Array(new Float64Array([first]).buffer));
      return;
    case 'memory':
      out.byte(ALIGNED_TO_FLOATS);
      out.unsigned(first);
      return;
    case 'memory+lane':
      out.byte(ALIGNED_TO_FLOATS);
      out.unsigned(first);
      out.byte(args[1] as number);
      return;
    case 'lane':
    case 'lanes':
      for (const lane of args) out.byte(lane);
      return;
  }
}

/** A whole number with a sign in LEB128. */
function signed(value: number): readonly number[] {
  const out = bytes();
  out.signed(value);
  return [...out.done()];
}

interface Bytes {
  byte(value: number): void;
  push(...values: readonly number[]): void;
  /** A whole number in LEB128, without or with a sign. */
  unsigned(value: number): void;
  signed(value: number): void;
  float(value: number): void;
  append(values: ArrayLike<number>): void;
  done(): Uint8Array;
}

/** Bytes that grow. */
function bytes(): Bytes {
  let buffer = new Uint8Array(1024);
  let view = new DataView(buffer.buffer);
  let size = 0;
  const room = (more: number) => {
    if (size + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * buffer.length, size + more));
    larger.set(buffer.subarray(0, size));
    buffer = larger;
    view = new DataView(buffer.buffer);
  };
  return {
    byte(value) {
      room(1);
      buffer[size++] = value;
    },
    push(...values) {
      room(values.length);
      for (const value of values) buffer[size++] = value;
    },
    unsigned(value) {
      room(5);
      let rest = value >>> 0;
      for (; rest > 0x7f; rest >>>= 7) buffer[size++] = (rest & 0x7f) | 0x80;
      buffer[size++] = rest;
    },
    signed(value) {
      room(5);
      let rest = value | 0;
      for (; rest < -64 || rest > 63; rest >>= 7) buffer[size++] = (rest & 0x7f) | 0x80;
      buffer[size++] = rest & 0x7f;
    },
    float(value) {
      room(4);
      view.setFloat32(size, value, true);
      size += 4;
    },
    append(values) {
      room(values.length);
      buffer.set(values, size);
      size += values.length;
    },
    done: () => buffer.slice(0, size),
  };
}
