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

/** The most letters of what is in a residual or a join that are told with it. */
const MOST = 72;

/** Stages as `stagesOf` has them, residuals and joins with what is in them: they came or went as a whole. */
export function wholeStagesOf(stages: readonly CheckedStage[]): Stages {
  return { ...stagesOf(stages), texts: stages.map(wholeText) };
}

function wholeText(stage: CheckedStage): string {
  const inside = branchesOf(stage).map(insideText).join(', ');
  if (inside === '') return stage.text;
  return `${stage.text} ( ${inside.length > MOST ? '…' : inside} )`;
}

function branchesOf(stage: CheckedStage): readonly SequenceStage[] {
  if (stage.kind === 'residual') return stage.via ? [stage.via, stage.body] : [stage.body];
  if (stage.kind === 'join') return stage.branches;
  return stage.kind === 'tap' && stage.branch ? [stage.branch] : [];
}

function insideText({ children }: SequenceStage): string {
  return children
    .map((child) => (child.kind === 'sequence' && child.of === 'group' ? insideText(child) : wholeText(child)))
    .join(' | ');
}

/** Stages with their texts and places. */
export function stagesOf(stages: readonly CheckedStage[]): Stages {
  return { texts: stages.map(({ text }) => text), places: stages.map(({ path, span }) => ({ path, span })) };
}
