/** Repeats whose turns could not be counted: one turn stands for them, so that its stages alone do not tell what changed. */
import type { SequenceStage } from '../shapecheck/checked.ts';
import type { Paired } from './align.ts';
import type { ModelChange, Stages } from './change.ts';
import { type Single, stagesOf } from './single.ts';
import { calledBy } from './written.ts';

/** What became of them among pairs of parts, as they are written. */
export function uncountedChanges(pairs: readonly Paired[]): Single[] {
  const seen = new Set<SequenceStage>();
  return pairs.flatMap((pair): Single[] => {
    const [own, other] = [repeatsAround(pair.a.around), repeatsAround(pair.b.around)];
    const places = Array.from({ length: Math.max(own.length, other.length) }, (_, at) => [own[at], other[at]] as const);
    return places.flatMap(([a, b]) => {
      const open = [a, b].find((repeat) => repeat?.uncounted);
      if (!open || seen.has(open)) return [];
      seen.add(open);
      const change = changeOf(a, b);
      return change ? [{ change, a: [pair.a], b: [pair.b], written: undefined }] : [];
    });
  });
}

function changeOf(a: SequenceStage | undefined, b: SequenceStage | undefined): ModelChange | undefined {
  if (a && b) {
    const isAlike = calledBy(a) === calledBy(b) && a.uncounted === b.uncounted;
    return isAlike ? undefined : { kind: 'changed', from: repeatAs(a), to: repeatAs(b), args: [] };
  }
  const beside = { texts: [], places: [] };
  if (b) return { kind: 'wrapped', inner: insideOf(b), outer: repeatAs(b), beside };
  return a && { kind: 'unwrapped', inner: insideOf(a), outer: repeatAs(a), beside };
}

function insideOf({ children: [turn] }: SequenceStage): Stages {
  return stagesOf(turn?.kind === 'sequence' ? turn.children : []);
}

function repeatAs(repeat: SequenceStage): Stages {
  return { texts: [calledBy(repeat)], places: [{ path: repeat.path, span: repeat.span }] };
}

function repeatsAround(around: readonly SequenceStage[]): SequenceStage[] {
  return around.filter(({ of }) => of === 'repeat');
}
