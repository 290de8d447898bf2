/** Two models side by side: every stage with what it gives and costs in either, and what becomes of its weights. */
import type { CheckedStage } from '../shapecheck/checked.ts';
import { constant, type Dim } from '../shapes/dim.ts';
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
  let last: string | undefined;
  return listRows(alignment, 0).map((row) => {
    if (changesShape(row)) last = (row.b ?? row.a)?.text;
    return row.isReshaped ? { ...row, since: last } : row;
  });
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

/** Whether what comes after it may be of another shape on its account. */
function changesShape({ kind, a, b, isReshaped }: Row): boolean {
  if (kind === 'same' || kind === 'changed') return kind === 'changed' && isReshaped;
  const { input, output } = (b ?? (a as Cell)).part.stage;
  return !isSameType(input, output);
}

function listRows(alignment: readonly Aligned[], depth: number): Row[] {
  return alignment.flatMap((one): Row[] => {
    if (one.kind === 'wrapped' || one.kind === 'unwrapped') return foldRows(one, depth);
    const [a, b] = [one.kind === 'added' ? undefined : one.a, one.kind === 'removed' ? undefined : one.b];
    const below = one.kind === 'paired' ? listRows(one.children, depth + 1) : inside(one, depth + 1);
    const isBranch = (a ?? b)?.word === 'branch';
    return isBranch ? below.map((row) => ({ ...row, depth: row.depth - 1 })) : [rowOf(one, a, b, depth), ...below];
  });
}

/** The part that came or went, and below it what stands in its branches. */
function foldRows(fold: Wrapped | Unwrapped, depth: number): Row[] {
  const isWrapped = fold.kind === 'wrapped';
  const outer = isWrapped ? fold.b : fold.a;
  const own: Alone = isWrapped ? { kind: 'added', b: outer } : { kind: 'removed', a: outer };
  const below = outer.children.flatMap((branch, at) => {
    if (at === fold.branch) return listRows(fold.children, depth + 1);
    return inside(isWrapped ? { kind: 'added', b: branch } : { kind: 'removed', a: branch }, depth + 1);
  });
  return [rowOf(own, 'a' in own ? own.a : undefined, 'b' in own ? own.b : undefined, depth), ...below];
}

type Alone = Removed | Added;

function inside(one: Alone, depth: number): Row[] {
  const parts = one.kind === 'added' ? one.b.children : one.a.children;
  return listRows(
    parts.map((part) => (one.kind === 'added' ? { kind: 'added', b: part } : { kind: 'removed', a: part })),
    depth,
  );
}

function rowOf({ kind }: Paired | Alone, a: Part | undefined, b: Part | undefined, depth: number): Row {
  const isSame = a && b && change(a, b) === 0;
  const isReshaped = a !== undefined && b !== undefined && !isSameType(a.stage.output, b.stage.output);
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

function isSameType(a: TensorType | undefined, b: TensorType | undefined): boolean {
  return (a && typeText(a)) === (b && typeText(b));
}
