/** erf: the rational function of Eigen (SpecialFunctions, `generic_fast_erf_float`). */
import { type Code, get, set } from '../../../wasm/code.ts';
import { clamp, div, mul, polynomial } from './arithmetic.ts';
import type { Temps } from './temps.ts';

/** From here on erf is 1 in single precision, to half of the last place. */
const LIMIT = 3.832506856900711;
const NUMERATOR = [2.29050658613506e-4, 3.40829101071095e-3, 5.09556950623809e-2, 0.185208322399761, 1.12837914351908];
const DENOMINATOR = [
  -1.17916029543617e-7, 2.35479664713132e-5, 1.01796252789149e-3, 1.40704701711677e-2, 0.110985051782854,
  0.497469251100675, 1,
];

/** x N(x²) / D(x²), which near the limit may be off 1 by its last place, but must not be more. */
export function erfCode(temps: Temps, of: Code): Code {
  const [x, square] = [temps(0), temps(1)];
  return [
    set(x, clamp(of, -LIMIT, LIMIT)),
    set(square, mul(get(x), get(x))),
    clamp(div(mul(get(x), polynomial(square, NUMERATOR)), polynomial(square, DENOMINATOR)), -1, 1),
  ];
}
