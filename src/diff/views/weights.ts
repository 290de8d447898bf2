/** What becomes of trained weights, in words. */
import { count } from '../../diagnostics/row.ts';
import type { Sizes } from '../flattened.ts';
import type { Survivor } from '../survivors.ts';

/** `12 carried over, 2 sliced, 1 new`; empty for a model without weights. */
export function weightsText(weights: readonly Survivor[]): string {
  const parts = fates.flatMap(([fate, words]) => {
    const found = weights.filter((one) => one.fate === fate);
    return found.length > 0 ? [`${count(found.length, 'tensor')} ${words}`] : [];
  });
  return parts.join(', ');
}

const fates = [
  ['carried', 'carried over'],
  ['sliced', 'in part'],
  ['new', 'new'],
] as const;

/** A line for each weight that is not simply carried over: `linear.weight: in part, [10, 68] of [24, 128]`. */
export function weightLines(weights: readonly Survivor[]): string[] {
  return weights.flatMap(({ fate, from, to, fromShape, toShape, flattened, tokens }) => {
    const name = from === undefined || from === to ? to : `${to} from ${from}`;
    if (fate === 'new') return [`${to}: new, ${shape(toShape)}`];
    if (fate === 'carried') return from === to ? [] : [`${name}: ${shape(toShape)}`];
    const shared = tokens?.from.filter((place) => place >= 0).length;
    const sizes = (fromShape ?? []).map((size, axis) => (axis === tokens?.axis ? (shared ?? size) : size));
    const by = tokens ? ', token by token' : '';
    if (flattened) return [`${name}: ${flattenedText(flattened, toShape, sizes)}${by}`];
    const both = toShape.map((size, axis) => Math.min(size, sizes[axis] as number));
    return [`${name}: ${shape(both)} of ${shape(toShape)}${by}`];
  });
}

/** `[30, 200] of [192, 200], 3 x 10 of 8 x 24`. */
function flattenedText({ from, to }: NonNullable<Survivor['flattened']>, toShape: Sizes, fromShape: Sizes): string {
  const kept = to.map((size, axis) => Math.min(size, from[axis] as number));
  const rest = toShape.slice(1).map((size, axis) => Math.min(size, fromShape[axis + 1] as number));
  const rows = kept.reduce((all, size) => all * size, 1);
  const sizes = `${kept}` === `${to}` ? '' : `, ${kept.join(' x ')} of ${to.join(' x ')}`;
  return `${shape([rows, ...rest])} of ${shape(toShape)}${sizes}`;
}

function shape(sizes: readonly number[]): string {
  return `[${sizes.join(', ')}]`;
}
