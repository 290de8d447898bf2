/** tanh: the rational function of Eigen (Core/MathFunctionsImpl.h, `ptanh_float`, found by rminimax). */
import { type Code, get, set } from '../../../wasm/code.ts';
import { add, clamp, div, mul, polynomial } from './arithmetic.ts';
import type { Temps } from './temps.ts';

/** From here on the function below is 1. */
const LIMIT = 7.907389640808105;
const NUMERATOR = [1.394553628e-8, 2.10273356e-5, 3.520756727e-3, 1.3402161e-1];
const DENOMINATOR = [8.015776984e-7, 3.326951409e-4, 2.597254514e-2, 4.67354834e-1, 1];

/** x (1 + x² N(x²)) / D(x²) */
export function tanhCode(temps: Temps, of: Code): Code {
  const [x, square] = [temps(0), temps(1)];
  return [
    set(x, clamp(of, -LIMIT, LIMIT)),
    set(square, mul(get(x), get(x))),
    div(add(mul(mul(get(square), get(x)), polynomial(square, NUMERATOR)), get(x)), polynomial(square, DENOMINATOR)),
  ];
}
