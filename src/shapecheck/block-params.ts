/** Parameters of a block: what its body uses them as, and how a call is bound to them. */
import type { BlockItem } from '../parser/ast.ts';
import { type Node, walk } from '../parser/visit.ts';
import type { Param } from '../registry/param.ts';
import type { Entry } from '../resolve/entries.ts';
import type { Block } from '../resolve/scope.ts';

export type ParamUse = 'stack' | 'value' | 'both' | 'none';

const cache = new WeakMap<BlockItem, ReadonlyMap<string, ParamUse>>();

/** For each parameter that is no tap, whether the body uses it as a stage or as a value. */
export function usesOf(block: Block): ReadonlyMap<string, ParamUse> {
  const known = cache.get(block.item);
  if (known) return known;
  cache.set(block.item, new Map());
  const asStage = new Set<string>();
  const asValue = new Set<string>();
  walk(block.item.body, (node: Node) => {
    if (node.kind === 'layer') {
      asStage.add(node.name.text);
      for (const name of handedOn(node, block)) asStage.add(name);
    }
    if (node.kind === 'name-expr') asValue.add(node.name);
  });
  const uses = new Map<string, ParamUse>();
  for (const { name, tap } of block.item.params)
    if (!tap) uses.set(name.text, useOf(asStage.has(name.text), asValue.has(name.text)));
  cache.set(block.item, uses);
  return uses;
}

/** Handing a stack on by its name counts as a stage; the name then appears as a value as well. */
function useOf(stage: boolean, value: boolean): ParamUse {
  if (stage) return 'stack';
  return value ? 'value' : 'none';
}

/** Names given to another block where that one takes a stack. */
function handedOn(node: Extract<Node, { kind: 'layer' }>, block: Block): string[] {
  const callee = block.scope.blocks.get(node.name.text);
  if (!callee) return [];
  const uses = usesOf(callee);
  const params = callee.item.params;
  return node.args.positionals.flatMap((value, index) =>
    value.kind === 'name-expr' && uses.get(params[index]?.name.text ?? '') === 'stack' ? [value.name] : [],
  );
}

/** A block as an entry that arguments bind to: every parameter is positional. */
export function blockEntry(item: BlockItem): Entry {
  const params: Record<string, Param> = {};
  for (const { name, default: value } of item.params)
    params[name.text] = {
      kind: 'value',
      type: 'string',
      positional: true,
      description: 'a parameter of the block',
      ...(value ? { optional: true } : {}),
    };
  return { name: item.name.text, params };
}
