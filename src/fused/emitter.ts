/** Writes values as code: each once, into a local where it is used again or where a loop would compute it over and over. */
import { type Code, type FunctionBuilder, get, type Local, set } from '../wasm/code.ts';
import type { Value } from './values.ts';

export interface Emitter {
  /** Computes what `values` need from outside of the loop at this level, and keeps it. */
  hoist(values: readonly Value[], level: number): Code;
  /** A value for use at a level; what of it is used more than once is kept for the rest of the scope. */
  use(value: Value): Code;
  /** Tells how often values will be used from here on, each counted once for every use. */
  expect(values: readonly Value[]): void;
  /** Runs code whose kept values are forgotten at its end. */
  scope(write: () => Code): Code;
}

export function emitter(builder: FunctionBuilder): Emitter {
  let kept = new Map<Value, Local>();
  let expected = new Map<Value, number>();
  const free = new Map<Value['type'], Local[]>();
  let taken: Local[] = [];

  const take = (type: Value['type']): Local => {
    const local = free.get(type)?.pop() ?? builder.local(type);
    taken.push(local);
    return local;
  };

  const keep = (value: Value, code: Code): Code => {
    const local = take(value.type);
    kept.set(value, local);
    return set(local, code);
  };

  /** A value as one expression; what it needs more than once is computed before, whatever comes first in it. */
  const written = (value: Value, before: Code[]): Code => {
    const local = kept.get(value);
    if (local) return get(local);
    const code = value.code(value.inputs.map((input) => written(input, before)));
    if (value.trivial || (expected.get(value) ?? 0) < 2) return code;
    before.push(keep(value, code));
    return get(kept.get(value) as Local);
  };

  const use = (value: Value): Code => {
    const before: Code[] = [];
    const code = written(value, before);
    return [before, code];
  };

  const expect = (values: readonly Value[]): void => {
    const seen = new Set<Value>();
    const visit = (value: Value) => {
      expected.set(value, (expected.get(value) ?? 0) + 1);
      if (seen.has(value) || kept.has(value)) return;
      seen.add(value);
      value.inputs.forEach(visit);
    };
    values.forEach(visit);
  };

  const hoist = (values: readonly Value[], level: number): Code => {
    const found = new Set<Value>();
    const seen = new Set<Value>();
    const visit = (value: Value) => {
      if (kept.has(value) || seen.has(value)) return;
      seen.add(value);
      if (value.level > level) value.inputs.forEach(visit);
      else if (!value.trivial) found.add(value);
    };
    values.forEach(visit);
    const wanted = [...found];
    expect(wanted);
    return wanted.map((value) => {
      if (kept.has(value)) return [];
      const before: Code[] = [];
      const code = value.code(value.inputs.map((input) => written(input, before)));
      return [before, keep(value, code)];
    });
  };

  const scope = (write: () => Code): Code => {
    const before = { kept, expected, taken };
    kept = new Map(kept);
    expected = new Map();
    taken = [];
    const code = write();
    for (const local of taken) {
      const list = free.get(local.type as Value['type']);
      if (list) list.push(local);
      else free.set(local.type as Value['type'], [local]);
    }
    ({ kept, expected, taken } = before);
    return code;
  };

  return { hoist, use, expect, scope };
}
