/** A join: how branches over the same input become one again. */
import type { Builder, Value } from '../ops/graph.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Example } from './layer.ts';
import type { Params, ValuesOf } from './param.ts';
import type { Rule } from './rule.ts';

export interface JoinDef<P extends Params = Params> {
  readonly name: 'sum' | 'mul' | 'concat';
  readonly summary: string;
  readonly signature: string;
  readonly formula: string;
  readonly params: P;
  readonly pytorch: string;
  readonly keras: string;
  readonly examples: readonly Example[];
  /** The shape rule over the types of all branches, of which there is at least one. */
  type(branches: readonly TensorType[], params: ValuesOf<P>): Rule;
  lower(b: Builder, branches: readonly Value[], params: ValuesOf<P>): Value;
}

/** States a join. */
export function defineJoin<const P extends Params>(join: JoinDef<P>): JoinDef<P> {
  return join;
}
