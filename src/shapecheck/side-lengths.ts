/** Ways out for sides of different lengths: windows that shorten one of them, or a length that halving rounded. */
import { both } from '../diagnostics/row.ts';
import { numberOf } from '../shapes/dim.ts';
import { textOf } from '../text/source.ts';
import type { Flow, Origin } from './context.ts';

/** `axis` is the dim of positions, rows or columns in which two of the sides differ. */
export function lengthWays(left: Flow, right: Flow, axis: number, sides: readonly Flow[] = [left, right]): string[] {
  const isPlace = axis > 0 && axis < (left.type?.dims.length ?? 0) - 1;
  if (!isPlace) return [];
  const odd = halved(left, right, axis);
  if (odd.length > 0) return odd;
  const makers = sides.map(({ origins }) => origins[axis]).filter((origin) => origin !== undefined);
  const pool = makers.map(textAt).find(isSteppingPool);
  if (pool) return [`a pool moves on by its whole window unless told otherwise: write ${stepped(pool)}`];
  const longer = timesAsLong(left, right, axis);
  if (longer) return [`make the shorter side ${longer} times as long before: upsample ${longer}, or one stride less`];
  const windows = [...new Set(makers.map(textAt).filter(isUnpadded))];
  return windows.length === 0
    ? []
    : [`use padding=same in ${both(windows)}, so that no more than a stride makes it shorter`];
}

/** Whether a layer that slides a window of more than one position has no padding of its own. */
export function isUnpadded(text: string): boolean {
  const [, word = '', rest = ''] = /^(\w+)(.*)$/s.exec(text) ?? [];
  if (!windowed.includes(word) || /\bpadding\s*=/.test(rest)) return false;
  const positionals = rest
    .trim()
    .split(/\s+/)
    .filter((one) => !one.includes('='));
  const kernel = /\bkernel\s*=\s*(\S+)/.exec(rest)?.[1] ?? positionals[word.endsWith('pool') ? 0 : 1] ?? '';
  return kernel !== '' && kernel !== '1';
}

/** A pool over 3 or more that states no stride: in a branch it is most likely to keep the length. One over 2 halves it. */
function isSteppingPool(text: string): boolean {
  return /^(max|avg)pool\s*[3-9]\b/.test(text) && !/\bstride\s*=/.test(text);
}

function stepped(pool: string): string {
  return /\bpadding\s*=/.test(pool) ? `${pool} stride=1` : `${pool} stride=1 padding=same`;
}

const windowed = ['conv', 'maxpool', 'avgpool'];

export function textAt({ span }: Origin): string {
  return textOf(span);
}

/** How many times the longer side is as long as the shorter one, where that is a whole number. */
function timesAsLong(left: Flow, right: Flow, axis: number): number | undefined {
  const [one = 0, other = 0] = [left, right].map(({ type }) => type?.dims[axis] && numberOf(type.dims[axis]));
  const times = Math.max(one, other) / Math.min(one, other);
  return Number.isInteger(times) && times > 1 && Math.min(one, other) > 1 ? times : undefined;
}

/** A side that went down and up again, and came back shorter than an odd length that was kept. */
function halved(left: Flow, right: Flow, axis: number): string[] {
  const [one, other] = [left, right].map(({ type }) => type?.dims[axis] && numberOf(type.dims[axis]));
  if (one === undefined || other === undefined) return [];
  const [shorter, longer] = [Math.min(one, other), Math.max(one, other)];
  const maker = (one < other ? left : right).origins[axis];
  if (!maker || !/^(upsample|conv_transpose|pixel_shuffle)\b/.test(textAt(maker))) return [];
  const by = [2, 4, 8, 16, 32].find((factor) => shorter % factor === 0 && longer - shorter < factor);
  if (!by) return [];
  return [
    `let ${by} divide the length here, as in ${shorter} or ${shorter + by}: ${longer} does not come back from halving and doubling`,
  ];
}
