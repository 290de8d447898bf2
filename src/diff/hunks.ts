/** An alignment as the places at which something differs, in running order. */
import type { Aligned, Paired } from './align.ts';
import { change } from './cost.ts';
import { type Counts, countsOf } from './heads.ts';
import type { Part } from './part.ts';

export type Hunk = Swap | Changed;

/** Neighbouring parts of a list that went, and those that came in their place; one of the two may be empty. */
export interface Swap {
  readonly kind: 'swap';
  readonly removed: readonly Part[];
  readonly added: readonly Part[];
  /** How many parts of the list that they stand in belong to each call and repeat. */
  readonly counts: readonly [a: Counts, b: Counts];
  /** The part before them, which both have. */
  readonly before: Paired | undefined;
}

/** A part that has other arguments, or another word. */
export interface Changed {
  readonly kind: 'changed';
  readonly a: Part;
  readonly b: Part;
}

/** `within` are the parts that the lists are the insides of. */
export function hunksOf(alignment: readonly Aligned[], within?: Paired): Hunk[] {
  const hunks: Hunk[] = [];
  const lists = [
    alignment.flatMap((one) => (one.kind === 'added' ? [] : [one.a])),
    alignment.flatMap((one) => (one.kind === 'removed' ? [] : [one.b])),
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
    const run = runFrom(alignment, at);
    const before = alignment[at - 1];
    hunks.push({ kind: 'swap', ...sides(run), counts, before: before?.kind === 'paired' ? before : undefined });
    at += run.length;
  }
  return hunks;
}

/** What went or came, up to the next part that both have. */
function runFrom(alignment: readonly Aligned[], from: number): readonly Aligned[] {
  const end = alignment.findIndex(({ kind }, at) => at > from && kind === 'paired');
  return alignment.slice(from, end < 0 ? undefined : end);
}

function sides(run: readonly Aligned[]): Pick<Swap, 'removed' | 'added'> {
  return {
    removed: run.flatMap((one) => (one.kind === 'removed' ? [one.a] : [])),
    added: run.flatMap((one) => (one.kind === 'added' ? [one.b] : [])),
  };
}
