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
  readonly layers: readonly JsonLayer[];
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
}

export type Count = number | string;

/** Layers and joins in running order; what only groups them has no entry of its own. */
export function summariesJson(summaries: readonly Summary[]): { readonly models: readonly JsonModel[] } {
  return { models: summaries.map(modelJson) };
}

function modelJson({ name, input, output, params, macs, rows, broken }: Summary): JsonModel {
  return {
    name: name ?? null,
    input: typeJson(input),
    output: broken ? null : typeJson(output),
    params: countJson(params),
    macs: countJson(macs),
    layers: rows.filter(isComputed).map(layerJson),
  };
}

function isComputed({ kind, name }: SummaryRow): boolean {
  return kind === 'stage' || ['residual', 'sum', 'mul', 'concat'].includes(name);
}

function layerJson({ path, name, span, input, output, params, macs }: SummaryRow): JsonLayer {
  const { line, column } = positionAt(span.source, span.start);
  return {
    path,
    name,
    line,
    column,
    input: typeJson(input),
    output: typeJson(output),
    params: countJson(params),
    macs: countJson(macs),
  };
}

function typeJson(type: TensorType | undefined): string | null {
  return type === undefined ? null : typeText(type);
}

export function countJson(dim: Dim): Count {
  return numberOf(dim) ?? toText(dim);
}
