/** What flows on after a stage, and where each of its dims comes from. */
import { type Dim, equals, isConstant, numberOf, toTight } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
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

/** After a refuted need a dim may be no whole number; nobody knows it then. */
export function wholeOrUnknown(type: TensorType): TensorType {
  return {
    ...type,
    dims: type.dims.map((dim) => (numberOf(dim) === undefined && isConstant(dim) ? UNKNOWN : noNone(dim))),
  };
}

function noNone(dim: Dim): Dim {
  return dim.kind === 'none' ? UNKNOWN : dim;
}
