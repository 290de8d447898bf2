/** Which blocks a text names, and which it reaches through them. No recursion: blocks may call each other in a long row. */
import type { BlockItem, Stack } from '../parser/ast.ts';
import { type Node, walk } from '../parser/visit.ts';
import type { Block, FileScope } from '../resolve/scope.ts';

/** The blocks that the body and the defaults of a block name, as a stage or to hand on. */
export function blocksIn({ item, scope }: Block): Block[] {
  const own = new Set(item.params.map(({ name }) => name.text));
  return namedIn([...item.params, item.body], scope, own);
}

/** Every block that stacks reach. */
export function blocksReached(stacks: readonly Stack[], scope: FileScope): ReadonlySet<BlockItem> {
  const reached = new Set<BlockItem>();
  const open = namedIn(stacks, scope, new Set());
  for (let block = open.pop(); block; block = open.pop()) {
    if (reached.has(block.item)) continue;
    reached.add(block.item);
    open.push(...blocksIn(block));
  }
  return reached;
}

function namedIn(nodes: readonly Node[], { blocks }: FileScope, own: ReadonlySet<string>): Block[] {
  const found = new Set<Block>();
  const add = (name: string): void => {
    const block = own.has(name) ? undefined : blocks.get(name);
    if (block) found.add(block);
  };
  for (const root of nodes)
    walk(root, (node) => {
      if (node.kind === 'layer') add(node.name.text);
      if (node.kind === 'name-expr') add(node.name);
    });
  return [...found];
}
