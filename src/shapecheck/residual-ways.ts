/** What may be done about a residual whose body gives another shape than it gets, or than the way around it. */
import { type Dim, equals, numberOf, toTight } from '../shapes/dim.ts';
import { sameShape } from '../shapes/shape.ts';
import type { Flow, Origin } from './context.ts';
import { lengthWays, textAt } from './side-lengths.ts';

/** `around` is what the way around gives, where the residual has a `via`. */
export function residualWays(before: Flow, around: Flow | undefined, body: Flow): string[] {
  if (!before.type || !body.type) return [];
  const [own, now] = [(around ?? before).type?.dims ?? [], body.type.dims];
  const axis = own.findIndex((dim, at) => at > 0 && at < own.length - 1 && now[at] && !equals(dim, now[at]));
  const maker = axis > 0 ? body.origins[axis] : undefined;
  if (!around && isTurned(own, now)) return ['end the body with transpose, which turns the dims back'];
  if (maker && /^transpose\b/.test(textAt(maker)))
    return [
      `the positions behind transpose are the features before it: let the layer before it give ${toTight(own[axis] as Dim)}`,
    ];
  const isPlain = axis > 0 && !around;
  const longer = isPlain ? tooLong(own[axis] as Dim, now[axis] as Dim, maker) : [];
  if (longer.length > 0) return longer;
  const ways = axis > 0 && own.length === now.length ? lengthWays(around ?? before, body, axis) : [];
  if (around) return ways;
  const lengths = lengthsThatDiffer(own, now);
  if (lengths.length > 0) return strided(lengths, now) ?? (ways.length > 0 ? ways : [KEEP]);
  return (
    gated(own, body) ?? [
      bring(`${now.length === 4 ? 'conv' : 'linear'} ${widthOf(now)}${now.length === 4 ? ' 1' : ''}`),
    ]
  );
}

const KEEP = 'keep the lengths in the body: padding=same for windows that make them shorter';

function bring(stack: string): string {
  return `let the body give back the shape that it gets, or bring the input along: residual via=( ${stack} ) ( … )`;
}

function widthOf(dims: readonly Dim[]): string {
  return toTight(dims.at(-1) as Dim);
}

/** Windows with more padding than they take off. */
function tooLong(own: Dim, now: Dim, maker: Origin | undefined): string[] {
  const [from, to] = [numberOf(own), numberOf(now)];
  if (from === undefined || to === undefined || to <= from || !maker) return [];
  const [, word, padding] = /^(\w+).*\b(padding=\S+)/s.exec(textAt(maker)) ?? [];
  if (word === undefined) return [];
  const causal = word === 'conv' ? ', or padding=causal where each position may see the past alone,' : '';
  return [`the padding makes it longer: padding=same${causal} in place of ${padding} keeps the length`];
}

/** A body that takes strides, with a way around that takes the same. */
function strided(lengths: readonly (readonly [number, number])[], now: readonly Dim[]): string[] | undefined {
  const [stride, ...others] = new Set(lengths.map(([from, to]) => Math.round(from / to)));
  if (stride === undefined || stride < 2 || others.length > 0) return undefined;
  return lengths.every(([from, to]) => Math.ceil(from / stride) === to)
    ? [bring(`conv ${widthOf(now)} 1 stride=${stride}`)]
    : undefined;
}

/** A gate at the end of the body gives half of the channels that come to it. */
function gated(own: readonly Dim[], { type, origins }: Flow): string[] | undefined {
  const [width, now] = [own.at(-1), type?.dims.at(-1)].map((dim) => dim && numberOf(dim));
  const maker = origins.at(-1);
  const word = maker && /^(glu|\w+glu)\b/.exec(textAt(maker))?.[1];
  if (!word || width === undefined || now === undefined) return undefined;
  return [`${word} gives half of the channels that it gets: let what comes before it give ${2 * width}`];
}

/** Whether the last two dims have changed places. */
function isTurned(before: readonly Dim[], after: readonly Dim[]): boolean {
  const [a, b] = before.slice(-2);
  return a !== undefined && b !== undefined && !equals(a, b) && sameShape([...before.slice(0, -2), b, a], after);
}

/** The dims between the batch and the channels that are other numbers before and after. */
function lengthsThatDiffer(before: readonly Dim[], after: readonly Dim[]): (readonly [number, number])[] {
  if (before.length !== after.length) return [];
  return before.slice(1, -1).flatMap((dim, at) => {
    const [from, to] = [numberOf(dim), numberOf(after[at + 1] as Dim)];
    return from !== undefined && to !== undefined && from !== to ? [[from, to] as const] : [];
  });
}
