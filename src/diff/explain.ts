/** Hunks as changes: what was moved, put into a join, or is a turn of a repeat is told from what came and went. */
import { valueText } from '../summary/value-text.ts';
import type { Aligned, Paired } from './align.ts';
import type { ArgChange, ModelChange, Stages } from './change.ts';
import { differingArgs } from './cost.ts';
import { type Counts, countsOf, headsOf } from './heads.ts';
import { type Changed, type Exchanged, type Folded, type Hunk, hunksOf, type Swap } from './hunks.ts';
import { linkChanges } from './links.ts';
import type { Part } from './part.ts';
import { type Single, stagesOf, wholeStagesOf } from './single.ts';
import { turnsChange } from './turns.ts';
import { uncountedChanges } from './uncounted.ts';
import { writtenOf } from './written.ts';

/** Every change of an alignment, in running order, place by place. */
export function singles(alignment: readonly Aligned[]): Single[] {
  const hunks = hunksOf(alignment);
  const moves = movesAmong(hunks);
  const pairs = pairsOf(alignment);
  const found = hunks.flatMap((hunk): Single[] => {
    if (hunk.kind === 'changed') return [changed(hunk)];
    if (hunk.kind === 'folded') return [folded(hunk)];
    if (hunk.kind === 'exchanged') return [exchanged(hunk)];
    const from = moves.get(hunk);
    if (from === 'gone') return [];
    if (from) return [moved(from, hunk)];
    return turnsChange(hunk, pairs) ?? [swapped(hunk)];
  });
  return [...found, ...linkChanges(pairs), ...uncountedChanges(pairs)];
}

/** All pairs, those inside others too. */
export function pairsOf(alignment: readonly Aligned[]): Paired[] {
  return alignment.flatMap((one) => {
    if (one.kind === 'removed' || one.kind === 'added') return [];
    return one.kind === 'paired' ? [one, ...pairsOf(one.children)] : pairsOf(one.children);
  });
}

function changed({ a, b }: Changed): Single {
  const names = a.word === b.word ? differingArgs(a, b) : [];
  const args = names.map((name): ArgChange => ({ name, from: argText(a, name), to: argText(b, name) }));
  const change = { kind: 'changed', from: stagesOf([a.stage]), to: stagesOf([b.stage]), args } as const;
  return { change, a: [a], b: [b], written: [writtenOf(a), writtenOf(b)] };
}

/** As it would be written; with every digit where fewer would not tell it from the other. */
function argText({ stage, args }: Part, name: string): string | undefined {
  const params = 'params' in stage ? stage.params : {};
  return params[name] === undefined ? args[name] : valueText(params[name]);
}

function swapped({ removed, added, before, counts }: Swap): Single {
  const after = before?.stage.text;
  const [gone, come] = [wholeStagesOf(headsOf(removed, counts[0])), wholeStagesOf(headsOf(added, counts[1]))];
  const parts = { a: removed, b: added, written: undefined };
  if (removed.length === 0) return { change: { kind: 'added', added: come, after }, ...parts };
  if (added.length === 0) return { change: { kind: 'removed', removed: gone, after }, ...parts };
  return { change: { kind: 'replaced', removed: gone, added: come }, ...parts };
}

function moved(from: Swap, { added, before, counts }: Swap): Single {
  const after = before?.stage.text;
  const [gone, come] = [stagesOf(headsOf(from.removed, from.counts[0])), stagesOf(headsOf(added, counts[1]))];
  const change: ModelChange = { kind: 'moved', from: gone, to: come, after };
  return { change, a: from.removed, b: added, written: undefined };
}

/** Where all that went somewhere came elsewhere: for the place to which it came the one that it left, which is `gone`. */
function movesAmong(hunks: readonly Hunk[]): ReadonlyMap<Hunk, Swap | 'gone'> {
  const swaps = hunks.filter((hunk): hunk is Swap => hunk.kind === 'swap');
  const goings = swaps.filter(({ added }) => added.length === 0);
  const moves = new Map<Hunk, Swap | 'gone'>();
  for (const coming of swaps.filter(({ removed }) => removed.length === 0)) {
    const going = goings.find((one) => !moves.has(one) && isEqual(one.removed, coming.added));
    if (!going) continue;
    moves.set(coming, going);
    moves.set(going, 'gone');
  }
  return moves;
}

/** What stands in a join now, or did before, with what stands beside it there. */
function folded({ fold, counts }: Folded): Single {
  const isWrapped = fold.kind === 'wrapped';
  const [outer, inner] = isWrapped ? [fold.b, fold.a] : [fold.a, fold.b];
  const others = outer.children.filter((_, at) => at !== fold.branch).flatMap(({ children }) => children);
  const change: ModelChange = {
    kind: fold.kind,
    inner: stagesOf(headsOf(inner, within(counts[isWrapped ? 0 : 1], inner, outer))),
    outer: stagesOf([outer.stage]),
    beside: stagesOf(headsOf(others, countsOf(others, outer.around))),
  };
  return { change, a: [fold.a].flat(), b: [fold.b].flat(), written: undefined };
}

/** The counts of those calls that are inside of what was put round them: the others stand round both. */
function within(counts: Counts, inner: readonly Part[], outer: Part): Counts {
  const outside = (inner[0]?.around ?? []).filter((one, at) => one.of === outer.around[at]?.of);
  return new Map([...counts].filter(([call]) => !outside.includes(call)));
}

function exchanged({ one, other, counts }: Exchanged): Single {
  const [first, second] = [one, other].map(({ b }) => stagesOf(headsOf(b, counts[1])));
  const change: ModelChange = { kind: 'exchanged', first: first as Stages, second: second as Stages };
  return { change, a: [...one.a, ...other.a], b: [...other.b, ...one.b], written: undefined };
}

function isEqual(some: readonly Part[], others: readonly Part[]): boolean {
  return some.length === others.length && some.every(({ id }, at) => id === others[at]?.id);
}
