/** Builds the ops of a graph one after the other; the type of each result follows from its op. */
import type { Builder, OpNode, Value } from '../ops/graph.ts';
import { type Op, ruleOf } from '../ops/op.ts';
import type { TensorType } from '../shapes/shape.ts';

/** A graph under construction. */
export interface Construction {
  /** Ops in running order. */
  readonly nodes: readonly OpNode[];
  /** A value that no op makes: an input, a weight, a buffer, a target. */
  value(type: TensorType): Value;
  /** What the layer at this path builds with; asked for again, another turn of a repeat that shares its weights. */
  at(path: string): Builder;
}

/** An empty graph. */
export function construct(): Construction {
  const nodes: OpNode[] = [];
  let made = 0;
  const value = (type: TensorType): Value => ({ id: made++, type });
  const append = (path: string, op: Op, inputs: readonly (Value | undefined)[]): Value => {
    const output = value(
      ruleOf(op).result(
        op,
        inputs.map((input) => input?.type),
      ),
    );
    nodes.push({ op, inputs: withoutTail(op, inputs), output, path });
    return output;
  };
  const turns = new Map<string, number>();
  const at = (path: string): Builder => {
    const turn = (turns.get(path) ?? 0) + 1;
    turns.set(path, turn);
    const site = turn === 1 ? path : `${path}@${turn}`;
    return { path, site, op: (op, ...inputs) => append(path, op, inputs) };
  };
  return { nodes, value, at };
}

/** Inputs that are left out stand last; one that is missing before another is our own mistake. */
function withoutTail(op: Op, inputs: readonly (Value | undefined)[]): readonly Value[] {
  const present = inputs.filter((input) => input !== undefined);
  if (inputs.slice(0, present.length).includes(undefined)) throw new Error(`the op ${op.kind} lacks an input`);
  return present;
}
