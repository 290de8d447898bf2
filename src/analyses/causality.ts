/**
 * Causality: which ops let an output at each position see later positions of the input. Judged is the whole way from input
 * to output, so that a shift which another takes back is no leak.
 */
import type { Graph } from '../ir/lower.ts';
import type { OpNode } from '../ops/graph.ts';
import { allOf, alongFirst, blind, type Sight } from './field/sight.ts';
import { lastOf, type Spots } from './field/spots.ts';
import { reachesOf, type Sights, sightsOf } from './field.ts';

/** Ops that let the output look ahead: those that the same writing gave, the turns of a repeat. */
export interface Leak {
  readonly nodes: readonly [OpNode, ...OpNode[]];
  /** The first position of the output that sees a later one, and the last that it sees. */
  readonly at: number;
  readonly upTo: number;
}

export interface Leaks {
  /** In evaluation, too: what stands in the future changes what comes out. */
  readonly always: readonly Leak[];
  /** In training alone, by statistics of a batch. */
  readonly statistics: readonly Leak[];
}

/** The leaks of a model whose output has a position, along axis 1, for each of its input; by what is written alike. */
export function leaksOf(graph: Graph, keyOf: (node: OpNode) => string): Leaks {
  const whole = sightsOf(graph, 1);
  const held = sightsOf(graph, 1, () => 'held');
  if (!whole || !held) return { always: [], statistics: [] };
  return { always: alwaysOf(graph, { whole, held }, keyOf), statistics: statisticsOf(graph, held, keyOf) };
}

interface Both {
  readonly whole: Sights;
  readonly held: Sights;
}

/** The ops that leak while all others are kept from it; where the leak is nobody's alone, the first that does. */
function alwaysOf(graph: Graph, { whole, held }: Both, keyOf: (node: OpNode) => string): Leak[] {
  const found = aheadIn(graph, whole);
  if (!found) return [];
  const suspects = byKey(
    graph.nodes.filter((node) => mayLookAhead(node, held)),
    keyOf,
  );
  const isHeld = !aheadIn(graph, held);
  const culprits = suspects.flatMap((nodes): Leak[] => {
    const own = new Set<OpNode>(nodes);
    const sights = isHeld && sightsOf(graph, 1, (node) => (own.has(node) ? 'evaluated' : 'held'));
    const ahead = sights && aheadIn(graph, sights);
    return ahead ? [{ nodes, ...ahead }] : [];
  });
  if (culprits.length > 0) return culprits;
  const first = graph.nodes.find(({ output }) => looksAhead(whole.get(output.id))) ?? suspects.at(-1)?.[0];
  return first ? [{ nodes: [first], ...found }] : [];
}

function statisticsOf(graph: Graph, held: Sights, keyOf: (node: OpNode) => string): Leak[] {
  if (aheadIn(graph, held)) return [];
  const norms = byKey(
    graph.nodes.filter(({ op }) => op.kind === 'batch_norm'),
    keyOf,
  );
  return norms.flatMap((nodes): Leak[] => {
    const own = new Set<OpNode>(nodes);
    const sights = sightsOf(graph, 1, (node) => (own.has(node) ? 'trained' : 'held'));
    const ahead = sights && aheadIn(graph, sights);
    return ahead ? [{ nodes, ...ahead }] : [];
  });
}

function byKey(nodes: readonly OpNode[], keyOf: (node: OpNode) => string): (readonly [OpNode, ...OpNode[]])[] {
  const groups = new Map<string, [OpNode, ...OpNode[]]>();
  for (const node of nodes) {
    const known = groups.get(keyOf(node));
    if (known) known.push(node);
    else groups.set(keyOf(node), [node]);
  }
  return [...groups.values()];
}

/** Whether it does more than take numbers where they stand. */
function mayLookAhead(node: OpNode, sights: Sights): boolean {
  const reaches = reachesOf(node, 'evaluated');
  return node.inputs.some(({ id }, at) => {
    const reach = reaches[at];
    if (reach?.kind === 'reshaped') return true;
    if (reach?.kind !== 'numbers') return false;
    return (sights.get(id)?.axes ?? []).some((axis) => {
      const along = reach.axes[axis - 1];
      return !along || along.of !== axis || typeof along.sees === 'function' || along.sees.after > 0;
    });
  });
}

/** The first position of the output that sees a later one. */
function aheadIn({ output }: Graph, sights: Sights): Omit<Leak, 'nodes'> | undefined {
  const sight = sights.get(output.id) ?? blind;
  // An output that is the same at all positions is so at the first.
  const seen = sight.axes[0] === 1 ? alongFirst(sight) : [allOf(sight)];
  const at = seen.findIndex((set, position) => lastOf(set) > position);
  return at < 0 ? undefined : { at, upTo: lastOf(seen[at] as Spots) };
}

function looksAhead(sight: Sight = blind): boolean {
  return alongFirst(sight).some((set, place) => lastOf(set) > place);
}
