/** Where the stages of a model stand: what is around each, and which of them drops the stream before it. */
import type { CheckedModel, CheckedStage, SequenceStage } from '../shapecheck/checked.ts';
import type { Source, Span } from '../text/source.ts';

/** A stage with the stages around it, from the outside in. */
export interface Place {
  readonly stage: CheckedStage;
  readonly around: readonly Place[];
  /** The list that it stands in, and where there. */
  readonly list: readonly CheckedStage[];
  readonly at: number;
}

export type Places = ReadonlyMap<string, Place>;

/** Every stage of a model by its path: of those that share one, as a stage and its body do, the outermost. */
export function placesOf({ stages }: CheckedModel): Places {
  const places = new Map<string, Place>();
  addAll(stages, [], places);
  return places;
}

/** The same of a stage and what it is made of. */
export function placesIn(stage: CheckedStage): Places {
  const places = new Map<string, Place>();
  addAll([stage], [], places);
  return places;
}

function addAll(stages: readonly CheckedStage[], around: readonly Place[], places: Map<string, Place>): void {
  for (const [at, stage] of stages.entries()) {
    const place = { stage, around, list: stages, at };
    if (!places.has(stage.path)) places.set(stage.path, place);
    for (const inner of partsOf(stage)) addAll(inner, [...around, place], places);
  }
}

/** The lists of stages that a stage is made of. */
function partsOf(stage: CheckedStage): (readonly CheckedStage[])[] {
  switch (stage.kind) {
    case 'layer':
    case 'read':
    case 'broken':
      return [];
    case 'sequence':
      return [stage.children];
    case 'residual':
      return [stage.via, stage.body].flatMap((part) => (part ? [[part]] : []));
    case 'join':
      return stage.branches.map((branch) => [branch]);
    case 'tap':
      return stage.branch ? [[stage.branch]] : [];
  }
}

/** What ends the stream that leaves a place: the stage that goes on with something else, or the tap that nobody reads. */
export function dropper({ around, list, at }: Place): CheckedStage | undefined {
  for (const stage of list.slice(at + 1)) {
    const found = takesOver(stage);
    if (found) return found;
  }
  const outer = around.at(-1);
  return outer?.stage.kind === 'tap' ? outer.stage : outer && dropper(outer);
}

/** The stage in these, or itself, that begins with what was tapped in place of its input. */
function takesOver(stage: CheckedStage): CheckedStage | undefined {
  switch (stage.kind) {
    case 'read':
      return stage;
    case 'join':
      return stage.taps || stage.branches.every(takesOver) ? stage : undefined;
    case 'sequence':
      return takenOverIn(stage);
    case 'layer':
    case 'residual':
    case 'tap':
    case 'broken':
      return undefined;
  }
}

function takenOverIn({ children }: SequenceStage): CheckedStage | undefined {
  const first = children.find(({ kind }) => kind !== 'tap');
  return first && takesOver(first);
}

/** Where a stage stands in a source: that of the call, where its own place is in another file. */
export function spanIn(source: Source, { stage, around }: Place): Span {
  const inside = [...around, { stage }].findLast((one) => one.stage.span.source === source);
  return (inside?.stage ?? stage).span;
}
