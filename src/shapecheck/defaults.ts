/** `default conv bias=false`: the settings that hold for stages of a layer further down in the same file. */
import type { Setting } from '../parser/ast.ts';
import { layersByName } from '../resolve/entries.ts';
import type { FileScope } from '../resolve/scope.ts';
import { nearest } from '../text/nearest.ts';

/** By layer and key: the settings that state it, in the order of the file. */
type Table = ReadonlyMap<string, ReadonlyMap<string, readonly Setting[]>>;

const tables = new WeakMap<FileScope, Table>();

/** The settings in force for a layer at an offset of its file; of several the last one before it. */
export function defaultsFor(layer: string, offset: number, scope: FileScope): Setting[] {
  if (scope.defaults.length === 0) return [];
  const table = tables.get(scope) ?? tableOf(scope);
  tables.set(scope, table);
  return [...(table.get(layer)?.values() ?? [])].flatMap((stated) => lastBefore(stated, offset) ?? []);
}

function tableOf({ defaults }: FileScope): Table {
  const table = new Map<string, Map<string, Setting[]>>();
  for (const { layer, args } of defaults) {
    const keys = table.get(layer.text) ?? new Map<string, Setting[]>();
    table.set(layer.text, keys);
    for (const setting of args.settings) {
      const key = meantKey(layer.text, setting.key.text);
      const known = keys.get(key);
      const meant = { ...setting, key: { ...setting.key, text: key } };
      if (known) known.push(meant);
      else keys.set(key, [meant]);
    }
  }
  return table;
}

/** A misspelt setting, which has its report, is read as the one that was most likely meant. */
function meantKey(layer: string, key: string): string {
  const known = Object.keys(layersByName.get(layer)?.params ?? {});
  return known.includes(key) ? key : (nearest(key, known)[0] ?? key);
}

function lastBefore(stated: readonly Setting[], offset: number): Setting | undefined {
  let low = 0;
  let high = stated.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stated[middle] as Setting).span.start < offset) low = middle + 1;
    else high = middle;
  }
  return stated[low - 1];
}
