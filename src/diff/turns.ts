/** Parts that came or went because a repeat has more turns or fewer. */
import type { SequenceStage } from '../shapecheck/checked.ts';
import type { Paired } from './align.ts';
import type { Swap } from './hunks.ts';
import type { Part } from './part.ts';
import type { Single } from './single.ts';
import { calledBy } from './written.ts';

/** The change, if all that came, or all that went, is whole turns of a repeat that both models have. */
export function turnsChange({ removed, added, lists }: Swap, pairs: readonly Paired[]): Single | undefined {
  if (removed.length > 0 && added.length > 0) return undefined;
  const isMore = added.length > 0;
  const [parts, list] = isMore ? [added, lists[1]] : [removed, lists[0]];
  const repeat = repeatOf(parts, list);
  const other = repeat && partnerOf(repeat, isMore, pairs);
  if (!repeat || !other) return undefined;
  const sides = isMore ? ([other, repeat] as const) : ([repeat, other] as const);
  const [from, to] = sides.map(({ children }) => children.length);
  const stages = { texts: [repeat.text], places: [{ path: repeat.path, span: repeat.span }] };
  const change = { kind: 'turns', from: from as number, to: to as number, repeat: stages } as const;
  return { change, a: removed, b: added, written: [calledBy(sides[0]), calledBy(sides[1])] };
}

/** The repeat, the outermost one if there are several, of which these parts of a list are whole turns. */
function repeatOf(parts: readonly Part[], list: readonly Part[]): SequenceStage | undefined {
  const [first] = parts as readonly [Part];
  return first.around.find(
    (repeat, at) =>
      repeat.of === 'repeat' &&
      parts.every(({ around }) => around[at] === repeat) &&
      turnsOf(parts, at).every((turn) => count(parts, turn) === count(list, turn)),
  );
}

function turnsOf(parts: readonly Part[], at: number): (SequenceStage | undefined)[] {
  return [...new Set(parts.map(({ around }) => around[at + 1]))];
}

function count(parts: readonly Part[], turn: SequenceStage | undefined): number {
  return parts.filter(({ around }) => turn !== undefined && around.includes(turn)).length;
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
