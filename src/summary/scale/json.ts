/** Scales for programs; schemas/scale.schema.json states the form. */
import type { CheckedModel, CheckedSpec } from '../../shapecheck/checked.ts';
import { isComputed } from '../json.ts';
import { type Summary, summarise } from '../summary.ts';
import { type ScaleSummary, scaleSummary } from './scale-summary.ts';

export interface JsonScales {
  readonly models: readonly JsonModelScale[];
}

export interface JsonModelScale {
  /** Null for a model without a name. */
  readonly name: string | null;
  /** Null for a loss that hangs on the targets, without a target, and where an error or an open size leaves it open. */
  readonly firstLoss: { readonly expected: number; readonly even: number } | null;
  readonly layers: readonly JsonLayerScale[];
}

export interface JsonLayerScale {
  readonly path: string;
  readonly name: string;
  /** Null where it is not known. */
  readonly mean: number | null;
  readonly deviation: number | null;
  /** Null but for tanh and sigmoid. */
  readonly flat: number | null;
}

export function scalesJson(models: readonly CheckedModel[], spec: CheckedSpec): JsonScales {
  return { models: models.map((model) => modelJson(summarise(model, { batch: 1 }), scaleSummary(model, spec))) };
}

function modelJson({ name, rows }: Summary, scale: ScaleSummary | undefined): JsonModelScale {
  const { expected, even } = scale?.firstLoss ?? {};
  return {
    name: name ?? null,
    firstLoss:
      expected === undefined || even === undefined ? null : { expected: rounded(expected), even: rounded(even) },
    layers: rows.filter(isComputed).map(({ path, name: layer }) => {
      const { mean, deviation, flat } = scale?.stages.get(path) ?? {};
      return { path, name: layer, mean: rounded(mean), deviation: rounded(deviation), flat: rounded(flat) };
    }),
  };
}

function rounded(value: number): number;
function rounded(value: number | undefined): number | null;
function rounded(value: number | undefined): number | null {
  // A mean of nothing comes out as 1e-17.
  return value === undefined ? null : Number((Math.abs(value) < 1e-12 ? 0 : value).toPrecision(6));
}
