/** An alignment as the places at which something differs, in running order. */
import type { Aligned, Paired, Unwrapped, Wrapped } from './align.ts';
import { change } from './cost.ts';
import { type Counts, countsOf } from './heads.ts';
import type { Part } from './part.ts';

export type Hunk = Swap | Changed | Folded | Exchanged;

/** Neighbouring parts of a list that went, and those that came in their place; one of the two may be empty. */
export interface Swap {
  readonly kind: 'swap';
  readonly removed: readonly Part[];
  readonly added: readonly Part[];
  /** How many parts of the list that they stand in belong to each call and repeat. */
  readonly counts: readonly [a: Counts, b: Counts];
  /** The part of the second model before them. */
  readonly before: Part | undefined;
}

/** A part that has other arguments, or another word. */
export interface Changed {
  readonly kind: 'changed';
  readonly a: Part;
  readonly b: Part;
}

/** Neighbours that stand in a part of the other model. */
export interface Folded {
  readonly kind: 'folded';
  readonly fold: Wrapped | Unwrapped;
  readonly counts: Swap['counts'];
}

/** Two runs of neighbours that stand in each other's place now, with what lies between them. */
export interface Exchanged {
  readonly kind: 'exchanged';
  /** The runs in the order of the first model, as either has them. */
  readonly one: Sides;
  readonly other: Sides;
  readonly counts: Swap['counts'];
}

interface Sides {
  readonly a: readonly Part[];
  readonly b: readonly Part[];
}

/** `within` are the parts that the lists are the insides of. */
export function hunksOf(alignment: readonly Aligned[], within?: Paired): Hunk[] {
  const hunks: Hunk[] = [];
  const lists = [
    alignment.flatMap((one) => (one.kind === 'added' ? [] : one.a)),
    alignment.flatMap((one) => (one.kind === 'removed' ? [] : one.b)),
  ] as const;
  const counts = [countsOf(lists[0], within?.a.around), countsOf(lists[1], within?.b.around)] as const;
  for (let at = 0; at < alignment.length; ) {
    const one = alignment[at] as Aligned;
    if (one.kind === 'paired') {
      if (change(one.a, one.b) !== 0) hunks.push({ kind: 'changed', a: one.a, b: one.b });
      if (one.a.id !== one.b.id) hunks.push(...hunksOf(one.children, one));
      at++;
      continue;
    }
    if (one.kind === 'wrapped' || one.kind === 'unwrapped') {
      hunks.push({ kind: 'folded', fold: one, counts }, ...hunksOf(one.children));
      at++;
      continue;
    }
    const exchange = exchangeFrom(alignment, at, counts);
    if (exchange) {
      hunks.push(exchange.hunk);
      at += exchange.length;
      continue;
    }
    const run = runFrom(alignment, at);
    hunks.push({ kind: 'swap', ...sides(run), counts, before: lastOf(alignment[at - 1]) });
    at += run.length;
  }
  return hunks;
}

function lastOf(one: Aligned | undefined): Part | undefined {
  if (!one || one.kind === 'removed') return undefined;
  return one.kind === 'unwrapped' ? one.b.at(-1) : one.b;
}

/** What went before, and came behind, parts that are the same; with as much of it between as on the far side of both. */
function exchangeFrom(
  alignment: readonly Aligned[],
  at: number,
  counts: Swap['counts'],
): { readonly hunk: Exchanged; readonly length: number } | undefined {
  const first = runFrom(alignment, at);
  const kept = keptFrom(alignment, at + first.length);
  const second = runFrom(alignment, at + first.length + kept.length);
  if (kept.length === 0 || second.length === 0) return undefined;
  const [near, far] = [sides(first), sides(second)];
  const isGone = near.added.length === 0 && far.removed.length === 0;
  if (!isGone && (near.removed.length > 0 || far.added.length > 0)) return undefined;
  // What went is P M, what came is M P, with M between P and the kept ones in either model.
  const [before, behind] = isGone ? [near.removed, far.added] : [near.added, far.removed];
  const between = turnedBy(before, behind);
  if (between === undefined) return undefined;
  const cut = before.length - between;
  const [ends, starts] = [before.slice(0, cut), behind.slice(between)];
  const moved = isGone ? { a: ends, b: starts } : { a: starts, b: ends };
  const still = { a: kept.map(({ a }) => a), b: kept.map(({ b }) => b) };
  const [one, other] = isGone ? [moved, still] : [still, moved];
  return { hunk: { kind: 'exchanged', one, other, counts }, length: first.length + kept.length + second.length };
}

function keptFrom(alignment: readonly Aligned[], from: number): readonly Paired[] {
  const kept: Paired[] = [];
  for (const one of alignment.slice(from)) {
    if (one.kind !== 'paired' || one.a.id !== one.b.id) break;
    kept.push(one);
  }
  return kept;
}

/** The length of M where one list is P M and the other M P, with neither empty; undefined where they are not, or are equal. */
function turnedBy(some: readonly Part[], others: readonly Part[]): number | undefined {
  if (some.length !== others.length || some.every(({ id }, at) => id === others[at]?.id)) return undefined;
  for (let length = 1; length < some.length; length++) {
    const turned = [...some.slice(some.length - length), ...some.slice(0, some.length - length)];
    if (turned.every(({ id }, at) => id === others[at]?.id)) return length;
  }
  return undefined;
}

/** What went or came, up to the next part that both have. */
function runFrom(alignment: readonly Aligned[], from: number): readonly Aligned[] {
  const first = alignment[from];
  const end = alignment.findIndex((one, at) => at >= from && !isOfRun(one, first));
  return alignment.slice(from, end < 0 ? undefined : end);
}

/** It went or came, in the same call as the first one. */
function isOfRun(one: Aligned, first: Aligned | undefined): boolean {
  if (one.kind !== 'added' && one.kind !== 'removed') return false;
  return first !== undefined && 'call' in first === 'call' in one && (!('call' in first) || first.call === one.call);
}

function sides(run: readonly Aligned[]): Pick<Swap, 'removed' | 'added'> {
  return {
    removed: run.flatMap((one) => (one.kind === 'removed' ? [one.a] : [])),
    added: run.flatMap((one) => (one.kind === 'added' ? [one.b] : [])),
  };
}
