/** Functions of tensors as code for four numbers at once. */
import type { MapFunction } from '../tensors/tensor.ts';
import { type Code, type FunctionBuilder, ins } from '../wasm/code.ts';
import type { MathCode } from './ground.ts';
import { chanceFor } from './kernels/chance.ts';
import { functionsFor } from './kernels/math.ts';

export function mathCode(builder: FunctionBuilder): MathCode {
  const functions = functionsFor(builder);
  const { uniform } = chanceFor(builder);
  return {
    vector: (fn, args) => {
      const write = functions[fn as Exclude<MapFunction, 'float'>] as (...args: readonly Code[]) => Code;
      return write(...args);
    },
    random: (key, index) => uniform(ins('i32x4.splat', key), index),
  };
}
