/** log: after FreeBSD's e_logf.c (Sun Microsystems, 1993) in the form of musl. */
import { type Code, f32x4, get, i32, i32x4, ins, set } from '../../../wasm/code.ts';
import { add, div, mul, sub } from './arithmetic.ts';
import type { Temps } from './temps.ts';

const LN2_HIGH = 0.69313812256;
const LN2_LOW = 9.0580006145e-6;
/** Of the series in powers of s², s = f / (2 + f). */
const [L1, L2, L3, L4] = [0.66666662693, 0.40000972152, 0.28498786688, 0.24279078841] as const;
/** The bits of sqrt(1/2), 1 and what masks the fraction. */
const [ROOT, ONE, FRACTION] = [0x3f3504f3, 0x3f800000, 0x7fffff] as const;
const SMALLEST_NORMAL = 2 ** -126;

/** x = 2^k (1 + f) with 1 + f from sqrt(1/2) to sqrt(2); log(1 + f) = f - f²/2 + s (f²/2 + R(s²)). */
export function logCode(temps: Temps, of: Code): Code {
  const [x, bits, k, f, s, small] = [temps(0), temps(1), temps(2), temps(3), temps(4), temps(5)];
  const odd = mul(get(small), add(mul(get(small), f32x4(L4)), f32x4(L2)));
  const scaled = ins('v128.bitselect', mul(get(x), f32x4(2 ** 25)), get(x), get(small));
  return [
    set(x, of),
    set(small, ins('f32x4.lt', get(x), f32x4(SMALLEST_NORMAL))),
    set(bits, ins('i32x4.add', scaled, i32x4(ONE - ROOT))),
    set(k, ins('f32x4.convert_i32x4_s', ins('i32x4.sub', ins('i32x4.shr_s', get(bits), i32(23)), i32x4(127)))),
    set(k, sub(get(k), ins('v128.and', get(small), f32x4(25)))),
    set(f, sub(ins('i32x4.add', ins('v128.and', get(bits), i32x4(FRACTION)), i32x4(ROOT)), f32x4(1))),
    set(s, div(get(f), add(get(f), f32x4(2)))),
    set(bits, mul(get(s), get(s))),
    set(small, mul(get(bits), get(bits))),
    set(bits, add(mul(get(bits), add(mul(get(small), f32x4(L3)), f32x4(L1))), odd)),
    set(small, mul(mul(get(f), get(f)), f32x4(0.5))),
    withEnds(
      get(x),
      add(
        add(sub(add(mul(get(s), add(get(small), get(bits))), mul(get(k), f32x4(LN2_LOW))), get(small)), get(f)),
        mul(get(k), f32x4(LN2_HIGH)),
      ),
    ),
  ];
}

/** The logarithm of 0 and of less, of Infinity and of what is not a number. */
function withEnds(x: Code, finite: Code): Code {
  const beyond = ins('v128.not', ins('f32x4.lt', x, f32x4(Number.POSITIVE_INFINITY)));
  const upper = ins('v128.bitselect', x, finite, beyond);
  const lower = ins('v128.or', upper, ins('f32x4.lt', x, f32x4(0)));
  return ins('v128.bitselect', f32x4(Number.NEGATIVE_INFINITY), lower, ins('f32x4.eq', x, f32x4(0)));
}
