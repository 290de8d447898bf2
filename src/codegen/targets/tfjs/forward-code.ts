/** The forward pass: the ops of a graph as statements on `x`, with repeats as loops where their turns say the same. */
import type { OpNode, Value } from '../../../ops/graph.ts';
import type { Op, OpKind, OpOf } from '../../../ops/op.ts';
import type { Dim } from '../../../shapes/dim.ts';
import { shapeText } from '../../../shapes/shape.ts';
import { type Code, fitted } from '../../code.ts';
import type { Expression, OpContext } from '../../target.ts';
import { emit } from './emit.ts';
import { type Loop, pathCode } from './path-code.ts';

/** A line of code, with the shape of what it computes beside it; `inside` is the body of a loop. */
interface Statement {
  readonly text: string;
  readonly shapes: readonly string[];
  readonly inside?: readonly Statement[];
}

export interface ForwardCode {
  readonly lines: Code;
  /** The variable that holds the result. */
  readonly result: string;
  readonly uses: readonly string[];
}

export interface ForwardInput {
  readonly nodes: readonly OpNode[];
  readonly input: Value;
  readonly output: Value;
  /** Weights and buffers by the id of their value. */
  readonly paths: ReadonlyMap<number, string>;
  /** The variable that holds the input. */
  readonly name: string;
  /** The first assignment to x, `let x` with its type. */
  readonly declare: string;
  size(dim: Dim): string;
}

/** The statements of a forward pass; there are none for a graph without ops. */
export function forwardCode(of: ForwardInput): ForwardCode {
  const uses = new Map<number, number>([[of.output.id, 1]]);
  for (const { inputs } of of.nodes) for (const { id } of inputs) uses.set(id, (uses.get(id) ?? 0) + 1);
  const writer: Writer = { ...of, names: new Set() };
  const state: State = { held: new Map([[of.input.id, of.name]]), current: undefined, uses, kept: 0 };
  const statements = range(of.nodes, [], state, writer);
  const result = expressionOf(of.output.id, [], state, writer);
  return { lines: toLines(declared(statements, of)), result, uses: [...writer.names] };
}

/** What stays the same throughout, and the names of helpers that turned out to be needed. */
interface Writer extends ForwardInput {
  readonly names: Set<string>;
}

/** Where the values are while statements are written one after the other. */
interface State {
  /** Variables other than x that hold a value. */
  readonly held: Map<number, string>;
  /** The value that x holds; undefined until there is an x. */
  current: number | undefined;
  /** How often each value is still needed. */
  readonly uses: Map<number, number>;
  /** How many values were kept under names of their own. */
  kept: number;
}

/** Nodes whose paths begin with the same segments, those of `loops` among them. */
function range(nodes: readonly OpNode[], loops: readonly Loop[], state: State, writer: Writer, depth = 0): Statement[] {
  const statements: Statement[] = [];
  const groups = grouped(nodes, depth);
  for (let at = 0; at < groups.length; ) {
    const turns = turnsAt(groups, at, depth);
    const loop = turns.length > 1 ? looped(turns, loops, state, writer, depth) : undefined;
    if (loop) {
      statements.push(...loop);
      at += turns.length;
      continue;
    }
    const group = groups[at++] as readonly OpNode[];
    const isLeaf = group.some(({ path }) => segments(path).length <= depth + 1);
    statements.push(
      ...(isLeaf
        ? group.flatMap((node) => one(node, loops, state, writer))
        : range(group, loops, state, writer, depth + 1)),
    );
  }
  return statements;
}

/** Neighbours that share the segment at this depth. */
function grouped(nodes: readonly OpNode[], depth: number): (readonly OpNode[])[] {
  const groups: OpNode[][] = [];
  let last: string | undefined;
  for (const node of nodes) {
    const segment = segments(node.path)[depth];
    if (segment === last && segment !== undefined) groups.at(-1)?.push(node);
    else groups.push([node]);
    last = segment;
  }
  return groups;
}

function segments(path: string): string[] {
  return path.split('/');
}

/** The groups from here that are the turns 0, 1, 2 … of one repeat. */
function turnsAt(groups: readonly (readonly OpNode[])[], at: number, depth: number): (readonly OpNode[])[] {
  const segmentOf = (group: readonly OpNode[] | undefined) => (group?.[0] ? segments(group[0].path)[depth] : undefined);
  const word = /^(.*)\[0\]$/.exec(segmentOf(groups[at]) ?? '')?.[1];
  const turns: (readonly OpNode[])[] = [];
  while (word !== undefined && segmentOf(groups[at + turns.length]) === `${word}[${turns.length}]`)
    turns.push(groups[at + turns.length] as readonly OpNode[]);
  return turns;
}

/** What x holds where nothing of it is needed. */
const NOTHING = -1;

const counters = ['i', 'j', 'k', 'l', 'm', 'n'] as const;

/** The turns as a loop, where each says the same on x alone; undefined, and nothing has changed, where they do not. */
function looped(
  turns: readonly (readonly OpNode[])[],
  loops: readonly Loop[],
  state: State,
  writer: Writer,
  depth: number,
): Statement[] | undefined {
  const counter = counters[loops.length];
  if (counter === undefined) return undefined;
  const start = state.current === undefined ? [{ text: `x = ${writer.name};`, shapes: [] }] : [];
  const before: State = { ...state, held: new Map(state.held), uses: new Map(state.uses) };
  before.current ??= writer.input.id;
  const entry = isNeededAfter(turns[0] ?? [], before) ? [keep(before)] : [];
  // Where later turns read what goes into the first one, all of them read it from where it is kept.
  if (usesIn(turns.slice(1).flat(), before.current) > 0) before.current = NOTHING;
  let now = before;
  const bodies: Statement[][] = [];
  for (const nodes of turns) {
    // Branches of a join look like turns, but what each of them makes is needed behind all.
    if (bodies.length > 0 && isNeededAfter(nodes, now)) return undefined;
    const inner = inTurn(now, nodes);
    const segment = segments(nodes[0]?.path ?? '')[depth] as string;
    bodies.push(range(nodes, [...loops, { depth, segment, counter }], inner, writer, depth + 1));
    if (!isClosed(nodes, inner) || !sameText(bodies[0] as Statement[], bodies.at(-1) as Statement[])) return undefined;
    now = { ...inner, held: before.held, kept: before.kept, uses: usesAfter(nodes, now, inner) };
  }
  Object.assign(state, { current: now.current, kept: before.kept });
  for (const [id, name] of before.held) state.held.set(id, name);
  for (const [id, count] of now.uses) state.uses.set(id, count);
  const head = `for (let ${counter} = 0; ${counter} < ${turns.length}; ${counter}++)`;
  return [...start, ...entry, { text: head, shapes: [], inside: merged(bodies) }];
}

/** A turn sees what it starts with as its own: it keeps it for itself, whatever needs it afterwards. */
function inTurn(state: State, nodes: readonly OpNode[]): State {
  const held = new Map(state.held);
  const uses = new Map(state.uses);
  if (state.current !== undefined) {
    held.delete(state.current);
    uses.set(state.current, usesIn(nodes, state.current));
  }
  return { ...state, held, uses };
}

/** The uses that are left, with those of the turn's start that lie after the turn. */
function usesAfter(nodes: readonly OpNode[], before: State, inner: State): Map<number, number> {
  const { current } = before;
  const uses = new Map(inner.uses);
  if (current !== undefined) uses.set(current, (before.uses.get(current) ?? 0) - usesIn(nodes, current));
  return uses;
}

function usesIn(nodes: readonly OpNode[], value: number): number {
  return nodes.flatMap(({ inputs }) => inputs).filter(({ id }) => id === value).length;
}

/** Whether what x holds is still needed once these nodes have run, and no other variable holds it. */
function isNeededAfter(nodes: readonly OpNode[], { current, uses, held }: State): boolean {
  if (current === undefined || held.has(current)) return false;
  return (uses.get(current) ?? 0) > usesIn(nodes, current);
}

/** Whether nothing that a turn made is needed after it but what x holds. */
function isClosed(nodes: readonly OpNode[], { current, uses }: State): boolean {
  return nodes.every(({ output }) => output.id === current || (uses.get(output.id) ?? 0) === 0);
}

function sameText(a: readonly Statement[], b: readonly Statement[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ text, inside }, at) => {
      const other = b[at] as Statement;
      return text === other.text && sameText(inside ?? [], other.inside ?? []);
    })
  );
}

/** One body for all turns, with the shapes of each. */
function merged(bodies: readonly (readonly Statement[])[]): Statement[] {
  return (bodies[0] ?? []).map(({ text, inside }, at) => {
    const shapes = bodies.flatMap((body) => body[at]?.shapes ?? []);
    return inside ? { text, shapes, inside: merged(bodies.map((body) => body[at]?.inside ?? [])) } : { text, shapes };
  });
}

/** One op as one assignment to x, after what x holds is kept if it is needed again. */
function one({ op, inputs, output, path }: OpNode, loops: readonly Loop[], state: State, writer: Writer): Statement[] {
  const context: OpContext = {
    inputs: inputs.map(({ id }) => expressionOf(id, loops, state, writer)),
    types: inputs.map(({ type }) => type),
    site: pathCode('site' in op ? op.site : path, loops),
    owner: (at) => pathCode(ownerOf(writer.paths.get(inputs[at]?.id ?? -1)), loops),
    size: writer.size,
  };
  const { text, uses } = expression(op, context);
  for (const name of uses) writer.names.add(name);
  for (const { id } of inputs) state.uses.set(id, (state.uses.get(id) ?? 0) - 1);
  const kept = isNeededAfter([], state) ? [keep(state)] : [];
  state.current = output.id;
  return [...kept, { text: `x = ${text};`, shapes: [shapeText(output.type.dims)] }];
}

function keep(state: State): Statement {
  if (state.current === undefined) throw new Error('there is nothing to keep');
  state.kept++;
  const name = state.kept === 1 ? 'kept' : `kept${state.kept}`;
  state.held.set(state.current, name);
  return { text: `const ${name} = x;`, shapes: [] };
}

function expressionOf(id: number, loops: readonly Loop[], { current, held }: State, { paths }: Writer): string {
  const path = paths.get(id);
  if (path !== undefined) return `w[${pathCode(path, loops)}]`;
  if (id === current) return 'x';
  const name = held.get(id);
  if (name === undefined) throw new Error(`the value ${id} is gone`);
  return name;
}

function ownerOf(path: string | undefined): string {
  if (path === undefined) throw new Error('the input is no weight');
  return path.slice(0, path.lastIndexOf('.'));
}

/** The row of the op's kind; the table is typed so that the kinds agree. */
function expression<K extends OpKind>(op: OpOf<K> & Op, context: OpContext): Expression {
  return (emit[op.kind as K] as (op: OpOf<K>, context: OpContext) => Expression)(op, context);
}

/** The first assignment declares x. */
function declared(statements: readonly Statement[], { declare, name }: ForwardInput): readonly Statement[] {
  const [first, ...others] = statements;
  if (!first) return [];
  if (first.text.startsWith('x = ')) return [{ ...first, text: `${declare}${first.text.slice(1)}` }, ...others];
  return [{ text: `${declare} = ${name};`, shapes: [] }, ...statements];
}

/** Statements with their shapes in a column of comments; a long statement stands on several lines. */
function toLines(statements: readonly Statement[]): Code {
  const short = statements.filter(({ text, shapes }) => shapes.length > 0 && text.length <= COLUMN);
  const width = Math.max(0, ...short.map(({ text }) => text.length));
  return statements.flatMap(({ text, shapes, inside }): Code => {
    if (inside) return [`${text} {`, toLines(inside), '}'];
    if (shapes.length === 0) return [text];
    const lines = fitted(text, DEEP);
    return [...lines.slice(0, -1), `${`${lines.at(-1)}`.padEnd(lines.length === 1 ? width : 0)} // ${listed(shapes)}`];
  });
}

/** Where the column of comments stands at the furthest. */
const COLUMN = 76;
/** Room for the comment, in steps of indentation, so that a statement with its shape keeps within a line. */
const DEEP = 8;

/** Each shape once, in the order of the turns; of many the first two and the last. */
function listed(shapes: readonly string[]): string {
  const all = [...new Set(shapes)];
  return all.length <= 4 ? all.join(', ') : [...all.slice(0, 2), '…', all.at(-1)].join(', ');
}
