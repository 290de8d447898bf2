/** A block as an entry that arguments bind to: every parameter is positional. */
import type { BlockItem } from '../parser/ast.ts';
import type { Param } from '../registry/param.ts';
import type { Entry } from '../resolve/entries.ts';

export function blockEntry(item: BlockItem): Entry {
  const params: Record<string, Param> = Object.create(null);
  for (const { name, tap, default: value } of item.params)
    params[Object.hasOwn(params, name.text) ? `${name.text} again` : name.text] = {
      kind: 'value',
      type: 'string',
      positional: true,
      description: tap ? 'a tap, written @name' : 'a parameter of the block',
      ...(value ? { optional: true } : {}),
    };
  const taps = item.params.flatMap(({ tap, name }) => (tap ? [name.text] : []));
  return { name: item.name.text, params, isBlock: true, taps };
}
