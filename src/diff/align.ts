/**
 * Which parts of two models are the same. The models are ordered trees; parts are paired so that the pairs of a list lie
 * in order and parts within paired parts pair with each other, at the least cost: the top-down alignment of Selkow
 * (The tree-to-tree editing problem, 1977), whose lists are paired by `pairing.ts`.
 */
import { change as anyChange, type Change, leastOf, noChange, whole } from './cost.ts';
import { exchangeOf } from './exchange.ts';
import { foldsOf } from './folds.ts';
import { type Costs, lengthsOf, pairing, type Step } from './pairing.ts';
import type { Part } from './part.ts';

/** A part of either model, or of both. */
export type Aligned = Paired | Removed | Added | Wrapped | Unwrapped;

export interface Paired {
  readonly kind: 'paired';
  readonly a: Part;
  readonly b: Part;
  readonly children: readonly Aligned[];
}

export interface Removed {
  readonly kind: 'removed';
  readonly a: Part;
  /** The innermost pair of calls that it stands in, where models are aligned by calls. */
  readonly call?: Paired;
}

export interface Added {
  readonly kind: 'added';
  readonly b: Part;
  readonly call?: Paired;
}

/** Neighbours that stand in a branch of a part of the other model. `children` are the pairs of them. */
export interface Wrapped {
  readonly kind: 'wrapped';
  readonly a: readonly Part[];
  readonly b: Part;
  readonly branch: number;
  readonly children: readonly Aligned[];
}

export interface Unwrapped {
  readonly kind: 'unwrapped';
  readonly a: Part;
  readonly b: readonly Part[];
  readonly branch: number;
  readonly children: readonly Aligned[];
}

/**
 * Aligns two lists of parts whose ids were given by one table. The reverse of two is the alignment of their reverse.
 * `change` says what a part costs that becomes another, without what is inside; undefined where it may not.
 */
export function align(a: readonly Part[], b: readonly Part[], change: Change = anyChange): Aligned[] {
  const known = { change, costs: new Map<number, number>() };
  // Of equally good alignments one is taken by order, so the two always stand in the same.
  return isBefore(b, a) ? lists(b, a, known).map(reversed) : lists(a, b, known);
}

/** The same alignment, seen from the other model. */
export function reversed(one: Aligned): Aligned {
  switch (one.kind) {
    case 'removed':
      return { kind: 'added', b: one.a };
    case 'added':
      return { kind: 'removed', a: one.b };
    case 'paired':
      return { kind: 'paired', a: one.b, b: one.a, children: one.children.map(reversed) };
    case 'wrapped':
      return { ...one, kind: 'unwrapped', a: one.b, b: one.a, children: one.children.map(reversed) };
    case 'unwrapped':
      return { ...one, kind: 'wrapped', a: one.b, b: one.a, children: one.children.map(reversed) };
  }
}

/** What a change costs, and the costs of pairs of parts by their ids. */
interface Known {
  readonly change: Change;
  readonly costs: Map<number, number>;
}

/**
 * Costs of edits count so much more than where parts stand, which decides between equally cheap alignments: nothing for a
 * pair at one path, 1 where what is around it has one path, 2 elsewhere. So repeated layers pair turn by turn.
 */
const EDIT = 2 ** 24;

function lists(a: readonly Part[], b: readonly Part[], known: Known): Aligned[] {
  const start = equalAtStart(a, b);
  const end = equalAtEnd(a.slice(start), b.slice(start));
  const [own, other] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const middle = exchange(own, other, known) ?? alignedBy(pairing(costsOf(own, other, known)).steps, own, other, known);
  return [
    ...pairs(a.slice(0, start), b.slice(0, start), known),
    ...middle,
    ...pairs(a.slice(a.length - end), b.slice(b.length - end), known),
  ];
}

/** Where stages may only move: two runs in each other's place, with the same between them. */
function exchange(a: readonly Part[], b: readonly Part[], known: Known): Aligned[] | undefined {
  const cut = known.change === noChange ? exchangeOf(a, b) : undefined;
  if (!cut) return undefined;
  const [p, q] = cut;
  return [
    ...a.slice(0, p).map((one): Aligned => ({ kind: 'removed', a: one })),
    ...b.slice(0, q).map((one): Aligned => ({ kind: 'added', b: one })),
    ...pairs(a.slice(p, a.length - q), b.slice(q, b.length - p), known),
    ...a.slice(a.length - q).map((one): Aligned => ({ kind: 'removed', a: one })),
    ...b.slice(b.length - p).map((one): Aligned => ({ kind: 'added', b: one })),
  ];
}

function alignedBy(steps: readonly Step[], a: readonly Part[], b: readonly Part[], known: Known): Aligned[] {
  let [i, j] = [0, 0];
  const found: Aligned[] = [];
  for (const step of steps) {
    const one = aligned(step, a.slice(i, i + lengthsOf(step)[0]), b.slice(j, j + lengthsOf(step)[1]), known);
    [i, j] = [i + lengthsOf(step)[0], j + lengthsOf(step)[1]];
    found.push(one);
  }
  return found;
}

/** A step over the parts that it takes of either list. */
function aligned(step: Step, some: readonly Part[], others: readonly Part[], known: Known): Aligned {
  const [a, b] = [some[0] as Part, others[0] as Part];
  switch (step.kind) {
    case 'remove':
      return { kind: 'removed', a };
    case 'add':
      return { kind: 'added', b };
    case 'both':
      return pair(a, b, known);
    case 'wrap': {
      const { branch } = step.fold;
      return { kind: 'wrapped', a: some, b, branch, children: pairs(some, insideOf(b, branch), known) };
    }
    case 'unwrap': {
      const { branch } = step.fold;
      return { kind: 'unwrapped', a, b: others, branch, children: pairs(insideOf(a, branch), others, known) };
    }
  }
}

function insideOf({ children }: Part, branch: number): readonly Part[] {
  return children[branch]?.children ?? [];
}

function pairs(a: readonly Part[], b: readonly Part[], known: Known): Aligned[] {
  return a.map((one, at) => pair(one, b[at] as Part, known));
}

function pair(a: Part, b: Part, known: Known): Paired {
  return { kind: 'paired', a, b, children: lists(a.children, b.children, known) };
}

/** How many parts at the start are equal and stand alike, so that every best alignment may pair them. */
function equalAtStart(a: readonly Part[], b: readonly Part[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (!isSame(a[at] as Part, b[at] as Part)) return at;
  return length;
}

function equalAtEnd(a: readonly Part[], b: readonly Part[]): number {
  return equalAtStart(a.toReversed(), b.toReversed());
}

function isSame(a: Part, b: Part): boolean {
  return a.id === b.id && a.stage.path === b.stage.path;
}

function costsOf(a: readonly Part[], b: readonly Part[], known: Known): Costs {
  const costs = tableOf(a, b, known);
  const numbers: Numbers = new Map();
  const [own, other] = [placesOf(a, numbers), placesOf(b, numbers)];
  const least = (some: readonly Part[], others: readonly Part[]) =>
    leastOf(some, others, known.change).map((cost) => EDIT * cost);
  const { find, longest, slack } = foldsOf(a, b, EDIT);
  return {
    longest,
    slack,
    wrap: (i, j) => find(a, i, b[j] as Part),
    unwrap: (i, j) => find(b, j, a[i] as Part),
    lengths: [a.length, b.length],
    remove: (i) => EDIT * whole(a[i] as Part),
    add: (j) => EDIT * whole(b[j] as Part),
    both(i, j) {
      const cost = costs(i, j);
      if (own.paths[i] === other.paths[j]) return EDIT * cost;
      return EDIT * cost + (own.parents[i] === other.parents[j] ? 1 : 2);
    },
    least: [least(a, b), least(b, a)],
  };
}

/** More pairs of different parts than this are not kept. */
const MOST_KEPT = 4e6;

/** The cost of pairs by their places. It is worked out once for parts that are equal, as long as there are not too many. */
function tableOf(a: readonly Part[], b: readonly Part[], known: Known): (i: number, j: number) => number {
  const [rows, columns] = [classesOf(a), classesOf(b)];
  if (rows.count * columns.count > MOST_KEPT) return (i, j) => costOf(a[i] as Part, b[j] as Part, known);
  const kept = new Float64Array(rows.count * columns.count).fill(Number.NaN);
  return (i, j) => {
    const at = (rows.of[i] as number) * columns.count + (columns.of[j] as number);
    const before = kept[at] as number;
    if (!Number.isNaN(before)) return before;
    const cost = costOf(a[i] as Part, b[j] as Part, known);
    kept[at] = cost;
    return cost;
  };
}

/** Equal parts bear one number. */
function classesOf(parts: readonly Part[]): { readonly of: Int32Array; readonly count: number } {
  const numbers = new Map<number, number>();
  for (const { id } of parts) if (!numbers.has(id)) numbers.set(id, numbers.size);
  return { of: Int32Array.from(parts, ({ id }) => numbers.get(id) as number), count: numbers.size };
}

type Numbers = Map<string, number>;

/** Where parts stand: equal paths have one number. */
function placesOf(
  parts: readonly Part[],
  numbers: Numbers,
): { readonly paths: Int32Array; readonly parents: Int32Array } {
  const numberOf = (path: string): number => {
    const number = numbers.get(path) ?? numbers.size;
    numbers.set(path, number);
    return number;
  };
  const paths = parts.map(({ stage }) => stage.path);
  return {
    paths: Int32Array.from(paths, numberOf),
    parents: Int32Array.from(paths, (path) => numberOf(parentOf(path))),
  };
}

/** What it costs to make one part of another, with what is inside. */
function costOf(a: Part, b: Part, known: Known): number {
  if (a.id === b.id) return 0;
  const own = known.change(a, b);
  if (own === undefined) return Number.POSITIVE_INFINITY;
  if (a.children.length === 0 && b.children.length === 0) return own;
  const key = a.id * 2 ** 26 + b.id;
  const before = known.costs.get(key);
  if (before !== undefined) return before;
  const cost = own + Math.round(pairing(costsOf(a.children, b.children, known)).cost / EDIT);
  known.costs.set(key, cost);
  return cost;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Whether the first list comes before the second in an order that hangs on nothing but what they hold. */
function isBefore(a: readonly Part[], b: readonly Part[]): boolean {
  const [own, other] = [textOf(a), textOf(b)];
  return own < other;
}

function textOf(parts: readonly Part[]): string {
  const texts: string[] = [];
  const add = (part: Part) => {
    texts.push(part.stage.path, part.word, ...Object.entries(part.args).flat(), '(');
    part.children.forEach(add);
    texts.push(')');
  };
  parts.forEach(add);
  return texts.join('\n');
}
