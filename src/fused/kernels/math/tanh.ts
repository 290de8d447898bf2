/**
 * tanh: the rational function of Eigen (Core/MathFunctionsImpl.h, `ptanh_float`, found by rminimax) as a sum of partial
 * fractions. All of them are positive, and two divisions side by side take less time than the products they save.
 */
import { type Code, f32x4, get, type Local, set } from '../../../wasm/code.ts';
import { add, clamp, div, mul } from './arithmetic.ts';
import type { Temps } from './temps.ts';

/** From here on the function below is 1, and nowhere more. */
const LIMIT = 8.008352279663086;
const WHOLE = 0.017397629097104073;
/** (a s + b) / (s² + c s + d) */
const FRACTIONS = [
  [4.0317182540893555, 49.59035873413086, 24.755859375, 54.99473190307617],
  [14.979835510253906, 1834.584716796875, 390.29461669921875, 22684.736328125],
] as const;

/** x times the sum of the whole part and the fractions, with s = x² */
export function tanhCode(temps: Temps, of: Code): Code {
  const [x, square] = [temps(0), temps(1)];
  const [low, high] = FRACTIONS;
  return [
    set(x, clamp(of, -LIMIT, LIMIT)),
    set(square, mul(get(x), get(x))),
    mul(get(x), add(add(fraction(square, low), f32x4(WHOLE)), fraction(square, high))),
  ];
}

function fraction(s: Local, [a, b, c, d]: (typeof FRACTIONS)[number]): Code {
  const above = add(mul(get(s), f32x4(a)), f32x4(b));
  return div(above, add(mul(add(get(s), f32x4(c)), get(s)), f32x4(d)));
}
