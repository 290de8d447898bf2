/** What flows on after a stage, and where each of its dims comes from. */
import type { Misfit, Need, Rule } from '../registry/rule.ts';
import { type Dim, equals, isConstant, numberOf, toTight } from '../shapes/dim.ts';
import { sameShape, type TensorType } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import type { Flow, Origin, OriginSetting } from './context.ts';
import { isUnknown, UNKNOWN } from './unknown.ts';

export const NOTHING: Flow = { type: undefined, origins: [] };

/**
 * The flow after a stage: a dim that stands unchanged, counted from either end, keeps its origin; any other comes from
 * the stage itself, and so does the last one where the stage states it, at `size`.
 */
export function flowAfter(before: Flow, type: TensorType | undefined, span: Span, size?: Span): Flow {
  if (!type) return NOTHING;
  return {
    type,
    ...(before.guessed ? { guessed: true } : {}),
    origins: type.dims.map((dim, axis) => {
      if (axis === 0) return undefined;
      const isStated = size && axis === type.dims.length - 1;
      return isStated ? statedBy(span, dim, size) : originOf(dim, axis, before, type, span);
    }),
  };
}

function statedBy(span: Span, dim: Dim, size: Span): Origin {
  return { span, message: `${toTight(dim)} comes from here`, size };
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

/** A flow with the dims that all others have too, but for the one in which they may differ; of others nobody knows which was meant. */
export function agreed(flow: Flow, others: readonly Flow[], joined?: number): Flow {
  const { type } = flow;
  if (!type) return flow;
  const guessed = others.some((other) => other.guessed || other.type?.dims.length !== type.dims.length);
  const isShared = (dim: Dim, axis: number) =>
    axis === joined ||
    others.every(({ type: other }) => other?.dims.length !== type.dims.length || equals(other.dims[axis] as Dim, dim));
  const dims = type.dims.map((dim, axis) => (isShared(dim, axis) ? dim : UNKNOWN));
  return { ...flow, type: { ...type, dims }, guessed: flow.guessed || guessed };
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

/** Whether a misfit is about a length that an earlier mistake left unknown. */
export function isOfUnknown(misfit: Misfit, { type }: Flow): boolean {
  const dim = misfit.kind === 'unknown-dim' ? type?.dims[misfit.axis] : undefined;
  return dim !== undefined && isUnknown(dim);
}

/** A width that does not suit the layer is not known to be the one that was meant, unless the layer states its own. */
export function withoutRefuted(type: TensorType, refuted: readonly Need[], statesLast: boolean): TensorType {
  const last = type.dims.length - 1;
  const isWidth = refuted.some(({ axis, obligation }) => axis === last && obligation.kind === 'divides');
  const open = new Set([
    ...refuted.flatMap(({ leavesOpen = [] }) => leavesOpen),
    ...(isWidth && !statesLast ? [last] : []),
  ]);
  return open.size === 0 ? type : { ...type, dims: type.dims.map((dim, axis) => (open.has(axis) ? UNKNOWN : dim)) };
}
