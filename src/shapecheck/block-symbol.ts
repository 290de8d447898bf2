/** The symbols that a block is proved over: its parameters, and the dims of its type. */
import type { BlockItem } from '../parser/ast.ts';
import { type Dim, symbol } from '../shapes/dim.ts';

/** A symbol that belongs to one block. */
export function blockSymbol(item: BlockItem, name: string): Dim {
  return symbol({ id: blockSymbolId(item, name), name, min: 1 });
}

export function blockSymbolId({ name: { text, span } }: BlockItem, name: string): string {
  return `block ${span.source.file} ${text}.${name}`;
}
