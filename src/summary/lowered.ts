/** The models of a spec that have no errors, as the ops that they are made of. */
import { type Graph, lower } from '../ir/lower.ts';
import type { CheckedModel, CheckedSpec } from '../shapecheck/checked.ts';

export interface Lowered {
  readonly model: CheckedModel;
  readonly graph: Graph;
}

export function loweredModels({ models }: CheckedSpec): Lowered[] {
  return models.filter(({ broken, input }) => !broken && input).map((model) => ({ model, graph: lower(model) }));
}
