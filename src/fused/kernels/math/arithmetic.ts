/** Short names for arithmetic on vectors of four floats. */
import { type Code, f32x4, get, ins, type Local } from '../../../wasm/code.ts';

export const add = (a: Code, b: Code): Code => ins('f32x4.add', a, b);
export const sub = (a: Code, b: Code): Code => ins('f32x4.sub', a, b);
export const mul = (a: Code, b: Code): Code => ins('f32x4.mul', a, b);
export const div = (a: Code, b: Code): Code => ins('f32x4.div', a, b);

/** x kept between -limit and limit; what is not a number stays so. */
export function clamp(x: Code, least: number, most: number): Code {
  return ins('f32x4.pmin', ins('f32x4.pmax', x, f32x4(least)), f32x4(most));
}

/** A polynomial by Horner's rule, the coefficient of the highest power first. */
export function polynomial(x: Local, [highest = 0, ...others]: readonly number[]): Code {
  return others.reduce<Code>((sum, coefficient) => add(mul(sum, get(x)), f32x4(coefficient)), f32x4(highest));
}
