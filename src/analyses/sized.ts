/** A graph with numbers in place of the symbols of its dims, for analyses that count places one by one. */
import type { Graph } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import type { Op } from '../ops/op.ts';
import { constant, type Dim, evaluate, substitute, symbolsOf } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/obligation.ts';

/** Lengths that are tried. */
const MOST = 4096;

/**
 * The graph with the same number, the first from `least` on that meets what the model requires, for each symbol but the
 * batch. The graph itself where there are none; undefined where no number will do.
 */
export function sized(graph: Graph, requires: readonly Obligation[], least: number): Graph | undefined {
  const symbols = new Set([graph.input, graph.output].flatMap(({ type }) => type.dims.slice(1).flatMap(namesIn)));
  if (symbols.size === 0) return graph;
  for (let n = least; n < least + MOST; n++) {
    const values = new Map([...symbols].map((id) => [id, n]));
    if (requires.every((obligation) => holds(obligation, values))) return withSizes(graph, values);
  }
  return undefined;
}

function namesIn(dim: Dim): string[] {
  return symbolsOf(dim).map(({ id }) => id);
}

function holds(obligation: Obligation, values: ReadonlyMap<string, number>): boolean {
  const at = (dim: Dim) => evaluate(dim, values) ?? Number.NaN;
  switch (obligation.kind) {
    case 'divides':
      return at(obligation.of) % at(obligation.divisor) === 0;
    case 'at-least':
      return at(obligation.dim) >= at(obligation.min);
    case 'equal':
      return at(obligation.left) === at(obligation.right);
  }
}

function withSizes(graph: Graph, values: ReadonlyMap<string, number>): Graph {
  const dims = new Map([...values].map(([id, n]) => [id, constant(n)]));
  const known = new Map<number, Value>();
  const value = ({ id, type }: Value): Value => {
    const made = known.get(id) ?? { id, type: { ...type, dims: type.dims.map((dim) => substitute(dim, dims)) } };
    known.set(id, made);
    return made;
  };
  const node = ({ op, inputs, output, path }: OpNode): OpNode => {
    return { op: inParts(op, dims) as Op, inputs: inputs.map(value), output: value(output), path };
  };
  const nodes = graph.nodes.map(node);
  return { ...graph, nodes, input: value(graph.input), output: value(graph.output) };
}

/** The same data with the dims in it replaced, wherever they stand. */
function inParts(part: unknown, dims: ReadonlyMap<string, Dim>): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((each) => inParts(each, dims));
  if (isDim(part)) return substitute(part, dims);
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, inParts(each, dims)]));
}

function isDim(part: object): part is Dim {
  return 'kind' in part && ['number', 'fraction', 'none'].includes(part.kind as string);
}
