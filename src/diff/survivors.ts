/** Which trained weights of one model can go on in the other. */
import type { CheckedModel, CheckedWeight } from '../shapecheck/checked.ts';
import { numberOf } from '../shapes/dim.ts';
import type { Paired } from './align.ts';
import type { Part } from './part.ts';

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
}

/** Every weight and running statistic of the second model, in its order. Dims must be known: others start anew. */
export function survivors(pairs: readonly Paired[], { weights, buffers }: CheckedModel): Survivor[] {
  const partners = new Map<string, CheckedWeight>();
  for (const { a, b } of pairs) {
    const own = ownedBy(a);
    for (const weight of ownedBy(b)) {
      const partner = own.find((one) => nameOf(one) === nameOf(weight));
      if (partner && a.word === b.word && !partners.has(weight.path)) partners.set(weight.path, partner);
    }
  }
  return [...weights, ...buffers].map((weight) => survivorOf(weight, partners.get(weight.path)));
}

function survivorOf(weight: CheckedWeight, partner: CheckedWeight | undefined): Survivor {
  const [toShape, fromShape] = [sizesOf(weight), partner && sizesOf(partner)];
  const to = weight.path;
  if (!partner || !fromShape || !toShape || fromShape.length !== toShape.length)
    return { fate: 'new', from: undefined, to, fromShape: undefined, toShape: toShape ?? [] };
  const isWhole = fromShape.every((size, axis) => size === toShape[axis]);
  return { fate: isWhole ? 'carried' : 'sliced', from: partner.path, to, fromShape, toShape };
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
