/** Changes of stages put together: those of one place in a spec are one, and those with a cause elsewhere stand under it. */
import type { Expr, Spec } from '../parser/ast.ts';
import type { SequenceStage } from '../shapecheck/checked.ts';
import { textOf } from '../text/source.ts';
import type { ModelChange, Root, Stages } from './change.ts';
import type { Part } from './part.ts';
import type { Single } from './single.ts';
import { calledBy, namesIn, originOf } from './written.ts';

/** The changes of a model in the order in which they are first met. */
export function withCauses(singles: readonly Single[], a: Spec, b: Spec): ModelChange[] {
  const constants = changedConstants(a, b);
  const found = new Map<string, { readonly root: Root | undefined; readonly singles: Single[] }>();
  for (const single of singles) {
    const root = rootOf(single, constants);
    const key = root ? keyOf(root) : groupKey(single);
    const group = found.get(key) ?? { root, singles: [] };
    found.set(key, group);
    group.singles.push(single);
  }
  return [...found.values()].flatMap(({ root, singles: some }) => {
    const changes = grouped(some);
    return root ? [{ ...root, effects: changes }] : changes;
  });
}

/** The same change at several places, which a block or a repeat runs, is one. */
function grouped(singles: readonly Single[]): ModelChange[] {
  const groups = new Map<string, ModelChange>();
  for (const single of singles) {
    const key = groupKey(single);
    const before = groups.get(key);
    groups.set(key, before ? merged(before, single.change) : single.change);
  }
  return [...groups.values()];
}

function groupKey({ change }: Single): string {
  const places = Object.values(change)
    .filter(isStages)
    .flatMap((stages) => stages.places);
  return JSON.stringify([change.kind, places.map(({ span }) => originOf(span))]);
}

function merged(one: ModelChange, other: ModelChange): ModelChange {
  const entries = Object.entries(one).map(([key, value]) => {
    const more = (other as unknown as Readonly<Record<string, unknown>>)[key];
    return [key, isStages(value) && isStages(more) ? together(value, more) : value] as const;
  });
  // The same keys with values of the same types.
  return Object.fromEntries(entries) as unknown as ModelChange;
}

function together({ texts, places }: Stages, other: Stages): Stages {
  return { texts, places: [...places, ...other.places] };
}

function isStages(value: unknown): value is Stages {
  return typeof value === 'object' && value !== null && 'places' in value;
}

/** Why a stage that is written as it was is another now: the nearest call that is not, a constant, or what is given. */
function rootOf(
  { written, a, b }: Single,
  constants: ReadonlyMap<string, readonly [string, string]>,
): Root | undefined {
  if (!written || written[0] !== written[1]) return undefined;
  const names = namesIn(written[0]);
  for (const [own, other] of callsAround(a[0], b[0])) {
    const [from, to] = [calledBy(own), calledBy(other)];
    if (from !== to) return { kind: 'call', from: callStages(own), to: callStages(other), effects: [] };
    names.push(...namesIn(from));
  }
  const name = names.find((one) => constants.has(one));
  if (name === undefined) return { kind: 'given', effects: [] };
  const [from, to] = constants.get(name) as readonly [string, string];
  return { kind: 'constant', name, from, to, effects: [] };
}

function keyOf(root: Root): string {
  switch (root.kind) {
    case 'call':
      return JSON.stringify([root.kind, ...[...root.from.places, ...root.to.places].map(({ span }) => originOf(span))]);
    case 'constant':
      return `constant ${root.name}`;
    case 'given':
      return 'given';
  }
}

function callStages({ text, path, span }: SequenceStage): Stages {
  return { texts: [text], places: [{ path, span }] };
}

/** The calls of blocks, and the repeats, around both parts, from the inside out. */
function callsAround(a: Part | undefined, b: Part | undefined): (readonly [SequenceStage, SequenceStage])[] {
  const [own, other] = [a, b].map((part) => (part?.around ?? []).filter(({ of }) => of !== 'turn').toReversed());
  return (own ?? []).flatMap((call, at) => {
    const partner = other?.[at];
    return partner && partner.of === call.of ? [[call, partner] as const] : [];
  });
}

/** Constants with another value, by name, with the text of their values; those that hang on another come after it. */
function changedConstants(a: Spec, b: Spec): ReadonlyMap<string, readonly [string, string]> {
  const [own, other] = [constantsOf(a), constantsOf(b)];
  const both = [...own].flatMap(([name, from]) => {
    const to = other.get(name);
    return to === undefined ? [] : [[name, [from, to]] as const];
  });
  const changed = new Map(both.filter(([, [from, to]]) => from !== to));
  for (let before = -1; before < changed.size; ) {
    before = changed.size;
    for (const [name, [from, to]] of both) {
      const cause = namesIn(from).find((one) => changed.has(one));
      if (cause !== undefined && !changed.has(name)) changed.set(name, changed.get(cause) ?? [from, to]);
    }
  }
  return changed;
}

/** The constants of a spec, with what they are. */
export function constantsOf({ items }: Spec): ReadonlyMap<string, string> {
  const lets = items.flatMap((item) => (item.kind === 'let' ? [item] : []));
  return new Map(lets.map(({ name, value }) => [name.text, textOf((value as Expr).span).replace(/\s+/g, ' ')]));
}
