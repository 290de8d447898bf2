/** Parts that came or went because a repeat has more turns or fewer. */
import type { SequenceStage } from '../shapecheck/checked.ts';
import type { Paired } from './align.ts';
import type { Stages } from './change.ts';
import { type Counts, countsOf } from './heads.ts';
import type { Swap } from './hunks.ts';
import type { Part } from './part.ts';
import type { Single } from './single.ts';
import { calledBy } from './written.ts';

/**
 * The change, if all that came, or all that went, is whole turns of a repeat, of which both models have others. None where
 * they could not be counted, which is told by itself.
 */
export function turnsChange({ removed, added, counts }: Swap, pairs: readonly Paired[]): Single[] | undefined {
  if (removed.length > 0 && added.length > 0) return undefined;
  const isMore = added.length > 0;
  const [parts, all] = isMore ? [added, counts[1]] : [removed, counts[0]];
  for (const repeat of repeatsOf(parts, all)) {
    const other = partnerOf(repeat, isMore, pairs);
    if (!other) continue;
    const many = repeat.children.length;
    const [from, to] = isMore ? [[other.turns], [many]] : [[many], [other.turns]];
    if (repeat.uncounted || other.repeat?.uncounted) return [];
    const sides = other.repeat && (isMore ? ([other.repeat, repeat] as const) : ([repeat, other.repeat] as const));
    const written = sides && ([calledBy(sides[0]), calledBy(sides[1])] as const);
    const change = { kind: 'turns', from, to, repeat: repeatsAs([repeat]) } as const;
    return [{ change, a: removed, b: added, written, around: other.around }];
  }
  return undefined;
}

function repeatsAs(repeats: readonly SequenceStage[]): Stages {
  return { texts: repeats.map(calledBy), places: repeats.map(({ path, span }) => ({ path, span })) };
}

/** The repeats, from the outside in, of which these parts of a list are whole turns. */
function repeatsOf(parts: readonly Part[], all: Counts): readonly SequenceStage[] {
  const [first] = parts as readonly [Part];
  const some = countsOf(parts);
  return first.around.filter(
    (repeat, at) =>
      repeat.of === 'repeat' &&
      all.has(repeat) &&
      parts.every(({ around }) => around[at] === repeat && isWhole(around[at + 1], some, all)),
  );
}

function isWhole(turn: SequenceStage | undefined, some: Counts, all: Counts): boolean {
  return turn !== undefined && some.get(turn) === all.get(turn);
}

interface Partner {
  readonly turns: number;
  readonly repeat: SequenceStage | undefined;
  readonly around: NonNullable<Single['around']>;
}

/** What the other model has of a repeat: one of as many turns as are paired, or a single turn that is in none. */
function partnerOf(repeat: SequenceStage, isOfB: boolean, pairs: readonly Paired[]): Partner | undefined {
  const inside = pairs.filter(({ a, b }) => (isOfB ? b : a).around.includes(repeat));
  const turns = new Set(inside.map(({ a, b }) => turnOf(isOfB ? b : a, repeat))).size;
  const [first] = inside;
  if (!first) return undefined;
  const [own, theirs] = isOfB ? [first.b, first.a] : [first.a, first.b];
  const found = theirs.around.find(
    (one) => one.of === 'repeat' && one.children.length === turns && turns < repeat.children.length,
  );
  const isKept = inside.every(({ a, b }) => a.id === b.id);
  if (!found) return turns === 1 && isKept ? { turns, repeat: undefined, around: [[], []] } : undefined;
  const outside = [
    theirs.around.slice(0, theirs.around.indexOf(found)),
    own.around.slice(0, own.around.indexOf(repeat)),
  ];
  const [a, b] = (isOfB ? outside : outside.toReversed()) as [SequenceStage[], SequenceStage[]];
  return { turns, repeat: found, around: [a, b] };
}

function turnOf({ around }: Part, repeat: SequenceStage): SequenceStage | undefined {
  return around[around.indexOf(repeat) + 1];
}
