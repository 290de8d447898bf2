/** Layers that slide a window over positions, or over rows and columns: their parameters, and what must hold for them. */
import { type Pads, reach, type Slide } from '../ops/window.ts';
import { add, constant, type Dim, equals, isConstant, max, numberOf, sub } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Schema, WindowEntry, WindowValue } from './param.ts';
import type { Misfit, Need, Remainder } from './rule.ts';

const size = { type: 'integer', minimum: 0 } as const satisfies Schema;
const pair = { type: 'array', items: size, minItems: 2, maxItems: 2 } as const satisfies Schema;
const stepSize = { type: 'integer', minimum: 1 } as const satisfies Schema;

/** A number of 1 or more, or a list with one for each dim. */
export const sizeForEach = { anyOf: [stepSize, { type: 'array', items: stepSize }] } as const satisfies Schema;

/** A number of 0 or more, or a list with one for each dim. */
export const countForEach = { anyOf: [size, { type: 'array', items: size }] } as const satisfies Schema;

const paddings = [size, { type: 'array', items: { anyOf: [size, pair] } }] as const;

/** A padding: each entry of the list may be a pair of before and after. */
export const paddingForEach = { anyOf: [...paddings, { enum: ['same'] }] } as const satisfies Schema;

/** A padding that may look at the past alone. */
export const paddingOrCausal = { anyOf: [...paddings, { enum: ['same', 'causal'] }] } as const satisfies Schema;

/** The parameters of a window as they were written. */
export interface WindowValues {
  readonly kernel: WindowValue;
  readonly stride: WindowValue;
  readonly dilation?: WindowValue;
  readonly padding: WindowValue;
}

/** A window with an entry for each dim. */
export interface Window extends Slide {
  readonly kernel: readonly Dim[];
}

/** A window over an input: the lengths that it slides over, or why there are none. */
export type Fitted = { readonly lengths: readonly Dim[]; readonly window: Window } | { readonly misfit: Misfit };

/** The window over a tensor. Lists must be as long as there are dims to slide over. */
export function fitWindow(input: TensorType, { padding, ...given }: WindowValues): Fitted {
  const lengths = slidDims(input);
  if (!lengths) return { misfit: noWindow(input) };
  const sizes = { ...given, dilation: given.dilation ?? constant(1) };
  const rank = lengths.length;
  const misfit = Object.entries({ ...sizes, padding }).flatMap(([param, value]) => wrongLength(param, value, rank))[0];
  if (misfit) return { misfit };
  const [kernel, stride, dilation] = [sizes.kernel, sizes.stride, sizes.dilation].map((value) => eachOf(value, rank));
  if (!kernel || !stride || !dilation) throw new Error('a window has three sizes');
  if (padding === 'causal' && rank > 1)
    return {
      misfit: {
        kind: 'disagree',
        param: 'padding',
        why: 'needs a sequence, [B, T, C]: an image has no past',
        help: ['write padding=same'],
      },
    };
  const before = () => kernel.map((one, axis) => [reach(one, dilation[axis] as Dim), constant(0)] as const);
  const pads: Pads = padding === 'same' ? padding : padding === 'causal' ? before() : padsOf(padding, rank);
  return { lengths, window: { kernel, stride, dilation, pads } };
}

/** The dims between the batch and the channels of [B, T, C] or [B, H, W, C]. */
export function slidDims({ dtype, dims }: TensorType): readonly Dim[] | undefined {
  return dtype === 'float' && (dims.length === 3 || dims.length === 4) ? dims.slice(1, -1) : undefined;
}

/** Why a tensor is none of those. */
export function noWindow({ dtype }: TensorType): Misfit {
  return dtype === 'int' ? { kind: 'needs-float' } : { kind: 'rank', takes: '[B, T, C] or [B, H, W, C]' };
}

/** The report for a list that is not as long as there are dims. */
export function wrongLength(param: string, value: WindowValue, rank: number): Misfit[] {
  return isList(value) && value.length !== rank ? [{ kind: 'length', param, rank, given: value }] : [];
}

/** One size for each dim. */
export function eachOf(value: WindowValue, rank: number): Dim[] {
  return isList(value) ? (value as Dim[]) : Array.from({ length: rank }, () => value as Dim);
}

function padsOf(padding: WindowValue, rank: number): (readonly [Dim, Dim])[] {
  const entries: readonly WindowEntry[] = isList(padding) ? padding : eachOf(padding, rank);
  return entries.map((entry) => ('kind' in entry ? [entry, entry] : entry));
}

/** That the window fits into each dim at least once. */
export function roomFor(lengths: readonly Dim[], { kernel, dilation, pads }: Window): Need[] {
  if (pads === 'same') return [];
  return lengths.flatMap((length, axis): Need[] => {
    const [before, after] = pads[axis] as readonly [Dim, Dim];
    const span = add(reach(kernel[axis] as Dim, dilation[axis] as Dim), constant(1));
    const min = sub(span, add(before, after));
    if ((numberOf(min) ?? 2) <= 1) return [];
    const obligation = { kind: 'at-least', dim: length, min } as const;
    const what = dimName(axis, lengths.length);
    // Of a single one nothing but padding would be seen.
    const ways = numberOf(length) === 1 ? [] : [`padding=same, for which any number of ${what} is enough`];
    return [{ obligation, what, axis: axis + 1, param: 'kernel', ways }];
  });
}

/** That no window lies in the padding alone, where that is not known yet; `tooMuchPadding` has the plain cases. */
export function realNumbersIn({ kernel, pads }: Window): Need[] {
  return widestPads(pads).flatMap((pad, axis): Need[] => {
    const [size, min] = [kernel[axis] as Dim, add(pad, constant(1))];
    if (areNumbers(size, min)) return [];
    const what = `${dimName(axis, kernel.length)} in its window, so that none lies in the padding alone`;
    return [{ obligation: { kind: 'at-least', dim: size, min }, what, param: 'padding' }];
  });
}

/** The report for a window that lies in the padding alone somewhere. */
export function tooMuchPadding({ kernel, pads }: Window): Misfit | undefined {
  const at = widestPads(pads).findIndex(
    (pad, axis) => (numberOf(pad) ?? 0) >= (numberOf(kernel[axis] as Dim) ?? Infinity),
  );
  if (at < 0) return undefined;
  const size = numberOf(kernel[at] as Dim) as number;
  const most = size - 1;
  const why = `has windows of ${size} that would lie in the padding alone: the padding must be below ${size}`;
  return {
    kind: 'disagree',
    param: 'padding',
    why,
    help: most > 0 ? [`use padding=${most} or less`] : ['leave padding away'],
  };
}

/** The larger side of the padding of each dim. */
function widestPads(pads: Pads): Dim[] {
  return pads === 'same' ? [] : pads.map(([before, after]) => max(before, after));
}

export function areNumbers(...dims: readonly Dim[]): boolean {
  return dims.every((dim) => numberOf(dim) !== undefined);
}

/** What a dim counts. */
export function dimName(axis: number, rank: number): string {
  return rank === 1 ? 'positions' : axis === 0 ? 'rows' : 'columns';
}

function isList(value: WindowValue): value is readonly WindowEntry[] {
  return Array.isArray(value);
}

/** Windows side by side leave out what is too short for another one. */
export function remaindersOf(lengths: readonly Dim[], { kernel, stride, pads }: Window): Remainder[] {
  if (pads === 'same') return [];
  return lengths.flatMap((of, axis): Remainder[] => {
    const divisor = kernel[axis] as Dim;
    const isPlain =
      equals(stride[axis] as Dim, divisor) && (pads[axis] as readonly Dim[]).every((pad) => isConstant(pad, 0));
    return isPlain ? [{ divisor, of, what: dimName(axis, lengths.length), axis: axis + 1 }] : [];
  });
}
