/** Which op made a value and which take it in, and what stands before or after an op past those that count for nothing. */
import type { Graph } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';

export interface Wiring {
  readonly graph: Graph;
  /** By the id of a value. */
  readonly makers: ReadonlyMap<number, OpNode>;
  readonly users: ReadonlyMap<number, readonly OpNode[]>;
  /** Paths of stages that are made of several kinds of ops. */
  readonly mixed: ReadonlySet<string>;
}

/** Ops that are looked past; all of them have one input with a batch, the first. */
export type Past = (node: OpNode) => boolean;

export function wiringOf(graph: Graph): Wiring {
  const makers = new Map(graph.nodes.map((node) => [node.output.id, node]));
  const users = new Map<number, OpNode[]>();
  for (const node of graph.nodes)
    for (const { id } of node.inputs) {
      const known = users.get(id);
      if (known) known.push(node);
      else users.set(id, [node]);
    }
  const kinds = new Map<string, string>();
  const mixed = new Set<string>();
  for (const { path, op } of graph.nodes) {
    if (op.kind !== (kinds.get(path) ?? op.kind)) mixed.add(path);
    kinds.set(path, op.kind);
  }
  return { graph, makers, users, mixed };
}

/** The op whose output comes to a value, past those of a kind; undefined where it is the input that comes. */
export function madeBy(value: Value, { makers }: Wiring, past: Past): OpNode | undefined {
  let maker = makers.get(value.id);
  while (maker && past(maker)) maker = makers.get((maker.inputs[0] as Value).id);
  return maker;
}

/** The ops that take in what comes of a value, past those of a kind; undefined where it comes out of the model as well. */
export function takenBy(value: Value, wiring: Wiring, past: Past): readonly OpNode[] | undefined {
  const found: OpNode[] = [];
  const open = [value];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.id === wiring.graph.output.id) return undefined;
    for (const user of wiring.users.get(next.id) ?? [])
      if (past(user)) open.push(user.output);
      else found.push(user);
  }
  return found;
}

/** The values on the way from an op to another that takes them in by its first input, the op's own output first. */
export function wayTo({ output }: OpNode, { makers }: Wiring, { inputs }: OpNode): readonly Value[] {
  const values: Value[] = [];
  for (let value = inputs[0]; value; value = makers.get(value.id)?.inputs[0]) {
    values.unshift(value);
    if (value.id === output.id) break;
  }
  return values;
}

/** Whether all that gets from the input to the output goes through an op. */
export function isOnlyWay(node: OpNode, wiring: Wiring): boolean {
  return reaches(node.output, wiring) && !reaches(wiring.graph.input, wiring, node);
}

/** Whether a value gets to the output, without the help of an op. */
function reaches(from: Value, { graph, users }: Wiring, without?: OpNode): boolean {
  const [open, seen] = [[from], new Set<number>()];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.id === graph.output.id) return true;
    for (const user of users.get(next.id) ?? []) {
      if (user === without || seen.has(user.output.id)) continue;
      seen.add(user.output.id);
      open.push(user.output);
    }
  }
  return false;
}
