/** Axes of weights with a place for each token of the data, and where the tokens of one vocabulary stand in another. */
import type { CheckedModel, CheckedSpec, CheckedStage, LayerStage } from '../shapecheck/checked.ts';
import { childrenOf } from '../shapecheck/children.ts';
import { equals } from '../shapes/dim.ts';

/** Numbers along an axis that go by what they stand for: for each place the one that it had, or -1. */
export interface ByToken {
  readonly axis: number;
  readonly from: readonly number[];
}

/** For each token of the second spec its place in the first, or -1; undefined where both have the same, or one is unknown. */
export function tokenPlaces(a: CheckedSpec, b: CheckedSpec): readonly number[] | undefined {
  const [own, other] = [a.data?.description.tokens, b.data?.description.tokens];
  if (!own || !other || `${own}` === `${other}`) return undefined;
  const places = new Map(own.map((token, place) => [token, place]));
  return other.map((token) => places.get(token) ?? -1);
}

/** By paths of weights, the axis that goes by token. */
export function tokenAxes({ stages, input, target }: CheckedModel): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (!input?.vocab) return found;
  tables(stages, found);
  const last = target?.kind === 'tokens' ? lastLayer(stages) : undefined;
  const width = last?.output?.dims.at(-1);
  if (last?.def.name === 'linear' && width && equals(width, input.vocab))
    for (const { path, shape } of last.weights) found.set(path, shape.length - 1);
  return found;
}

/** The rows of embeddings, and of linear layers over one-hot vectors. */
function tables(stages: readonly CheckedStage[], found: Map<string, number>): void {
  for (const [at, stage] of stages.entries()) {
    if (stage.kind === 'layer' && (stage.def.name === 'embed' || isOneHot(stages[at - 1])))
      for (const { path } of stage.weights) if (path.endsWith('.weight')) found.set(path, 0);
    tables(childrenOf(stage), found);
  }
}

function isOneHot(stage: CheckedStage | undefined): boolean {
  return stage?.kind === 'layer' && stage.def.name === 'onehot';
}

/** The layer that gives what is compared with the target, where it is one; activations behind it keep its places. */
function lastLayer(stages: readonly CheckedStage[]): LayerStage | undefined {
  const last = stages.findLast((stage) => !(stage.kind === 'layer' && stage.def.group === 'activation'));
  if (last?.kind === 'sequence') return lastLayer(last.children);
  return last?.kind === 'layer' ? last : undefined;
}
