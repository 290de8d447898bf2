/**
 * Values inside a kernel: expressions turned into the code of one vector, or one number, with the loop that each of them
 * changes with, so that what does not change is computed outside.
 */
import type { Code } from '../wasm/code.ts';

export type ValueKind = 'f32' | 'v128' | 'i32';

export interface Value {
  readonly key: string;
  readonly type: ValueKind;
  /** How many of the loops, from the outermost, must have begun before it can be computed. */
  readonly level: number;
  readonly inputs: readonly Value[];
  /** Costs nothing to write again: a constant, a counter, a local. */
  readonly trivial: boolean;
  code(inputs: readonly Code[]): Code;
}

/** Equal values are one object. */
export interface ValueTable {
  value(
    key: string,
    type: ValueKind,
    inputs: readonly Value[],
    code: (inputs: readonly Code[]) => Code,
    own?: { readonly level?: number; readonly trivial?: boolean },
  ): Value;
}

export function valueTable(): ValueTable {
  const known = new Map<string, Value>();
  return {
    value(key, type, inputs, code, { level = 0, trivial = false } = {}) {
      const found = known.get(key);
      if (found) return found;
      const made: Value = {
        key,
        type,
        inputs,
        code,
        trivial,
        level: inputs.reduce((most, input) => Math.max(most, input.level), level),
      };
      known.set(key, made);
      return made;
    },
  };
}
