/**
 * sin and cos: quarter turns are taken off in double precision as FreeBSD's e_rem_pio2f.c does, what is left goes into
 * the polynomials of Cephes' sinf and cosf (Moshier, netlib.org/cephes).
 */
import { type Code, f32x4, f64x2, get, i32, i32x4, ins, type Local, set, shuffle } from '../../../wasm/code.ts';
import { add, clamp, mul, polynomial, sub } from './arithmetic.ts';
import type { Temps } from './temps.ts';

/** Added to a double up to 2^51 it leaves the nearest whole number in the lowest bits. */
const ROUND = 1.5 * 2 ** 52;
/** pi / 2 in two parts; the first has 25 bits, so that its product with a whole number up to 2^28 is exact. */
const QUARTER_HIGH = 1.5707963109016418;
const QUARTER_LOW = 1.5893254773528196e-8;
/** More than pi / 4: only rests of numbers beyond 4e8 are changed, so that the result stays within -1 and 1. */
const MOST = 0.79;
const SINE = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1];
const COSINE = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2];

export function sinCode(temps: Temps, of: Code): Code {
  const { code, quarters } = reduced(temps, of);
  return [code, ofQuarter(temps, quarters)];
}

/** The sine a quarter turn later. */
export function cosCode(temps: Temps, of: Code): Code {
  const { code, quarters } = reduced(temps, of);
  return [code, set(quarters, ins('i32x4.add', get(quarters), i32x4(1))), ofQuarter(temps, quarters)];
}

/** Leaves the rest of -pi/4 to pi/4 in the first local, and how many quarter turns were taken off in another. */
function reduced(temps: Temps, of: Code): { readonly code: Code; readonly quarters: Local } {
  const [x, low, high, rest] = [temps(0), temps(1), temps(2), temps(3)];
  const half = (turns: Local, part: Code, into: Local): Code => {
    const whole = ins('f64x2.sub', get(turns), f64x2(ROUND));
    return [
      set(into, ins('f64x2.promote_low_f32x4', part)),
      set(turns, ins('f64x2.add', ins('f64x2.mul', get(into), f64x2(2 / Math.PI)), f64x2(ROUND))),
      set(into, ins('f64x2.sub', get(into), ins('f64x2.mul', whole, f64x2(QUARTER_HIGH)))),
      set(into, ins('f64x2.sub', get(into), ins('f64x2.mul', whole, f64x2(QUARTER_LOW)))),
      set(into, ins('f32x4.demote_f64x2_zero', get(into))),
    ];
  };
  const code = [
    set(x, of),
    half(high, shuffle(get(x), get(x), [2, 3, 2, 3]), rest),
    half(low, get(x), x),
    set(x, clamp(shuffle(get(x), get(rest), [0, 1, 4, 5]), -MOST, MOST)),
    set(low, shuffle(get(low), get(high), [0, 2, 4, 6])),
  ];
  return { code, quarters: low };
}

/** In every second quarter it is the cosine, and in the third and the fourth it is negative. */
function ofQuarter(temps: Temps, quarters: Local): Code {
  const [x, square] = [temps(0), temps(2)];
  const sine = add(mul(mul(polynomial(square, SINE), get(square)), get(x)), get(x));
  const fourth = mul(get(square), get(square));
  const cosine = add(sub(mul(polynomial(square, COSINE), fourth), mul(get(square), f32x4(0.5))), f32x4(1));
  const isCosine = ins('i32x4.eq', ins('v128.and', get(quarters), i32x4(1)), i32x4(1));
  const sign = ins('i32x4.shl', ins('i32x4.shr_u', get(quarters), i32(1)), i32(31));
  return [set(square, mul(get(x), get(x))), ins('v128.xor', ins('v128.bitselect', cosine, sine, isCosine), sign)];
}
