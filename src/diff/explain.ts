/** Hunks as changes: what was moved, put into a join, or is a turn of a repeat is told from what came and went. */
import { valueText } from '../summary/value-text.ts';
import type { Aligned, Paired } from './align.ts';
import type { ArgChange, ModelChange } from './change.ts';
import { differingArgs } from './cost.ts';
import { headsOf } from './heads.ts';
import { type Changed, type Hunk, hunksOf, type Swap } from './hunks.ts';
import { linkChanges } from './links.ts';
import type { Part } from './part.ts';
import { type Single, stagesOf } from './single.ts';
import { turnsChange } from './turns.ts';
import { writtenOf } from './written.ts';

/** Every change of an alignment, in running order, place by place. */
export function singles(alignment: readonly Aligned[]): Single[] {
  const hunks = hunksOf(alignment);
  const moves = movesAmong(hunks);
  const pairs = pairsOf(alignment);
  const found = hunks.flatMap((hunk): Single[] => {
    if (hunk.kind === 'changed') return [changed(hunk)];
    const from = moves.get(hunk);
    if (from === 'gone') return [];
    if (from) return [moved(from, hunk)];
    return [turnsChange(hunk, pairs) ?? wrapped(hunk) ?? swapped(hunk)];
  });
  return [...found, ...linkChanges(pairs)];
}

/** All pairs, those inside others too. */
export function pairsOf(alignment: readonly Aligned[]): Paired[] {
  return alignment.flatMap((one) => (one.kind === 'paired' ? [one, ...pairsOf(one.children)] : []));
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
  const after = before?.b.stage.text;
  const [gone, come] = [stagesOf(headsOf(removed, counts[0])), stagesOf(headsOf(added, counts[1]))];
  const parts = { a: removed, b: added, written: undefined };
  if (removed.length === 0) return { change: { kind: 'added', added: come, after }, ...parts };
  if (added.length === 0) return { change: { kind: 'removed', removed: gone, after }, ...parts };
  return { change: { kind: 'replaced', removed: gone, added: come }, ...parts };
}

function moved(from: Swap, { added, before, counts }: Swap): Single {
  const after = before?.b.stage.text;
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

/** All that went stands in one of the branches of the join that came, or the reverse. */
function wrapped({ removed, added, counts }: Swap): Single | undefined {
  const [a, b] = [removed[0], added[0]];
  if (!a || !b) return undefined;
  if (added.length === 1 && holds(b, removed)) {
    const change: ModelChange = {
      kind: 'wrapped',
      inner: stagesOf(headsOf(removed, counts[0])),
      outer: stagesOf([b.stage]),
    };
    return { change, a: removed, b: added, written: undefined };
  }
  if (removed.length === 1 && holds(a, added)) {
    const change: ModelChange = {
      kind: 'unwrapped',
      inner: stagesOf(headsOf(added, counts[1])),
      outer: stagesOf([a.stage]),
    };
    return { change, a: removed, b: added, written: undefined };
  }
  return undefined;
}

/** Whether one branch of a part holds just these, and the others are empty. */
function holds({ children }: Part, parts: readonly Part[]): boolean {
  const full = children.filter((branch) => branch.children.length > 0);
  return full.length === 1 && isEqual((full[0] as Part).children, parts);
}

function isEqual(some: readonly Part[], others: readonly Part[]): boolean {
  return some.length === others.length && some.every(({ id }, at) => id === others[at]?.id);
}
