/** What flows on after a stage, and where each of its dims comes from. */
import type { Rule } from '../registry/rule.ts';
import { type Dim, equals, isConstant, numberOf, toTight } from '../shapes/dim.ts';
import { sameShape, type TensorType } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import type { Flow, Origin, OriginSetting } from './context.ts';
import { UNKNOWN } from './unknown.ts';

export const NOTHING: Flow = { type: undefined, origins: [] };

/**
 * The flow after a stage: a dim that stands unchanged, counted from either end, keeps its origin; any other comes from
 * the stage itself.
 */
export function flowAfter(before: Flow, type: TensorType | undefined, span: Span): Flow {
  if (!type) return NOTHING;
  return {
    type,
    origins: type.dims.map((dim, axis) => (axis === 0 ? undefined : originOf(dim, axis, before, type, span))),
  };
}

function originOf(dim: Dim, axis: number, before: Flow, after: TensorType, span: Span): Origin | undefined {
  const dims = before.type?.dims ?? [];
  const fromEnd = dims.length - (after.dims.length - axis);
  for (const at of [axis, fromEnd]) {
    const same = dims[at];
    if (at > 0 && same && equals(same, dim)) return before.origins[at];
  }
  const setting = dims.length === after.dims.length ? part(dims[axis], dim, before.origins[axis]?.setting) : undefined;
  return { span, message: `${toTight(dim)} comes from here`, ...(setting ? { setting } : {}) };
}

/** A dim that is a whole part of the one before hangs on the same setting: 4 of 8 positions, for `context`. */
function part(before: Dim | undefined, after: Dim, setting: OriginSetting | undefined): OriginSetting | undefined {
  const [length, now] = [before && numberOf(before), numberOf(after)];
  if (!setting || !length || !now || length % now !== 0) return undefined;
  return { ...setting, per: setting.per * (length / now) };
}

/** The output of a rule with its marks: what the layer kept itself, and what was kept before and is still 1. */
export function withMarks(
  { output, kept = [] }: Pick<Rule, 'output' | 'kept'>,
  before: TensorType | undefined,
): TensorType | undefined {
  if (!output) return undefined;
  const { kept: _, ...type } = output;
  const isKept = (axis: number) => before?.dims.length === type.dims.length && before.kept?.includes(axis);
  const all = type.dims.flatMap((dim, axis) =>
    kept.includes(axis) || (isKept(axis) && numberOf(dim) === 1) ? [axis] : [],
  );
  return all.length === 0 ? type : { ...type, kept: all };
}

/** The first branch that is as long as the result in every dim, else the first of all. */
export function longest(flows: readonly Flow[], output: TensorType | undefined): Flow | undefined {
  return flows.find(({ type }) => type && output && sameShape(type.dims, output.dims)) ?? flows[0];
}

/** What goes on after token ids where numbers are needed: they have no embedding yet, of a width that nobody knows. */
export function embedded({ misfit, output }: Pick<Rule, 'misfit' | 'output'>): TensorType | undefined {
  if (misfit?.kind !== 'needs-float' || output?.dtype !== 'int') return output;
  return { dtype: 'float', dims: [...output.dims, UNKNOWN] };
}

/** After a refuted need a dim may be no whole number, or below 1; nobody knows it then. */
export function wholeOrUnknown(type: TensorType): TensorType {
  return {
    ...type,
    dims: type.dims.map((dim) => (isConstant(dim) && (numberOf(dim) ?? 0) < 1 ? UNKNOWN : noNone(dim))),
  };
}

function noNone(dim: Dim): Dim {
  return dim.kind === 'none' ? UNKNOWN : dim;
}
