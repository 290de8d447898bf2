/** One change at one place, before those of one cause are put together. */
import type { CheckedStage, SequenceStage } from '../shapecheck/checked.ts';
import type { ModelChange, Stages } from './change.ts';
import type { Part } from './part.ts';

/** A change with the parts that it is about: those decide what it is grouped with, and what causes it. */
export interface Single {
  readonly change: ModelChange;
  readonly a: readonly Part[];
  readonly b: readonly Part[];
  /** What was written in either spec where it can have other values though it is written alike. */
  readonly written: readonly [a: string, b: string] | undefined;
  /** The calls and repeats that it stands in, from the outside in, where its parts do not tell. */
  readonly around?: readonly [a: readonly SequenceStage[], b: readonly SequenceStage[]];
}

/** Stages with their texts and places. */
export function stagesOf(stages: readonly CheckedStage[]): Stages {
  return { texts: stages.map(({ text }) => text), places: stages.map(({ path, span }) => ({ path, span })) };
}
