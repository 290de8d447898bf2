/** What flows on after a stage, and where each of its dims comes from. */
import { type Dim, equals, toTight } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import type { Flow, Origin } from './context.ts';

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
  return { span, message: `${toTight(dim)} comes from here` };
}
