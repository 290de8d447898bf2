/** `hash` written by hand in WebAssembly's i32 instructions, as a kernel would have it. */

const [LOCAL_GET, LOCAL_SET, I32_CONST, I32_ADD, I32_MUL, I32_XOR, I32_SHR_U, CALL, END] = [
  0x20, 0x21, 0x41, 0x6a, 0x6c, 0x73, 0x76, 0x10, 0x0b,
];
const I32 = 0x7f;

/** The platform's WebAssembly, which the types of Node do not declare as a value. */
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: {
    instantiate(bytes: Uint8Array): Promise<{ instance: { exports: Readonly<Record<string, unknown>> } }>;
  };
};

/** mix(h): h ^= h >>> 16, h *= a, h ^= h >>> 15, h *= b, h ^= h >>> 15 */
const mix = [
  ...[...shiftXor(16), ...constant(0x21f0aaad), I32_MUL, LOCAL_SET, 0],
  ...[...shiftXor(15), ...constant(0x735a2d97), I32_MUL, LOCAL_SET, 0],
  ...[...shiftXor(15), END],
];

/** hash(key, word): mix(mix(key ^ word) + key) */
const hash = [LOCAL_GET, 0, LOCAL_GET, 1, I32_XOR, CALL, 0, LOCAL_GET, 0, I32_ADD, CALL, 0, END];

export async function wasmHash(): Promise<(key: number, word: number) => number> {
  const bytes = Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [2, 0x60, 1, I32, 1, I32, 0x60, 2, I32, I32, 1, I32]),
    ...section(3, [2, 0, 1]),
    ...section(7, [1, 1, 0x68, 0, 1]),
    ...section(10, [2, ...body(mix), ...body(hash)]),
  ]);
  const { instance } = await wasm.instantiate(bytes);
  return instance.exports.h as (key: number, word: number) => number;
}

function shiftXor(bits: number): readonly number[] {
  return [LOCAL_GET, 0, LOCAL_GET, 0, I32_CONST, bits, I32_SHR_U, I32_XOR];
}

/** A positive constant below 2^31 as signed LEB128 in five bytes. */
function constant(value: number): readonly number[] {
  const groups = [0, 7, 14, 21].map((shift) => ((value >>> shift) & 0x7f) | 0x80);
  return [I32_CONST, ...groups, value >>> 28];
}

function section(id: number, content: readonly number[]): readonly number[] {
  return [id, content.length, ...content];
}

function body(code: readonly number[]): readonly number[] {
  return [code.length + 1, 0, ...code];
}
