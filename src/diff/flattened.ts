/** Of which sizes the last axis of what a layer gets is made, where it was flattened before: its weights go by those. */
import type { CheckedModel, CheckedStage, LayerStage } from '../shapecheck/checked.ts';
import { constant, numberOf } from '../shapes/dim.ts';

/** Sizes from the outside in, whose product is the length of the axis. */
export type Sizes = readonly number[];

/** By the paths of layers; none where the axis was not flattened, or hangs on a size that is open. */
export function flattenedInputs({ stages }: CheckedModel): ReadonlyMap<string, Sizes> {
  const found = new Map<string, Sizes>();
  walk(stages, undefined, found);
  return found;
}

/** Gives the sizes after the last stage. */
function walk(stages: readonly CheckedStage[], start: Sizes | undefined, found: Map<string, Sizes>): Sizes | undefined {
  return stages.reduce<Sizes | undefined>((sizes, stage) => after(stage, sizes, found), start);
}

function after(stage: CheckedStage, sizes: Sizes | undefined, found: Map<string, Sizes>): Sizes | undefined {
  switch (stage.kind) {
    case 'layer':
      if (sizes) found.set(stage.path, sizes);
      return layer(stage, sizes);
    case 'sequence':
      return walk(stage.children, sizes, found);
    case 'residual':
      if (stage.via) walk([stage.via], sizes, found);
      walk([stage.body], sizes, found);
      return stage.via ? undefined : sizes;
    case 'join':
      for (const branch of stage.branches) walk([branch], sizes, found);
      return undefined;
    case 'tap':
      if (stage.branch) walk([stage.branch], sizes, found);
      return sizes;
    case 'read':
      return undefined;
    case 'broken':
      return stage.meant && after(stage.meant, sizes, found);
  }
}

/** Layers that work number by number or channel by channel, and say so by their group. */
const keeping: ReadonlySet<string> = new Set(['activation', 'norm', 'chance']);

function layer({ def, input, output, params }: LayerStage, sizes: Sizes | undefined): Sizes | undefined {
  const isKept = numberOf(output?.dims.at(-1) ?? constant(0)) === sizes?.reduce((all, size) => all * size, 1);
  if (def.name !== 'flatten') return isKept && (keeping.has(def.group) || def.name === 'id') ? sizes : undefined;
  const dims = (input?.dims ?? []).slice(1).map(numberOf);
  const inner = sizes ?? [dims.at(-1)];
  const outer = params.n === undefined ? dims.slice(0, -1) : [numberOf(params.n as Parameters<typeof numberOf>[0])];
  const all = [...outer, ...inner];
  return all.every((size) => size !== undefined) ? all : undefined;
}
