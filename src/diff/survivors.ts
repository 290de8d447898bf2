/** Which trained weights of one model can go on in the other. */
import type { CheckedModel, CheckedWeight } from '../shapecheck/checked.ts';
import { numberOf } from '../shapes/dim.ts';
import type { Paired } from './align.ts';
import { flattenedInputs, type Sizes } from './flattened.ts';
import type { Part } from './part.ts';
import { type ByToken, tokenAxes } from './tokens.ts';

/**
 * What becomes of a weight, or a running statistic, of the second model:
 *
 * - `carried`: it has the shape of its partner in the first, and takes its numbers
 * - `sliced`: it has as many dims, and takes the numbers that both have room for; the rest starts anew
 * - `new`: it has no partner, and starts anew
 */
export interface Survivor {
  readonly fate: 'carried' | 'sliced' | 'new';
  /** Path in the first model; undefined where it is new. */
  readonly from: string | undefined;
  readonly to: string;
  readonly fromShape: readonly number[] | undefined;
  readonly toShape: readonly number[];
  /** The sizes of which the first axis is made in either, where they are not the same; numbers are taken size by size. */
  readonly flattened?: { readonly from: Sizes; readonly to: Sizes };
  /** Where an axis has a place for each token, and the tokens are others or stand elsewhere. */
  readonly tokens?: ByToken;
}

/**
 * Every weight and running statistic of the second model, in its order. Dims must be known: others start anew. `places` are
 * those of the second vocabulary's tokens in the first, where the two are not the same.
 */
export function survivors(
  pairs: readonly Paired[],
  a: CheckedModel,
  b: CheckedModel,
  places: readonly number[] | undefined,
): Survivor[] {
  const partners = new Map<string, Partner>();
  const [own, other] = [flattenedInputs(a), flattenedInputs(b)];
  for (const { a, b } of pairs) {
    const [from, to] = [own.get(a.stage.path), other.get(b.stage.path)];
    for (const weight of ownedBy(b)) {
      const partner = ownedBy(a).find((one) => nameOf(one) === nameOf(weight));
      if (!partner || a.word !== b.word || partners.has(weight.path)) continue;
      partners.set(weight.path, goesByInput(a, weight) ? { weight: partner, from, to } : { weight: partner });
    }
  }
  const all = [...b.weights, ...b.buffers].map((weight) => survivorOf(weight, partners.get(weight.path)));
  return places ? all.map(byToken(places, tokenAxes(a), tokenAxes(b))) : all;
}

type Axes = ReadonlyMap<string, number>;

function byToken(places: readonly number[], a: Axes, b: Axes): (one: Survivor) => Survivor {
  return (one) => {
    const axis = b.get(one.to);
    if (axis === undefined || one.from === undefined || a.get(one.from) !== axis) return one;
    return { ...one, fate: 'sliced', tokens: { axis, from: places } };
  };
}

/** A weight of the first model, with the sizes of which its first axis is made in either. */
interface Partner {
  readonly weight: CheckedWeight;
  readonly from?: Sizes | undefined;
  readonly to?: Sizes | undefined;
}

/** Whether the first axis of a weight is the last one of what comes in. */
function goesByInput({ stage, word }: Part, weight: CheckedWeight): boolean {
  return stage.kind === 'layer' && (word === 'linear' ? nameOf(weight) === 'weight' : stage.def.group === 'norm');
}

function survivorOf(weight: CheckedWeight, partner: Partner | undefined): Survivor {
  const [toShape, fromShape] = [sizesOf(weight), partner && sizesOf(partner.weight)];
  const [own, other] = [partner?.from, partner?.to];
  const to = weight.path;
  if (
    !partner ||
    !fromShape ||
    !toShape ||
    fromShape.length !== toShape.length ||
    !isFitting(own, other, fromShape, toShape)
  )
    return { fate: 'new', from: undefined, to, fromShape: undefined, toShape: toShape ?? [] };
  const isWhole = fromShape.every((size, axis) => size === toShape[axis]);
  const from = partner.weight.path;
  if (own && other && `${own}` !== `${other}`)
    return { fate: 'sliced', from, to, fromShape, toShape, flattened: { from: own, to: other } };
  return { fate: isWhole ? 'carried' : 'sliced', from, to, fromShape, toShape };
}

/** Axes that were flattened from different numbers of axes, or only one of them, have nothing in common but their length. */
function isFitting(own: Sizes | undefined, other: Sizes | undefined, a: Sizes, b: Sizes): boolean {
  return own?.length === other?.length || (a[0] === b[0] && !(own && other));
}

function ownedBy({ stage }: Part): readonly CheckedWeight[] {
  return stage.kind === 'layer' ? [...stage.weights, ...stage.buffers] : [];
}

function nameOf({ path }: CheckedWeight): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function sizesOf({ shape }: CheckedWeight): readonly number[] | undefined {
  const sizes = shape.map(numberOf);
  return sizes.every((size) => size !== undefined) ? sizes : undefined;
}
