/** Changes of stages put together: those of one place in a spec are one, and those with a cause elsewhere stand under it. */
import type { Expr, Spec } from '../parser/ast.ts';
import type { SequenceStage } from '../shapecheck/checked.ts';
import { type TensorType, typeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import type { ModelChange, Root, Stages } from './change.ts';
import { changedDefaults } from './defaults.ts';
import type { Single } from './single.ts';
import { calledBy, namesIn, originOf } from './written.ts';

/** The changes of a model in the order in which they are first met. */
export function withCauses(singles: readonly Single[], a: Spec, b: Spec): ModelChange[] {
  const causes = { constants: changedConstants(a, b), defaults: changedDefaults(a, b) };
  const found = new Map<string, Group>();
  let last: Group | undefined;
  for (const single of singles) {
    const root = rootOf(single, causes);
    if (root?.kind === 'given' && last) {
      last.effects.push(single);
      continue;
    }
    const key = root ? keyOf(root) : groupKey(single);
    const group = found.get(key) ?? { root, singles: [], effects: [] };
    found.set(key, group);
    group.singles.push(single);
    if (root?.kind !== 'given' && reshapes(single)) last = group;
  }
  return exchanges([...found.values()].flatMap(changesOf));
}

/** What has one cause: changes by themselves, or the effects of a root; and what only follows from other shapes after it. */
interface Group {
  readonly root: Root | undefined;
  readonly singles: Single[];
  readonly effects: Single[];
}

function changesOf({ root, singles, effects }: Group): ModelChange[] {
  const [own, after] = [grouped(singles), grouped(effects)];
  if (root) return [{ ...root, effects: [...own, ...after] }];
  const last = own.at(-1);
  return last && after.length > 0 ? [...own.slice(0, -1), { ...last, effects: after }] : own;
}

/** Whether what comes after it is of another shape on its account. */
function reshapes({ a, b }: Single): boolean {
  const [before, now] = [a, b].map((parts) => typeOf(parts.at(-1)?.stage.output));
  const [first] = [...a, ...b];
  return (before ?? typeOf(first?.stage.input)) !== (now ?? typeOf(first?.stage.input));
}

function typeOf(type: TensorType | undefined): string | undefined {
  return type && typeText(type);
}

/** Two stages, or calls, each of which is now what the other was. */
function exchanges(changes: readonly ModelChange[]): ModelChange[] {
  // Those that no partner was found for yet, by what their partner is.
  const waiting = new Map<string, number[]>();
  const found: (ModelChange | undefined)[] = [];
  for (const change of changes) {
    const at = waiting.get(turnKey(change, 'as it is'))?.shift();
    found.push(change);
    if (at !== undefined) {
      const [first, second] = [sidesOf(changes[at] as ModelChange)?.[1], sidesOf(change)?.[1]] as [Stages, Stages];
      found[at] = { kind: 'exchanged', first, second };
      found[found.length - 1] = undefined;
    } else if (sidesOf(change)) {
      const key = turnKey(change, 'turned');
      const others = waiting.get(key) ?? [];
      others.push(found.length - 1);
      waiting.set(key, others);
    }
  }
  return found.filter((one) => one !== undefined);
}

/** Equal for two changes, one of them turned, that are each other's reverse. */
function turnKey(change: ModelChange, way: 'as it is' | 'turned'): string {
  const sides = sidesOf(change);
  const texts = (sides ?? []).map(writtenAs);
  return JSON.stringify([change.kind, way === 'turned' ? texts.toReversed() : texts, sides?.[1].places.length]);
}

/** As it stands in the spec, where values that hang on the place are names. */
function writtenAs({ places, texts }: Stages): string {
  const spans = places.slice(0, texts.length).map(({ span }) => textOf(span).replace(/\s+/g, ' '));
  return spans.join(' | ');
}

/** What a stage or a call was, and what it is. */
function sidesOf(change: ModelChange): readonly [Stages, Stages] | undefined {
  if (change.kind === 'replaced') return [change.removed, change.added];
  return change.kind === 'changed' || change.kind === 'call' ? [change.from, change.to] : undefined;
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
  const isFold = change.kind === 'wrapped' || change.kind === 'unwrapped';
  const stages = isFold ? [change.outer] : Object.values(change).filter(isStages);
  const places = stages.flatMap((one) => one.places);
  return JSON.stringify([change.kind, places.map(({ span }) => originOf(span))]);
}

function merged(one: ModelChange, other: ModelChange): ModelChange {
  const entries = Object.entries(one).map(([key, value]) => {
    const more = (other as unknown as Readonly<Record<string, unknown>>)[key];
    if (one.kind === 'turns' && Array.isArray(value) && Array.isArray(more)) return [key, [...value, ...more]] as const;
    if (!isStages(value) || !isStages(more)) return [key, value] as const;
    const isFold = one.kind === 'wrapped' || one.kind === 'unwrapped';
    return [key, together(value, more, isFold ? inCommon(value.texts, more.texts) : value.texts)] as const;
  });
  // The same keys with values of the same types.
  return Object.fromEntries(entries) as unknown as ModelChange;
}

function together({ places }: Stages, other: Stages, texts: readonly string[]): Stages {
  return { texts, places: [...places, ...other.places] };
}

/** What both begin and end with, where stacks that a block was given make them differ. */
function inCommon(some: readonly string[], others: readonly string[]): readonly string[] {
  if (some.join('|') === others.join('|')) return some;
  const most = Math.min(some.length, others.length);
  let [start, end] = [0, 0];
  while (start < most && some[start] === others[start]) start++;
  while (end < most - start && some.at(-1 - end) === others.at(-1 - end)) end++;
  return [...some.slice(0, start), '…', ...some.slice(some.length - end)];
}

function isStages(value: unknown): value is Stages {
  return typeof value === 'object' && value !== null && 'places' in value;
}

/** What is declared otherwise in the second spec. */
interface Causes {
  readonly constants: ReadonlyMap<string, readonly [string, string]>;
  readonly defaults: ReadonlyMap<string, Root>;
}

/** Why a stage that is written as it was is another now: the nearest call that is not, a constant, a default, or what is given. */
function rootOf(
  { written, a, b, around = [a[0]?.around ?? [], b[0]?.around ?? []] }: Single,
  { constants, defaults }: Causes,
): Root | undefined {
  if (!written || written[0] !== written[1]) return undefined;
  const names = namesIn(written[0]);
  for (const [own, other] of callsAround(...around)) {
    const [from, to] = [calledBy(own), calledBy(other)];
    if (from !== to) return { kind: 'call', from: callStages(own), to: callStages(other), effects: [] };
    names.push(...namesIn(from));
  }
  const name = names.find((one) => constants.has(one));
  if (name === undefined) return defaults.get(b[0]?.word ?? '') ?? { kind: 'given', effects: [] };
  const [from, to] = constants.get(name) as readonly [string, string];
  return { kind: 'constant', name, from, to, effects: [] };
}

function keyOf(root: Root): string {
  switch (root.kind) {
    case 'call':
      return JSON.stringify([root.kind, ...[...root.from.places, ...root.to.places].map(({ span }) => originOf(span))]);
    case 'constant':
      return `constant ${root.name}`;
    case 'default':
      return `default ${root.layer}`;
    case 'given':
      return 'given';
  }
}

function callStages({ text, path, span }: SequenceStage): Stages {
  return { texts: [text], places: [{ path, span }] };
}

/** The calls of blocks, and the repeats, around both parts, from the inside out. */
function callsAround(...around: NonNullable<Single['around']>): (readonly [SequenceStage, SequenceStage])[] {
  const [own, other] = around.map((calls) => calls.filter(({ of }) => of !== 'turn').toReversed());
  return (own ?? []).flatMap((call, at) => {
    const partner = other?.[at];
    return partner && partner.of === call.of ? [[call, partner] as const] : [];
  });
}

/** Constants with another value, by name, with the text of their values; those that hang on another come after it. */
export function changedConstants(a: Spec, b: Spec): ReadonlyMap<string, readonly [string, string]> {
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
