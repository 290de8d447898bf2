/** What specs give layers that do not say themselves: their `default` items. */
import type { Spec } from '../parser/ast.ts';
import { textOf } from '../text/source.ts';
import type { Root } from './change.ts';

/** Defaults that are others in the second spec, by layer. */
export function changedDefaults(a: Spec, b: Spec): ReadonlyMap<string, Root> {
  const [own, other] = [defaultsOf(a), defaultsOf(b)];
  const layers = [...new Set([...own.keys(), ...other.keys()])].filter((layer) => own.get(layer) !== other.get(layer));
  return new Map(
    layers.map((layer) => [
      layer,
      { kind: 'default', layer, from: own.get(layer), to: other.get(layer), effects: [] } satisfies Root,
    ]),
  );
}

function defaultsOf({ items }: Spec): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const item of items) {
    if (item.kind !== 'default') continue;
    const before = found.get(item.layer.text);
    const text = textOf(item.args.span).replace(/\s+/g, ' ');
    found.set(item.layer.text, before === undefined ? text : `${before} ${text}`);
  }
  return found;
}
