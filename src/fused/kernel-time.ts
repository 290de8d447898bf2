/** How long a kernel is likely to take, by the instructions that it carries out. */
import type { Func } from '../wasm/code.ts';
import { countsOf } from '../wasm/counts.ts';
import type { OpcodeName } from '../wasm/opcodes.ts';
import type { Kernel } from './kernels.ts';

/** What an instruction is to the processor. Loads and stores of whole vectors hide behind the rest. */
type Cost =
  | 'hidden'
  | 'fused'
  | 'vector'
  | 'splat'
  | 'number'
  | 'lane'
  | 'division'
  | 'whole division'
  | 'whole'
  | 'turn';

/**
 * In nanoseconds: fitted, without negative ones, to the times of the single kernels of twelve specs (`npm run bench --
 * plan` measures them) on an AMD EPYC at about 4 GHz. Another machine is faster or slower, but in all of them alike.
 */
const nanoseconds: Readonly<Record<Cost, number>> = {
  hidden: 0,
  fused: 0.047,
  vector: 0.093,
  splat: 0.029,
  number: 0.12,
  lane: 0.087,
  division: 0.543,
  'whole division': 0.157,
  whole: 0.017,
  turn: 0.149,
};
/** To call a kernel. */
const CALL = 63;

/** Microseconds. */
export function kernelTime({ kind }: Pick<Kernel, 'kind'>, written: Func): number {
  let sum = CALL;
  for (const [op, times] of countsOf(written)) sum += times * nanoseconds[costOf(op, kind)];
  return sum / 1000;
}

function costOf(op: OpcodeName, kind: Kernel['kind']): Cost {
  const own = costs[op];
  if (own) return own;
  // The sums of products do not wait for each other, as those of other kernels do.
  if (kind === 'product' && (op === 'f32x4.mul' || op === 'f32x4.add')) return 'fused';
  if (/^([if]32x4|f64x2)\.(extract|replace)_lane$/.test(op)) return 'lane';
  if (/^([if]32x4|f64x2|v128)\./.test(op)) return 'vector';
  return op.startsWith('i32.') ? 'whole' : 'hidden';
}

const costs: Partial<Readonly<Record<OpcodeName, Cost>>> = {
  'v128.load': 'hidden',
  'v128.store': 'hidden',
  'v128.load32_lane': 'hidden',
  'v128.store32_lane': 'hidden',
  'v128.store64_lane': 'hidden',
  'v128.load32_zero': 'hidden',
  'v128.const': 'hidden',
  'i32.const': 'hidden',
  'v128.load32_splat': 'splat',
  'f32.load': 'number',
  'f32.store': 'number',
  'f64.load': 'number',
  'f64.store': 'number',
  'i32.load': 'number',
  'i32.store': 'number',
  'i8x16.shuffle': 'lane',
  'f32x4.div': 'division',
  'f32x4.sqrt': 'division',
  'f32.div': 'division',
  'f32.sqrt': 'division',
  'i32.div_u': 'whole division',
  'i32.rem_u': 'whole division',
  br: 'turn',
  br_if: 'turn',
  select: 'turn',
};
