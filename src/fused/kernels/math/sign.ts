/** The sign of a number: -1, 0 or 1. */
import { type Code, f32x4, get, ins, set } from '../../../wasm/code.ts';
import type { Temps } from './temps.ts';

/** 1 with the sign of x, but x itself where it is 0 or not a number. */
export function signCode(temps: Temps, of: Code): Code {
  const x = temps(0);
  const signed = ins('v128.or', ins('v128.and', get(x), f32x4(-0)), f32x4(1));
  return [set(x, of), ins('v128.bitselect', signed, get(x), ins('f32x4.gt', ins('f32x4.abs', get(x)), f32x4(0)))];
}
