/** A model as boxes to draw: blocks and repeats are boxes round others, and turns that are alike are one. */
import type { CheckedModel, CheckedStage, SequenceStage } from '../shapecheck/checked.ts';
import { constant, type Dim } from '../shapes/dim.ts';
import { type TensorType, typeText } from '../shapes/shape.ts';
import { layerMacs, numbersOf } from '../summary/summary.ts';

export interface Picture {
  readonly name: string | undefined;
  /** Types as printed; undefined where an error leaves them open. */
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly boxes: readonly Box[];
}

interface Base {
  /** The stages that it stands for: one, or one of each turn. */
  readonly paths: readonly string[];
  /** As written, arguments worked out; with all turns, where they differ. */
  readonly texts: readonly string[];
  /** What it gives, of each turn. */
  readonly outputs: readonly (string | undefined)[];
}

export type Box = LayerBox | GroupBox | JoinBox | TapBox | ReadBox;

export interface LayerBox extends Base {
  readonly kind: 'layer';
  /** Trained numbers, and multiply-adds of one example, of all turns. */
  readonly params: readonly Dim[];
  readonly macs: readonly Dim[];
  readonly isBroken: boolean;
}

/** A block, or a repeat. */
export interface GroupBox extends Base {
  readonly kind: 'group';
  /** How often it runs. */
  readonly times: number;
  readonly children: readonly Box[];
}

/** Branches over one input, joined. A branch without boxes hands the input on. */
export interface JoinBox extends Base {
  readonly kind: 'join';
  readonly branches: readonly (readonly Box[])[];
  /** The remembered values that it joins in place of branches. */
  readonly taps: readonly number[];
}

/** Remembers what comes in, or its branch over it. */
export interface TapBox extends Base {
  readonly kind: 'tap';
  readonly taps: readonly number[];
  readonly branch: readonly Box[];
}

export interface ReadBox extends Base {
  readonly kind: 'read';
  readonly taps: readonly number[];
}

/** The boxes of a model, in running order. */
export function pictureOf({ name, input, output, stages }: CheckedModel): Picture {
  return { name, input: input && typeText(input), output: output && typeText(output), boxes: boxesOf(stages) };
}

function boxesOf(stages: readonly CheckedStage[]): Box[] {
  return stages.flatMap(boxOf);
}

function boxOf(stage: CheckedStage): Box[] {
  const base = { paths: [stage.path], texts: [stage.text], outputs: [outputOf(stage.output)] };
  switch (stage.kind) {
    case 'layer': {
      if (stage.def.name === 'id') return [];
      const macs = stage.input && stage.output ? layerMacs(stage, stage.input) : constant(0);
      return [{ kind: 'layer', ...base, params: [numbersOf(stage.weights)], macs: [macs], isBroken: false }];
    }
    case 'broken':
      return [{ kind: 'layer', ...base, params: [constant(0)], macs: [constant(0)], isBroken: true }];
    case 'sequence':
      return sequence(stage, base);
    case 'residual': {
      const branches = [stage.via ? boxesOf([stage.via]) : [], boxesOf([stage.body])];
      return [{ kind: 'join', ...base, branches, taps: [] }];
    }
    case 'join':
      return [
        { kind: 'join', ...base, branches: stage.branches.map((branch) => boxesOf([branch])), taps: stage.taps ?? [] },
      ];
    case 'tap':
      return [{ kind: 'tap', ...base, taps: [stage.tap], branch: stage.branch ? boxesOf([stage.branch]) : [] }];
    case 'read':
      return [{ kind: 'read', ...base, taps: [stage.tap] }];
  }
}

function sequence(stage: SequenceStage, base: Base): Box[] {
  if (stage.of === 'group') return boxesOf(stage.children);
  if (stage.of !== 'repeat') return [{ kind: 'group', ...base, times: 1, children: boxesOf(stage.children) }];
  const turns: (readonly Box[])[] = stage.children.map((turn) =>
    'children' in turn ? boxesOf(turn.children) : boxesOf([turn]),
  );
  const [first, ...others] = turns;
  if (!first) return [];
  const isAlike = others.every((turn) => formOf(turn) === formOf(first));
  if (isAlike) return [{ kind: 'group', ...base, times: turns.length, children: turns.reduce(together) }];
  return [{ kind: 'group', ...base, times: 1, children: boxesOf(stage.children) }];
}

/** What must be equal in turns that are drawn as one: layers and how they are put together, whatever their sizes. */
function formOf(boxes: readonly Box[]): string {
  return JSON.stringify(boxes.map(form));
}

function form(box: Box): unknown {
  const word = /^[\w@]+/.exec(box.texts[0] ?? '')?.[0];
  switch (box.kind) {
    case 'layer':
    case 'read':
      return [box.kind, word];
    case 'group':
      return [box.kind, word, box.times, box.children.map(form)];
    case 'join':
      return [box.kind, word, box.branches.map((branch) => branch.map(form))];
    case 'tap':
      return [box.kind, word, box.branch.map(form)];
  }
}

/** Boxes of one form as one. */
function together(some: readonly Box[], others: readonly Box[]): readonly Box[] {
  return some.map((box, at) => merged(box, others[at] as Box));
}

function merged(one: Box, other: Box): Box {
  const base = {
    paths: [...one.paths, ...other.paths],
    texts: [...one.texts, ...other.texts],
    outputs: [...one.outputs, ...other.outputs],
  };
  if (one.kind === 'layer' && other.kind === 'layer')
    return { ...one, ...base, params: [...one.params, ...other.params], macs: [...one.macs, ...other.macs] };
  if (one.kind === 'group' && other.kind === 'group')
    return { ...one, ...base, children: together(one.children, other.children) };
  if (one.kind === 'join' && other.kind === 'join') {
    const branches = one.branches.map((branch, at) => together(branch, other.branches[at] as readonly Box[]));
    return { ...one, ...base, branches, taps: [...one.taps, ...other.taps] };
  }
  if (one.kind === 'tap' && other.kind === 'tap')
    return { ...one, ...base, taps: [...one.taps, ...other.taps], branch: together(one.branch, other.branch) };
  if (one.kind === 'read' && other.kind === 'read') return { ...one, ...base, taps: [...one.taps, ...other.taps] };
  throw new Error('boxes of two forms cannot be one');
}

function outputOf(type: TensorType | undefined): string | undefined {
  return type && typeText(type);
}
