/** Two models side by side: every stage with what it gives and costs in either, and what becomes of its weights. */
import type { CheckedStage } from '../shapecheck/checked.ts';
import { isUnknown } from '../shapecheck/unknown.ts';
import { constant, type Dim, toTight } from '../shapes/dim.ts';
import { type TensorType, typeText } from '../shapes/shape.ts';
import { layerMacs, numbersOf } from '../summary/summary.ts';
import type { Added, Aligned, Paired, Removed, Unwrapped, Wrapped } from './align.ts';
import { change } from './cost.ts';
import type { Part } from './part.ts';

/** One stage of either model, or of both. */
export interface Row {
  readonly kind: 'same' | 'changed' | 'removed' | 'added';
  readonly depth: number;
  readonly a: Cell | undefined;
  readonly b: Cell | undefined;
  /** It is the same, or has other arguments, and what comes in is of another shape. */
  readonly isReshaped: boolean;
  /** Of one that gives another shape: the stage that was changed last before it, or itself; undefined for the input. */
  readonly since: string | undefined;
}

export interface Cell {
  readonly part: Part;
  readonly path: string;
  readonly text: string;
  /** As printed: `[B, 8, 24]`; undefined where an error leaves it open. */
  readonly output: string | undefined;
  readonly params: Dim;
  /** Multiply-adds of one example, forwards. */
  readonly macs: Dim;
  /** Of the numbers that it gives when training starts; undefined where that is not known. */
  readonly deviation?: number | undefined;
}

/** The rows of an alignment in running order; branches of joins stand below them. */
export function rowsOf(alignment: readonly Aligned[]): Row[] {
  return listRows(alignment, 0, { since: undefined, latest: { text: undefined } }).rows;
}

/** Rows with the deviations of their stages, by their paths in either model. */
export function withScales(rows: readonly Row[], a: Deviations, b: Deviations): Row[] {
  return rows.map((row) => ({
    ...row,
    a: row.a && { ...row.a, deviation: a.get(row.a.path) },
    b: row.b && { ...row.b, deviation: b.get(row.b.path) },
  }));
}

export type Deviations = ReadonlyMap<string, number>;

/** Why a stage may have another shape. */
interface Causes {
  /** The stage by which what comes in is of another shape. */
  readonly since: string | undefined;
  /** The stage that was changed last in running order, wherever it stands: what a tap holds may go back to it. */
  readonly latest: { text: string | undefined };
}

/** Rows, and the stage since which what comes after them is of another shape. */
interface Walked {
  readonly rows: Row[];
  readonly since: string | undefined;
}

function listRows(alignment: readonly Aligned[], depth: number, causes: Causes): Walked {
  let { since } = causes;
  const rows = alignment.flatMap((one) => {
    const walked = rowsAt(one, depth, { ...causes, since });
    since = walked.since;
    return walked.rows;
  });
  return { rows, since };
}

function rowsAt(one: Aligned, depth: number, causes: Causes): Walked {
  switch (one.kind) {
    case 'wrapped':
    case 'unwrapped':
      return foldRows(one, depth, causes);
    case 'removed':
      return rowsAlone(one, one.a, depth, causes);
    case 'added':
      return rowsAlone(one, one.b, depth, causes);
    case 'paired':
      return one.a.word === 'branch' ? listRows(one.children, depth, causes) : rowsOfPair(one, depth, causes);
  }
}

/** Each branch of a join begins with what comes into it. */
function rowsOfPair(pair: Paired, depth: number, causes: Causes): Walked {
  const { a, b, children } = pair;
  const own = rowOf(pair, a, b, depth);
  if (own.kind === 'changed' && own.isReshaped) causes.latest.text = b.stage.text;
  const lists = a.word === 'tap' ? [children] : children.map((branch) => [branch]);
  const below = lists.map((list) => listRows(list, depth + 1, causes));
  const rows = below.flatMap((walked) => walked.rows);
  if (!own.isReshaped) return { rows: [own, ...rows], since: causes.since };
  const since = own.kind === 'changed' ? b.stage.text : causeOf(pair, below, causes);
  return { rows: [{ ...own, since }, ...rows], since };
}

/** Of another shape though it was not changed: on account of what comes in, or of what is inside, or of a tap. */
function causeOf({ a, b }: Paired, below: readonly Walked[], { since, latest }: Causes): string | undefined {
  if (isOtherType(a.stage.input, b.stage.input)) return since;
  if (a.word !== 'tap' && a.taps.length > 0) return latest.text;
  return below.find((branch) => branch.since !== since)?.since ?? since;
}

/** A part that came or went with all that is in it. */
function rowsAlone(one: Alone, part: Part, depth: number, causes: Causes): Walked {
  const own = rowOf(one, one.kind === 'removed' ? part : undefined, one.kind === 'added' ? part : undefined, depth);
  const inside = part.children.map(
    (child): Alone => (one.kind === 'added' ? { ...one, b: child } : { ...one, a: child }),
  );
  if (part.word === 'branch') return listRows(inside, depth, causes);
  const { rows } = listRows(inside, depth + 1, causes);
  const isCause = isOtherType(part.stage.input, part.stage.output);
  if (isCause) causes.latest.text = part.stage.text;
  return { rows: [own, ...rows], since: isCause ? part.stage.text : causes.since };
}

/** The part that came or went, and below it what stands in its branches. */
function foldRows(fold: Wrapped | Unwrapped, depth: number, causes: Causes): Walked {
  const isWrapped = fold.kind === 'wrapped';
  const outer = isWrapped ? fold.b : fold.a;
  const alone = (part: Part): Alone => (isWrapped ? { kind: 'added', b: part } : { kind: 'removed', a: part });
  const own = rowsAlone(alone({ ...outer, children: [] }), { ...outer, children: [] }, depth, causes);
  const below = outer.children.flatMap(
    (branch, at) => listRows(at === fold.branch ? fold.children : branch.children.map(alone), depth + 1, causes).rows,
  );
  return { rows: [...own.rows, ...below], since: own.since };
}

type Alone = Removed | Added;

function rowOf({ kind }: Paired | Alone, a: Part | undefined, b: Part | undefined, depth: number): Row {
  const isSame = a && b && change(a, b) === 0;
  const isReshaped = a !== undefined && b !== undefined && isOtherType(a.stage.output, b.stage.output);
  const what = kind === 'paired' ? (isSame ? 'same' : 'changed') : kind;
  return { kind: what, depth, a: a && cellOf(a), b: b && cellOf(b), isReshaped, since: undefined };
}

function cellOf(part: Part): Cell {
  const { path, text, output } = part.stage;
  return { part, path, text, output: output && typeText(output), ...costOf(part.stage) };
}

function costOf(stage: CheckedStage): Pick<Cell, 'params' | 'macs'> {
  const isCounted = stage.kind === 'layer' && !stage.assumed && stage.input && stage.output;
  if (!isCounted || !stage.input) return { params: constant(0), macs: constant(0) };
  return { params: numbersOf(stage.weights), macs: layerMacs(stage, stage.input) };
}

/** Of two types that are known: dims that an error leaves open may be the same. */
function isOtherType(a: TensorType | undefined, b: TensorType | undefined): boolean {
  if (!a || !b) return false;
  if (a.dtype !== b.dtype || a.dims.length !== b.dims.length) return true;
  return a.dims.some((dim, axis) => {
    const other = b.dims[axis] as Dim;
    return toTight(dim) !== toTight(other) && !isUnknown(dim) && !isUnknown(other);
  });
}
