/** Stages that are the same but take other taps, or share the weights of other layers, than before. */
import type { Paired } from './align.ts';
import type { Part } from './part.ts';
import { type Single, stagesOf } from './single.ts';

/** What has other ties now among pairs of parts, in running order. */
export function linkChanges(pairs: readonly Paired[]): Single[] {
  const partners = new Map(pairs.map(({ a, b }) => [a, b]));
  const taps = tapPartners(pairs);
  const owners = { a: ownersOf(pairs.map(({ a }) => a)), b: ownersOf(pairs.map(({ b }) => b)) };
  return pairs.flatMap(({ a, b }): Single[] => {
    if (a.word !== b.word) return [];
    if (reads(a) && !takesSame(a, b, taps)) return [linked(a, b, 'tap')];
    const [own, other] = [ownerOf(a, owners.a), ownerOf(b, owners.b)];
    return own && other && own !== a && partners.get(own) !== other ? [linked(a, b, 'weights')] : [];
  });
}

function linked(a: Part, b: Part, what: 'tap' | 'weights'): Single {
  return {
    change: { kind: 'linked', from: stagesOf([a.stage]), to: stagesOf([b.stage]), what },
    a: [a],
    b: [b],
    written: undefined,
  };
}

function reads({ word, taps }: Part): boolean {
  return word !== 'tap' && taps.length > 0;
}

/** Of the taps that both models have, both parts take the same. */
function takesSame(a: Part, b: Part, partners: ReadonlyMap<number, number>): boolean {
  const wanted = a.taps.flatMap((tap) => partners.get(tap) ?? []);
  const known = new Set(partners.values());
  const taken = b.taps.filter((tap) => known.has(tap));
  return wanted.length === taken.length && wanted.every((tap) => taken.includes(tap));
}

function tapPartners(pairs: readonly Paired[]): ReadonlyMap<number, number> {
  const taps = pairs.filter(({ a, b }) => a.word === 'tap' && b.word === 'tap');
  return new Map(taps.map(({ a, b }) => [a.taps[0] as number, b.taps[0] as number]));
}

/** The first part that holds a weight, by the weight's path. */
function ownersOf(parts: readonly Part[]): ReadonlyMap<string, Part> {
  const owners = new Map<string, Part>();
  for (const part of parts) for (const path of weightsOf(part)) if (!owners.has(path)) owners.set(path, part);
  return owners;
}

function ownerOf(part: Part, owners: ReadonlyMap<string, Part>): Part | undefined {
  const shared = weightsOf(part).find((path) => owners.get(path) !== part);
  return shared === undefined ? undefined : owners.get(shared);
}

function weightsOf({ stage }: Part): string[] {
  return stage.kind === 'layer' ? [...stage.weights, ...stage.shared].map(({ path }) => path) : [];
}
