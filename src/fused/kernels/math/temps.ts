/** Locals for what a function keeps while it computes. */
import type { FunctionBuilder, Local } from '../../../wasm/code.ts';

/** The vectors that a function uses, by number. An argument must be computed before the first of them is written. */
export type Temps = (at: number) => Local;

/** The same locals for every function of a builder, made when they are first asked for. */
export function temps(builder: FunctionBuilder): Temps {
  const known: Local[] = [];
  return (at) => {
    while (known.length <= at) known.push(builder.local('v128'));
    return known[at] as Local;
  };
}
