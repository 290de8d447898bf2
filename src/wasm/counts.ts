/** How often a function carries out each of its instructions: how often its loops turn stands in its code. */
import type { Code, Func, Instruction } from './code.ts';
import type { OpcodeName } from './opcodes.ts';

/** Times by instruction. Branches count as taken, and a loop of which nobody knows how often it turns as turning once. */
export type Counts = ReadonlyMap<OpcodeName, number>;

export function countsOf({ body }: Pick<Func, 'body'>): Counts {
  const code = flat(body);
  const ends = endsOf(code);
  const counts = new Map<OpcodeName, number>();
  const times = [1];
  for (const [at, { op }] of code.entries()) {
    const now = times.at(-1) as number;
    counts.set(op, (counts.get(op) ?? 0) + now);
    if (op === 'loop') times.push(now * turnsOf(code, at, ends.get(at) as number));
    if (op === 'block' || op === 'if') times.push(now);
    if (op === 'end') times.pop();
  }
  return counts;
}

function flat(code: Code): readonly Instruction[] {
  const found: Instruction[] = [];
  const visit = (part: Code): void => {
    if ('op' in part) found.push(part);
    else for (const each of part) visit(each);
  };
  visit(code);
  return found;
}

/** Where each block ends. */
function endsOf(code: readonly Instruction[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { op }] of code.entries()) {
    if (op === 'loop' || op === 'block' || op === 'if') open.push(at);
    if (op === 'end') ends.set(open.pop() as number, at);
  }
  return ends;
}

/** The loops of `code.ts` and those over pointers end with a comparison, of which the last instructions tell. */
function turnsOf(code: readonly Instruction[], start: number, end: number): number {
  const comparison = code[end - 2]?.op;
  if (comparison === 'i32.lt_u') return turnsOfCounter(code, start, end);
  return comparison === 'i32.ne' ? turnsOfPointer(code, start, end) : 1;
}

/** `counter = from; loop … (counter += step) < to`, where `to` may be a number more than a `from` that nobody knows. */
function turnsOfCounter(code: readonly Instruction[], start: number, end: number): number {
  const isRelative = code[end - 3]?.op === 'i32.add';
  const from = isRelative ? 0 : constantAt(code, start - 2);
  const to = constantAt(code, isRelative ? end - 4 : end - 3);
  const step = constantAt(code, isRelative ? end - 8 : end - 6);
  return turns(from, to, step);
}

/** `last = pointer + bytes; loop … pointer += step; pointer != last`. */
function turnsOfPointer(code: readonly Instruction[], start: number, end: number): number {
  const pointer = code[end - 4]?.args[0];
  for (let at = end - 5; at > start; at--)
    if (code[at]?.op === 'local.set' && code[at]?.args[0] === pointer)
      return turns(0, constantAt(code, start - 3), constantAt(code, at - 2));
  return 1;
}

function turns(from: number | undefined, to: number | undefined, step: number | undefined): number {
  if (from === undefined || to === undefined || !step) return 1;
  return Math.max(1, Math.ceil((to - from) / step));
}

function constantAt(code: readonly Instruction[], at: number): number | undefined {
  const found = code[at];
  return found?.op === 'i32.const' ? found.args[0] : undefined;
}
