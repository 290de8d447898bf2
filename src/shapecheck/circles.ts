/** Blocks that use themselves, by whatever way. */
import type { BlockItem } from '../parser/ast.ts';
import type { Block } from '../resolve/scope.ts';
import { blocksIn } from './named-blocks.ts';

/** Each circle once, the block that is met first in front. No recursion: blocks may call each other in a long row. */
export function blockCircles(blocks: Iterable<Block>): readonly (readonly BlockItem[])[] {
  const circles: BlockItem[][] = [];
  const done = new Set<BlockItem>();
  for (const start of blocks) {
    const open = [start];
    const entered = new Set<BlockItem>();
    for (let top = open.at(-1); top; top = open.at(-1)) {
      if (done.has(top.item) || entered.has(top.item)) {
        open.pop();
        entered.delete(top.item);
        done.add(top.item);
        continue;
      }
      entered.add(top.item);
      for (const next of blocksIn(top)) {
        if (entered.has(next.item)) circles.push(from(next.item, entered));
        else if (!done.has(next.item)) open.push(next);
      }
    }
  }
  return circles;
}

function from(first: BlockItem, entered: ReadonlySet<BlockItem>): BlockItem[] {
  const way = [...entered];
  return way.slice(way.indexOf(first));
}
