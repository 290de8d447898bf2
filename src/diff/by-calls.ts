/** The alignment of two models call by call: blocks pair with blocks and turns with turns, as they are written. */
import { type Aligned, align, type Paired } from './align.ts';
import { change } from './cost.ts';
import { type Ids, isCall, type Part, withoutCalls } from './part.ts';
import { calledBy } from './written.ts';

/**
 * Aligns parts that keep their calls, and then leaves the calls out: a change within a block stays within it even where
 * another alignment would take fewer edits. `ids` are those of the parts.
 */
export function alignByCalls(
  a: readonly Part[],
  b: readonly Part[],
  ids: Ids,
  cost?: Parameters<typeof align>[2],
): Aligned[] {
  const known = new Map<Part, readonly Part[]>();
  const bare = (part: Part): readonly Part[] => {
    const found = known.get(part) ?? withoutCalls(part, ids, bare);
    known.set(part, found);
    return found;
  };
  return align(a, b, cost).flatMap((one) => flat(one, bare));
}

/** What `change` says, but that calls of two blocks are no pair unless half of their layers and joins are of one kind. */
export function ofLikeBlocks(a: Part, b: Part): number | undefined {
  const isOther = a.word === 'block' && b.word === 'block' && blockOf(a) !== blockOf(b);
  return isOther && !isLike(wordsIn(a), wordsIn(b)) ? undefined : change(a, b);
}

/** The names of the blocks that are called in parts, and `repeat`. */
export function calledIn(parts: readonly Part[], found = new Set<string>()): ReadonlySet<string> {
  for (const part of parts) {
    if (part.word === 'repeat') found.add('repeat');
    const block = part.word === 'block' ? blockOf(part) : undefined;
    if (block !== undefined) found.add(block);
    calledIn(part.children, found);
  }
  return found;
}

function blockOf({ stage }: Part): string | undefined {
  return stage.kind === 'sequence' ? /^\w+/.exec(calledBy(stage))?.[0] : undefined;
}

function isLike(some: readonly string[], others: readonly string[]): boolean {
  const rest = [...others];
  const both = some.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return 2 * both.length >= Math.max(some.length, others.length);
}

function wordsIn(part: Part): string[] {
  const inner = part.children.flatMap(wordsIn);
  return isCall(part) || part.word === 'branch' ? inner : [part.word, ...inner];
}

type Bare = (part: Part) => readonly Part[];

function flat(one: Aligned, bare: Bare): Aligned[] {
  switch (one.kind) {
    case 'removed':
      return bare(one.a).map((a) => ({ kind: 'removed', a }));
    case 'added':
      return bare(one.b).map((b) => ({ kind: 'added', b }));
    case 'paired':
      return paired(one, bare);
    case 'wrapped': {
      const [b] = bare(one.b) as [Part];
      return [{ ...one, a: one.a.flatMap(bare), b, children: one.children.flatMap((child) => flat(child, bare)) }];
    }
    case 'unwrapped': {
      const [a] = bare(one.a) as [Part];
      return [{ ...one, a, b: one.b.flatMap(bare), children: one.children.flatMap((child) => flat(child, bare)) }];
    }
  }
}

function paired(pair: Paired, bare: Bare): Aligned[] {
  const { a, b, children } = pair;
  const inner = children.flatMap((child) => flat(child, bare));
  if (isCall(a))
    return inner.map((one) => (one.kind === 'removed' || one.kind === 'added' ? { call: pair, ...one } : one));
  const [[own], [other]] = [bare(a), bare(b)] as [[Part], [Part]];
  return [{ kind: 'paired', a: own, b: other, children: inner }];
}
