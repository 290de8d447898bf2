/**
 * Which weights of a model no loss of its output can move, and what is in the way. Only what follows from the ops is
 * found: that a gradient is zero for certain numbers is not.
 */
import type { Graph, Owned } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import { ruleOf } from '../ops/op.ts';
import { inPlace, type Reach } from '../ops/reach.ts';
import type { Compared } from '../ops/rule.ts';
import { isAlike, type Level, levelAfter, levelOf } from './level.ts';
import { both, either, positions, type Region, seeing, seenBy, whole } from './region.ts';

/** A weight that cannot learn. */
export interface Unreached {
  readonly weight: Owned['weight'];
  readonly end: End;
  /** It stands behind the end of others, which leaves it without an input that it could learn from. */
  readonly isBehind: boolean;
}

/** The op at which what comes of a weight ends. */
export interface End {
  readonly node: OpNode;
  /**
   * - `alone`: it compares numbers with each other, and has a single one
   * - `level`: it compares numbers with each other that are all the same
   * - `alike`: it compares examples, which are all alike there
   * - `start`: it hands states on, and has a single position
   * - `zeros`: what the weight multiplies is always zero
   * - `left-out`: it does not take it in
   * - `dropped`: nothing takes in what it gives
   */
  readonly why: 'alone' | 'level' | 'alike' | 'start' | 'zeros' | 'left-out' | 'dropped';
}

/** One op with what is known of it on the way forward. */
interface Step {
  readonly node: OpNode;
  readonly at: number;
  readonly reaches: readonly Reach[];
  /** For each input the part of the output in which it counts. */
  readonly gates: readonly Region[];
  /** Of an op that compares numbers which are the same in each example: where they differ from those of others. */
  readonly open: { readonly region: Region; readonly why: 'alone' | 'level' | 'alike' } | undefined;
}

/** By the ids of values. */
type Regions = Map<number, Region>;

/** The weights of a graph, in its order, on which no number of the output hangs. */
export function unreached(graph: Graph): Unreached[] {
  const steps = forwards(graph);
  const wanted = backwards(steps, graph.output);
  const idle = graph.weights.filter(({ value }) => !wanted.get(value.id));
  if (idle.length === 0) return [];
  const endOf = ends(steps, wanted);
  const found = idle.flatMap(({ weight, value }) => {
    const end = endOf(value);
    return end ? [{ weight, end }] : [];
  });
  const origins = originsOf(
    found.map(({ end }) => end),
    graph.nodes,
  );
  return found.map(({ weight, end }) => {
    const origin = origins.get(end.node);
    return { weight, end: origin ?? end, isBehind: origin !== undefined };
  });
}

/** For ends that are what they are for want of a proper input: the last end before them that keeps it from them, if any. */
function originsOf(found: readonly End[], nodes: readonly OpNode[]): ReadonlyMap<OpNode, End> {
  const isCause = ({ why }: End) => why === 'alone' || why === 'left-out';
  const causes = new Map(found.filter(isCause).map((end) => [end.node, end]));
  const isEffect = ({ why }: End) => why === 'zeros' || why === 'alike' || why === 'level';
  const effects = new Set(found.filter(isEffect).map(({ node }) => node));
  const origins = new Map<OpNode, End>();
  const behind = new Map<number, End>();
  if (causes.size === 0 || effects.size === 0) return origins;
  for (const node of nodes) {
    const before = node.inputs.map(({ id }) => behind.get(id)).findLast((end) => end !== undefined);
    if (before && effects.has(node)) origins.set(node, before);
    const origin = causes.get(node) ?? before;
    if (origin) behind.set(node.output.id, origin);
  }
  return origins;
}

/** What may differ from zero, and from example to example, op by op. */
function forwards({ input, weights, buffers, nodes }: Graph): Step[] {
  const given = [input, ...[...weights, ...buffers].map(({ value }) => value)];
  const nonzero: Regions = new Map(given.map(({ id, type }) => [id, whole(type)]));
  const varied: Regions = new Map([[input.id, whole(input.type)]]);
  const levels = new Map(given.map(({ id, type }) => [id, levelOf(type)]));
  return nodes.map((node, at) => {
    const { inputs, output } = node;
    const rule = ruleOf(node.op);
    const reaches = rule.reach?.(node) ?? inputs.map((_, place) => inPlace(node, place));
    const forward = (place: number, regions: Regions) => {
      const { id, type } = inputs[place] as Value;
      return seeing(regions.get(id), reaches[place] as Reach, type, output.type);
    };
    const open = openOf(rule.compares?.(node), inputs, levels, () => forward(0, varied));
    const gates = reaches.map((reach, place) => {
      const own = reach.kind === 'weight' ? positions(output.type, reach.from, reach.to) : whole(output.type);
      const times = 'times' in reach ? reach.times : undefined;
      const counts = times === undefined ? own : both(own, forward(times, nonzero));
      return open && (place === 0 || times === 0) ? both(counts, open.region) : counts;
    });
    const parts = gates.map((gate, place) =>
      reaches[place]?.kind === 'weight' ? gate : both(gate, forward(place, nonzero)),
    );
    const fills = rule.fills?.(node);
    nonzero.set(output.id, fills ? whole(output.type) : parts.reduce(either, undefined));
    const isRandom = 'site' in node.op && rule.modes?.(node.op) === true;
    const known = inputs.map((value, place) => {
      const reach = reaches[place] as Reach;
      return { value, reach, level: levels.get(value.id) as Level, counts: parts[place] !== undefined };
    });
    levels.set(output.id, isRandom || fills === 'unevenly' ? levelOf(output.type) : levelAfter(node, known));
    const differing = gates.map((gate, place) => both(gate, forward(place, varied)));
    varied.set(output.id, isRandom ? whole(output.type) : differing.reduce(either, undefined));
    return { node, at, reaches, gates, open };
  });
}

function openOf(
  compared: Compared | undefined,
  [x]: readonly Value[],
  levels: ReadonlyMap<number, Level>,
  varied: () => Region,
): Step['open'] {
  if (!compared || !x || !isAlike(compared, x.type, levels.get(x.id) as Level)) return undefined;
  if (compared.examples) return { region: varied(), why: 'alike' };
  return { region: undefined, why: isAlike(compared, x.type, levelOf(x.type)) ? 'alone' : 'level' };
}

/** The part of each value, and of weights whether there is any, on which the output hangs. */
function backwards(steps: readonly Step[], output: Value): Regions {
  const wanted: Regions = new Map([[output.id, whole(output.type)]]);
  for (const { node, reaches, gates } of steps.toReversed()) {
    const region = wanted.get(node.output.id);
    if (!region) continue;
    for (const [place, { id, type }] of node.inputs.entries()) {
      const reach = reaches[place] as Reach;
      const counts = both(region, gates[place]);
      const part = reach.kind === 'weight' ? counts && whole(type) : seenBy(counts, reach, type, node.output.type);
      wanted.set(id, either(wanted.get(id), part));
    }
  }
  return wanted;
}

/** Where what comes of a value that is not wanted ends: the last such place, if it comes to several. */
function ends(steps: readonly Step[], wanted: Regions): (value: Value) => End | undefined {
  const users = usersOf(steps);
  /** For values of which nothing is wanted. */
  const known = new Map<number, Found>();
  const follow = (value: Value, made?: Found): Found | undefined => {
    let last: Found | undefined;
    const seen = new Set([value.id]);
    const pending: Part[] = [{ value, region: whole(value.type) }];
    for (let part = pending.pop(); part; part = pending.pop()) {
      const uses = users.get(part.value.id) ?? [];
      if (uses.length === 0) last = later(last, made);
      for (const { step, place } of uses) {
        const { output } = step.node;
        const passing = passed(step, place, part, wanted.get(output.id));
        if (passing.end || known.has(output.id)) last = later(last, passing.end ?? known.get(output.id));
        else if (!seen.has(output.id)) pending.push({ value: output, region: passing.region });
        seen.add(output.id);
      }
    }
    return last;
  };
  for (const { node, at } of steps.toReversed()) {
    const found = wanted.get(node.output.id) ? undefined : follow(node.output, { node, why: 'dropped', at });
    if (found) known.set(node.output.id, found);
  }
  return follow;
}

interface Use {
  readonly step: Step;
  readonly place: number;
}

function usersOf(steps: readonly Step[]): ReadonlyMap<number, readonly Use[]> {
  const users = new Map<number, Use[]>();
  for (const step of steps)
    for (const [place, { id }] of step.node.inputs.entries()) {
      const uses = users.get(id) ?? [];
      users.set(id, uses);
      uses.push({ step, place });
    }
  return users;
}

interface Part {
  readonly value: Value;
  readonly region: Region;
}

interface Found extends End {
  /** Which op it is, in running order. */
  readonly at: number;
}

function later(a: Found | undefined, b: Found | undefined): Found | undefined {
  return a && b ? (a.at > b.at ? a : b) : (a ?? b);
}

/** The part of an op's output that hangs on a region of one of its inputs; where there is none, why not. */
function passed(
  { node, at, reaches, gates, open }: Step,
  place: number,
  { value, region }: Part,
  wanted: Region,
): { readonly region: Region; readonly end?: Found } {
  const reach = reaches[place] as Reach;
  const { type } = node.output;
  const isWeight = reach.kind === 'weight';
  const takes = isWeight ? positions(type, reach.from, reach.to) : seeing(region, reach, value.type, type);
  if (!takes) return { region: undefined, end: { node, at, why: isWeight ? 'start' : 'left-out' } };
  const gate = gates[place];
  const left = both(takes, gate);
  // Regions may be larger than what they stand for: then the way cannot be told any further.
  if (left) return both(left, wanted) ? { region: undefined, end: { node, at, why: 'left-out' } } : { region: left };
  const shut = open && !both(takes, open.region) ? open.why : undefined;
  return { region: undefined, end: { node, at, why: shut ?? 'zeros' } };
}
