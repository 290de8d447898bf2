/**
 * A checked model in the form in which two are compared: a tree of parts that says what is computed and not how it was
 * written. Blocks, groups and repeats are gone, arguments have their values, `id` is nothing, `residual` is a sum.
 */
import type { Params } from '../registry/param.ts';
import type {
  BrokenStage,
  CheckedModel,
  CheckedStage,
  JoinStage,
  LayerStage,
  ResidualStage,
  SequenceStage,
} from '../shapecheck/checked.ts';
import { exactText } from './exact-text.ts';

/** One layer, join, branch or tap. */
export interface Part {
  /** The name of a layer or join, or `branch`, `tap`, `read`, `broken`; while calls are kept, `block`, `repeat`, `turn`. */
  readonly word: string;
  /** Every argument with its exact value, in JSON; defaults are among them. */
  readonly args: Readonly<Record<string, string>>;
  /** What it is made of: the branches of a join, the stages of a branch. */
  readonly children: readonly Part[];
  /** Equal for parts that are equal in all of this, in either of two models. */
  readonly id: number;
  /** How many parts it is, itself among them. */
  readonly size: number;
  readonly stage: CheckedStage;
  /** The blocks, repeats and turns that it was written in, from the outside in. */
  readonly around: readonly SequenceStage[];
  /** The values that it remembers or reads, by the ids of their taps. */
  readonly taps: readonly number[];
}

/** Gives equal texts equal numbers. */
export type Ids = Map<string, number>;

/** The parts of a model in running order. `ids` is shared by the two models that are compared. */
export function partsOf({ stages }: CheckedModel, ids: Ids): Part[] {
  return listOf(stages, { ids, around: [], owners: new Set(), keepsCalls: false });
}

/** The same with calls of blocks, repeats and their turns as parts of their own, whatever they are called. */
export function partsWithCalls({ stages }: CheckedModel, ids: Ids): Part[] {
  return listOf(stages, { ids, around: [], owners: new Set(), keepsCalls: true });
}

/** A part without the calls in it, of which `bare` tells the same; several where it is itself one. */
export function withoutCalls(part: Part, ids: Ids, bare: (child: Part) => readonly Part[]): readonly Part[] {
  const children = part.children.flatMap(bare);
  return isCall(part) ? children : [numbered({ ...part, children }, ids)];
}

export function isCall({ stage, word }: Pick<Part, 'stage' | 'word'>): boolean {
  return stage.kind === 'sequence' && word !== 'branch';
}

interface Scope {
  readonly ids: Ids;
  readonly around: readonly SequenceStage[];
  /** Paths of the weights seen so far: a layer that comes back to one shares it. */
  readonly owners: Set<string>;
  readonly keepsCalls: boolean;
}

function listOf(stages: readonly CheckedStage[], scope: Scope): Part[] {
  return stages.flatMap((stage) => inStage(stage, scope));
}

function inStage(stage: CheckedStage, scope: Scope): Part[] {
  switch (stage.kind) {
    case 'layer':
      return stage.def.name === 'id' ? [] : [layer(stage, scope)];
    case 'sequence':
      return sequence(stage, scope);
    case 'residual':
      return [residual(stage, scope)];
    case 'join':
      return [joined(stage, {}, scope)];
    case 'tap':
      return [make('tap', {}, stage.branch ? inStage(stage.branch, scope) : [], stage, scope, [stage.tap])];
    case 'read':
      return [make('read', {}, [], stage, scope, [stage.tap])];
    case 'broken':
      return broken(stage, scope);
  }
}

/** What it was to be, so that what is in it can be compared; told apart from one whose arguments are right. */
function broken(stage: BrokenStage, scope: Scope): Part[] {
  const { meant, text, faulty } = stage;
  if (!meant) return [make('broken', { text }, [], stage, scope)];
  if (meant.kind !== 'join' || !faulty) return inStage(meant, scope);
  return [joined(meant, { 'as written': meant.text }, scope)];
}

function sequence(stage: SequenceStage, scope: Scope): Part[] {
  if (stage.of === 'group') return listOf(stage.children, scope);
  const children = listOf(stage.children, { ...scope, around: [...scope.around, stage] });
  return scope.keepsCalls ? [make(stage.of, {}, children, stage, scope)] : children;
}

function layer(stage: LayerStage, scope: Scope): Part {
  const paths = [...stage.weights, ...stage.shared].map(({ path }) => path);
  const isShared = paths.some((path) => scope.owners.has(path));
  for (const path of paths) scope.owners.add(path);
  const shares = isShared ? { 'shared weights': 'true' } : {};
  return make(stage.def.name, { ...argsOf(meantBy(stage), stage.def.params), ...shares }, [], stage, scope);
}

/** Windows of a pool stand side by side where nothing is said of them. */
function meantBy({ def: { group }, params }: LayerStage): LayerStage['params'] {
  return group === 'pooling' && 'k' in params && params.stride === undefined ? { ...params, stride: params.k } : params;
}

function residual(stage: ResidualStage, scope: Scope): Part {
  const around = stage.via ? inStage(stage.via, scope) : [];
  const branches = [around, inStage(stage.body, scope)].map((list) => make('branch', {}, list, stage, scope));
  return make('sum', {}, branches, stage, scope);
}

function joined(stage: JoinStage, more: Readonly<Record<string, string>>, scope: Scope): Part {
  const branches = stage.branches.map((branch) => make('branch', {}, inStage(branch, scope), branch, scope));
  const args = { ...argsOf(stage.params, stage.def.params), ...more };
  return make(stage.def.name, args, branches, stage, scope, stage.taps ?? []);
}

/** The stage whose weights a layer takes is told by those. */
function argsOf(values: Readonly<Record<string, unknown>>, params: Params): Record<string, string> {
  const entries = Object.entries(values).filter(
    ([name, value]) => value !== undefined && params[name]?.kind !== 'table',
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, exactText(value)]));
}

function make(
  word: string,
  args: Readonly<Record<string, string>>,
  children: readonly Part[],
  stage: CheckedStage,
  { ids, around }: Scope,
  taps: readonly number[] = [],
): Part {
  return numbered({ word, args, children, stage, around, taps }, ids);
}

/** A part with the number that it shares with its equals. A call by itself is nothing. */
function numbered(part: Omit<Part, 'id' | 'size'>, ids: Ids): Part {
  const { word, args, children } = part;
  const text = JSON.stringify([word, Object.entries(args).sort(), children.map(({ id }) => id)]);
  const id = ids.get(text) ?? ids.size;
  ids.set(text, id);
  const own = isCall(part) ? 0 : 1;
  return {
    ...part,
    id,
    size: Math.max(
      1,
      children.reduce((sum, child) => sum + child.size, own),
    ),
  };
}
