/** Parts that came or went because a repeat has more turns or fewer. */
import type { SequenceStage } from '../shapecheck/checked.ts';
import type { Paired } from './align.ts';
import { type Counts, countsOf } from './heads.ts';
import type { Swap } from './hunks.ts';
import type { Part } from './part.ts';
import type { Single } from './single.ts';
import { calledBy } from './written.ts';

/** The change, if all that came, or all that went, is whole turns of a repeat that both models have. */
export function turnsChange({ removed, added, counts }: Swap, pairs: readonly Paired[]): Single | undefined {
  if (removed.length > 0 && added.length > 0) return undefined;
  const isMore = added.length > 0;
  const [parts, all] = isMore ? [added, counts[1]] : [removed, counts[0]];
  const repeat = repeatOf(parts, all);
  const other = repeat && partnerOf(repeat, isMore, pairs);
  if (!repeat || !other) return undefined;
  const sides = isMore ? ([other, repeat] as const) : ([repeat, other] as const);
  const [from, to] = sides.map(({ children }) => children.length);
  const stages = { texts: [repeat.text], places: [{ path: repeat.path, span: repeat.span }] };
  const change = { kind: 'turns', from: from as number, to: to as number, repeat: stages } as const;
  return { change, a: removed, b: added, written: [calledBy(sides[0]), calledBy(sides[1])] };
}

/** The repeat, the outermost one if there are several, of which these parts of a list are whole turns. */
function repeatOf(parts: readonly Part[], all: Counts): SequenceStage | undefined {
  const [first] = parts as readonly [Part];
  const some = countsOf(parts);
  return first.around.find(
    (repeat, at) =>
      repeat.of === 'repeat' &&
      all.has(repeat) &&
      parts.every(({ around }) => around[at] === repeat && isWhole(around[at + 1], some, all)),
  );
}

function isWhole(turn: SequenceStage | undefined, some: Counts, all: Counts): boolean {
  return turn !== undefined && some.get(turn) === all.get(turn);
}

/** The repeat of the other model whose parts are paired with others of this one. */
function partnerOf(repeat: SequenceStage, isOfB: boolean, pairs: readonly Paired[]): SequenceStage | undefined {
  for (const { a, b } of pairs) {
    const [own, other] = isOfB ? [b, a] : [a, b];
    if (!own.around.includes(repeat)) continue;
    const found = other.around.filter(({ of }) => of === 'repeat');
    return found[own.around.filter(({ of }) => of === 'repeat').indexOf(repeat)];
  }
  return undefined;
}
