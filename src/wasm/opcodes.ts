/**
 * The instructions of WebAssembly with SIMD that mm uses, with their binary form (WebAssembly Core Specification 2.0,
 * chapter 5.4) and what stands beside them in the code.
 */

/** What an instruction carries: an index, a constant, an address in memory, a lane, lanes of a shuffle, or nothing. */
export type Immediate =
  | 'none'
  | 'index'
  | 'i32'
  | 'f32'
  | 'f64'
  | 'v128'
  | 'memory'
  | 'memory+lane'
  | 'lane'
  | 'lanes'
  | 'block';

export interface Opcode {
  readonly bytes: readonly number[];
  readonly immediate: Immediate;
}

const plain = (byte: number): Opcode => ({ bytes: [byte], immediate: 'none' });
const simd = (code: number, immediate: Immediate = 'none'): Opcode => ({ bytes: [0xfd, ...unsigned(code)], immediate });

/** A whole number in LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

export const opcodes = {
  loop: { bytes: [0x03], immediate: 'block' },
  block: { bytes: [0x02], immediate: 'block' },
  if: { bytes: [0x04], immediate: 'block' },
  else: plain(0x05),
  end: plain(0x0b),
  br: { bytes: [0x0c], immediate: 'index' },
  br_if: { bytes: [0x0d], immediate: 'index' },
  return: plain(0x0f),
  call: { bytes: [0x10], immediate: 'index' },
  drop: plain(0x1a),
  select: plain(0x1b),
  'local.get': { bytes: [0x20], immediate: 'index' },
  'local.set': { bytes: [0x21], immediate: 'index' },
  'local.tee': { bytes: [0x22], immediate: 'index' },
  'i32.load': { bytes: [0x28], immediate: 'memory' },
  'f32.load': { bytes: [0x2a], immediate: 'memory' },
  'f64.load': { bytes: [0x2b], immediate: 'memory' },
  'i32.store': { bytes: [0x36], immediate: 'memory' },
  'f32.store': { bytes: [0x38], immediate: 'memory' },
  'f64.store': { bytes: [0x39], immediate: 'memory' },
  'i32.const': { bytes: [0x41], immediate: 'i32' },
  'f32.const': { bytes: [0x43], immediate: 'f32' },
  'f64.const': { bytes: [0x44], immediate: 'f64' },
  'i32.eqz': plain(0x45),
  'i32.eq': plain(0x46),
  'i32.ne': plain(0x47),
  'i32.lt_s': plain(0x48),
  'i32.lt_u': plain(0x49),
  'i32.gt_s': plain(0x4a),
  'i32.ge_s': plain(0x4e),
  'f32.eq': plain(0x5b),
  'f32.ne': plain(0x5c),
  'f32.lt': plain(0x5d),
  'f32.gt': plain(0x5e),
  'i32.add': plain(0x6a),
  'i32.sub': plain(0x6b),
  'i32.mul': plain(0x6c),
  'i32.div_u': plain(0x6e),
  'i32.rem_u': plain(0x70),
  'i32.and': plain(0x71),
  'i32.or': plain(0x72),
  'i32.xor': plain(0x73),
  'i32.shl': plain(0x74),
  'i32.shr_u': plain(0x76),
  'f32.abs': plain(0x8b),
  'f32.neg': plain(0x8c),
  'f32.floor': plain(0x8e),
  'f32.sqrt': plain(0x91),
  'f32.add': plain(0x92),
  'f32.sub': plain(0x93),
  'f32.mul': plain(0x94),
  'f32.div': plain(0x95),
  'f32.min': plain(0x96),
  'f32.max': plain(0x97),
  'f64.add': plain(0xa0),
  'f64.mul': plain(0xa2),
  'f32.convert_i32_s': plain(0xb2),
  'f32.demote_f64': plain(0xb6),
  'f64.promote_f32': plain(0xbb),
  'v128.load': simd(0x00, 'memory'),
  'v128.load32_splat': simd(0x09, 'memory'),
  'v128.store': simd(0x0b, 'memory'),
  'v128.const': simd(0x0c, 'v128'),
  'i8x16.shuffle': simd(0x0d, 'lanes'),
  'i32x4.splat': simd(0x11),
  'f32x4.splat': simd(0x13),
  'f64x2.splat': simd(0x14),
  'f32x4.extract_lane': simd(0x1f, 'lane'),
  'f32x4.replace_lane': simd(0x20, 'lane'),
  'i32x4.extract_lane': simd(0x1b, 'lane'),
  'i32x4.replace_lane': simd(0x1c, 'lane'),
  'i32x4.eq': simd(0x37),
  'i32x4.lt_s': simd(0x39),
  'f32x4.eq': simd(0x41),
  'f32x4.ne': simd(0x42),
  'f32x4.lt': simd(0x43),
  'f32x4.gt': simd(0x44),
  'f32x4.le': simd(0x45),
  'v128.not': simd(0x4d),
  'v128.and': simd(0x4e),
  'v128.andnot': simd(0x4f),
  'v128.or': simd(0x50),
  'v128.xor': simd(0x51),
  'v128.bitselect': simd(0x52),
  'v128.load32_lane': simd(0x56, 'memory+lane'),
  'v128.store32_lane': simd(0x5a, 'memory+lane'),
  'v128.store64_lane': simd(0x5b, 'memory+lane'),
  'v128.load32_zero': simd(0x5c, 'memory'),
  'f32x4.demote_f64x2_zero': simd(0x5e),
  'f64x2.promote_low_f32x4': simd(0x5f),
  'f32x4.floor': simd(0x68),
  'i32x4.shl': simd(0xab),
  'i32x4.shr_s': simd(0xac),
  'i32x4.shr_u': simd(0xad),
  'i32x4.add': simd(0xae),
  'i32x4.sub': simd(0xb1),
  'i32x4.mul': simd(0xb5),
  'f32x4.abs': simd(0xe0),
  'f32x4.neg': simd(0xe1),
  'f32x4.sqrt': simd(0xe3),
  'f32x4.add': simd(0xe4),
  'f32x4.sub': simd(0xe5),
  'f32x4.mul': simd(0xe6),
  'f32x4.div': simd(0xe7),
  'f32x4.min': simd(0xe8),
  'f32x4.max': simd(0xe9),
  'f32x4.pmin': simd(0xea),
  'f32x4.pmax': simd(0xeb),
  'f64x2.add': simd(0xf0),
  'f64x2.sub': simd(0xf1),
  'f64x2.mul': simd(0xf2),
  'i32x4.trunc_sat_f32x4_s': simd(0xf8),
  'f32x4.convert_i32x4_s': simd(0xfa),
} as const satisfies Record<string, Opcode>;

export type OpcodeName = keyof typeof opcodes;
