/** Summaries for programs: types as printed, counts as numbers, symbolic ones as text. */
import { type Dim, numberOf, toText } from '../shapes/dim.ts';
import { type TensorType, typeText } from '../shapes/shape.ts';
import { positionAt } from '../text/lines.ts';
import type { Summary, SummaryRow } from './summary.ts';

export interface JsonModel {
  /** Null for a model without a name. */
  readonly name: string | null;
  /** Null where an error leaves it open. */
  readonly input: string | null;
  readonly output: string | null;
  readonly params: Count;
  readonly macs: Count;
  /** Null for an input without positions, and where it hangs on their number. */
  readonly sees: JsonSees | null;
  readonly layers: readonly JsonLayer[];
}

/** The receptive field of the output. */
export interface JsonSees {
  /** The most that one place of the output sees along each axis of the input, and of how many; `all` of an open number. */
  readonly axes: readonly { readonly name: string; readonly seen: number | 'all'; readonly of: Count }[];
  /** Whether the output has places of its own, of which each is counted by itself. */
  readonly each: boolean;
  /** What one place of the last feature map of an image sees, as if the image had no ends. */
  readonly map: { readonly path: string; readonly fields: readonly number[] } | null;
}

export interface JsonLayer {
  readonly path: string;
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly input: string | null;
  readonly output: string | null;
  readonly params: Count;
  readonly macs: Count;
  /** An error is here or before, so that shapes go on from what was most likely meant. */
  readonly assumed?: true;
}

export type Count = number | string;

/** Layers and joins in running order; what only groups them has no entry of its own. */
export function summariesJson(summaries: readonly Summary[]): { readonly models: readonly JsonModel[] } {
  return { models: summaries.map(modelJson) };
}

function modelJson({ name, input, output, params, macs, sees, rows, broken }: Summary): JsonModel {
  return {
    name: name ?? null,
    input: typeJson(input),
    output: broken ? null : typeJson(output),
    params: countJson(params),
    macs: countJson(macs),
    sees: sees ? { axes: sees.axes, each: sees.isEach, map: sees.map ?? null } : null,
    layers: rows.filter(isComputed).map((row, at, all) =>
      layerJson(
        row,
        all.slice(0, at + 1).some(({ failed }) => failed),
      ),
    ),
  };
}

/** Whether a row is of something that computes, rather than groups. */
export function isComputed({ kind, name }: SummaryRow): boolean {
  return kind === 'stage' || ['residual', 'sum', 'mul', 'concat'].includes(name);
}

function layerJson({ path, name, span, input, output, params, macs, failed }: SummaryRow, assumed: boolean): JsonLayer {
  const { line, column } = positionAt(span.source, span.start);
  return {
    path,
    name,
    line,
    column,
    input: typeJson(input),
    output: failed ? null : typeJson(output),
    params: countJson(params),
    macs: countJson(macs),
    ...(assumed ? { assumed: true } : {}),
  };
}

function typeJson(type: TensorType | undefined): string | null {
  return type === undefined ? null : typeText(type);
}

export function countJson(dim: Dim): Count {
  return numberOf(dim) ?? toText(dim);
}
