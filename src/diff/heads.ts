/** Parts of a list by what they are written as: a call of a block, or a repeat, where all of it is there. */
import type { CheckedStage, SequenceStage } from '../shapecheck/checked.ts';
import type { Part } from './part.ts';

/** How many parts of a list stand in each call and repeat within it. */
export type Counts = ReadonlyMap<SequenceStage, number>;

/** The outermost calls and repeats that these neighbours in a list make up, and the stages that are left, in order. */
export function headsOf(parts: readonly Part[], all: Counts): CheckedStage[] {
  const some = countsOf(parts);
  const heads = parts.map((part) => {
    const whole = part.around.find((one) => isNamed(one) && some.get(one) === all.get(one));
    return whole ?? part.stage;
  });
  return heads.filter((head, at) => head !== heads[at - 1]);
}

/** Not a turn, nor a stack that a block was given: its name says nothing of what it is. */
function isNamed({ of, given }: SequenceStage): boolean {
  return of === 'repeat' || (of === 'block' && !given);
}

/** `outside` are those that the whole list stands in. */
export function countsOf(parts: readonly Part[], outside: readonly SequenceStage[] = []): Counts {
  const counts = new Map<SequenceStage, number>();
  for (const { around } of parts)
    for (const one of around) if (!outside.includes(one)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
