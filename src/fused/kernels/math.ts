/**
 * Functions of four numbers at once, as code that is written in place. They are right to a few units in the last place
 * wherever the result is finite; what is not a number stays so.
 */
import { type Code, type FunctionBuilder, f32x4, ins } from '../../wasm/code.ts';
import { erfCode } from './math/erf.ts';
import { expCode, sigmoidCode } from './math/exp.ts';
import { logCode } from './math/log.ts';
import { signCode } from './math/sign.ts';
import { tanhCode } from './math/tanh.ts';
import { type Temps, temps } from './math/temps.ts';
import { cosCode, sinCode } from './math/turns.ts';

type Unary = (x: Code) => Code;
type Binary = (a: Code, b: Code) => Code;

export interface Functions {
  readonly neg: Unary;
  /** 0 where the result is below all numbers, Infinity where it is above. */
  readonly exp: Unary;
  /** -Infinity of 0, not a number of less. */
  readonly log: Unary;
  readonly tanh: Unary;
  readonly sigmoid: Unary;
  readonly sqrt: Unary;
  readonly abs: Unary;
  /** -1, 0 or 1. */
  readonly sign: Unary;
  readonly erf: Unary;
  /** Up to 4e8 on both sides. */
  readonly sin: Unary;
  readonly cos: Unary;
  readonly add: Binary;
  readonly sub: Binary;
  readonly mul: Binary;
  readonly div: Binary;
  /** The second where it is greater, else the first. */
  readonly max: Binary;
  /** The second where it is less, else the first. */
  readonly min: Binary;
  /** 1 or 0. */
  readonly less: Binary;
  readonly equal: Binary;
  /** The second where the first is not 0, else the third. */
  readonly select: (condition: Code, then: Code, otherwise: Code) => Code;
}

/** All functions share their locals, so that a function may be nested in another one's argument. */
export function functionsFor(builder: FunctionBuilder): Functions {
  const own: Temps = temps(builder);
  const one = f32x4(1);
  return {
    neg: (x) => ins('f32x4.neg', x),
    exp: (x) => expCode(own, x),
    log: (x) => logCode(own, x),
    tanh: (x) => tanhCode(own, x),
    sigmoid: (x) => sigmoidCode(own, x),
    sqrt: (x) => ins('f32x4.sqrt', x),
    abs: (x) => ins('f32x4.abs', x),
    sign: (x) => signCode(own, x),
    erf: (x) => erfCode(own, x),
    sin: (x) => sinCode(own, x),
    cos: (x) => cosCode(own, x),
    add: (a, b) => ins('f32x4.add', a, b),
    sub: (a, b) => ins('f32x4.sub', a, b),
    mul: (a, b) => ins('f32x4.mul', a, b),
    div: (a, b) => ins('f32x4.div', a, b),
    max: (a, b) => ins('f32x4.pmax', a, b),
    min: (a, b) => ins('f32x4.pmin', a, b),
    less: (a, b) => ins('v128.and', ins('f32x4.lt', a, b), one),
    equal: (a, b) => ins('v128.and', ins('f32x4.eq', a, b), one),
    select: (condition, then, otherwise) =>
      ins('v128.bitselect', then, otherwise, ins('f32x4.ne', condition, f32x4(0))),
  };
}
