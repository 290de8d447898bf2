/** Loops over summed axes in which two pointers go from number to number. */
import { type Code, type FunctionBuilder, get, i32, ins, type Local, loopWhileBelow, set } from '../../wasm/code.ts';

/** A summed axis and how far a step goes in each operand, in numbers. */
export interface SumAxis {
  readonly size: number;
  readonly left: number;
  readonly right: number;
}

export interface Pointers {
  readonly left: Local;
  readonly right: Local;
  readonly end: Local;
  /** One for each axis but the innermost. */
  readonly counters: readonly Local[];
}

export function pointersFor(builder: FunctionBuilder, axes: number): Pointers {
  const local = () => builder.local('i32');
  return { left: local(), right: local(), end: local(), counters: Array.from({ length: axes - 1 }, local) };
}

/** As few axes as possible: one of which the inner ends where a step of the outer leads to is one with it. */
export function merged(axes: readonly SumAxis[]): readonly SumAxis[] {
  const done: SumAxis[] = [];
  for (const inner of axes.filter(({ size }) => size > 1)) {
    const outer = done.at(-1);
    const isOne = outer?.left === inner.size * inner.left && outer.right === inner.size * inner.right;
    if (isOne) done[done.length - 1] = { ...inner, size: outer.size * inner.size };
    else done.push(inner);
  }
  return done;
}

/** The step for all counts of the axes. */
export function summedLoops(axes: readonly SumAxis[], pointers: Pointers, step: Code): Code {
  const inner = axes.at(-1);
  if (!inner) return step;
  const { left, right } = pointers;
  return axes.slice(0, -1).reduceRight<Code>(
    (body, axis, depth) => {
      const below = axes[depth + 1] as SumAxis;
      const step = [
        body,
        advance(left, axis.left - below.size * below.left),
        advance(right, axis.right - below.size * below.right),
      ];
      return loopWhileBelow(pointers.counters[depth] as Local, i32(0), i32(axis.size), 1, step);
    },
    innerLoop(inner, pointers, step),
  );
}

/** Ends when a pointer that moves has reached its end. */
function innerLoop(axis: SumAxis, { left, right, end }: Pointers, step: Code): Code {
  const [moving, stride] = axis.right !== 0 ? [right, axis.right] : [left, axis.left];
  if (stride === 0) return loopWhileBelow(end, i32(0), i32(axis.size), 1, step);
  return [
    set(end, ins('i32.add', get(moving), i32(4 * stride * axis.size))),
    { op: 'loop', args: [] },
    step,
    advance(left, axis.left),
    advance(right, axis.right),
    ins('i32.ne', get(moving), get(end)),
    { op: 'br_if', args: [0] },
    ins('end'),
  ];
}

function advance(pointer: Local, numbers: number): Code {
  return numbers === 0 ? [] : set(pointer, ins('i32.add', get(pointer), i32(4 * numbers)));
}
