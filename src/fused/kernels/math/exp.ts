/** exp and sigmoid: Cephes' expf (Moshier, netlib.org/cephes) with the scaling by a power of two done in two steps. */
import { type Code, f32x4, get, i32, i32x4, ins, set } from '../../../wasm/code.ts';
import { add, clamp, div, mul, polynomial, sub } from './arithmetic.ts';
import type { Temps } from './temps.ts';

/** Added to a float up to 2^22 it leaves the nearest whole number in the lowest bits. */
const ROUND = 1.5 * 2 ** 23;
/** ln 2 in two parts; the first times a whole number up to 2^15 is exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
const COEFFICIENTS = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 0.50000001201];
/** Below the first the result is 0, above the second Infinity. */
const [LEAST, MOST] = [-104, 89];

export function expCode(temps: Temps, of: Code): Code {
  const [x, rounded, r, scale] = [temps(0), temps(1), temps(2), temps(3)];
  const whole = sub(get(rounded), f32x4(ROUND));
  const one = i32x4(0x3f800000);
  const square = mul(get(r), get(r));
  const result = add(add(mul(polynomial(r, COEFFICIENTS), square), get(r)), f32x4(1));
  return [
    set(x, clamp(of, LEAST, MOST)),
    set(rounded, add(mul(get(x), f32x4(Math.LOG2E)), f32x4(ROUND))),
    set(r, whole),
    set(r, sub(sub(get(x), mul(get(r), f32x4(LN2_HIGH))), mul(get(r), f32x4(LN2_LOW)))),
    set(scale, ins('i32x4.shl', ins('i32x4.shr_s', get(rounded), i32(1)), i32(23))),
    mul(
      mul(ins('v128.andnot', result, ins('f32x4.le', get(x), f32x4(LEAST))), ins('i32x4.add', get(scale), one)),
      ins('i32x4.add', ins('i32x4.sub', ins('i32x4.shl', get(rounded), i32(23)), get(scale)), one),
    ),
  ];
}

/** 1 / (1 + exp(-x)) */
export function sigmoidCode(temps: Temps, of: Code): Code {
  return div(f32x4(1), add(f32x4(1), expCode(temps, ins('f32x4.neg', of))));
}
