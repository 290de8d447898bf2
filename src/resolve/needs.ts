/** What a spec wants to know of the world before it can be checked. */

import type { DataItem } from '../parser/ast.ts';
import { parse } from '../parser/parse.ts';
import type { Source } from '../text/source.ts';
import { readersByName } from './entries.ts';
import type { Need } from './facts.ts';
import { type Settings, withSettings } from './settings.ts';

/** The files that a text uses and the data that it reads, in the order of the text. */
export function needs(source: Source, settings: Settings = new Map()): readonly Need[] {
  return withSettings(parse(source).value, settings).items.flatMap((item): Need[] => {
    if (item.kind === 'use' && item.path.kind === 'string') return [{ kind: 'text', path: item.path.value }];
    const wanted = item.kind === 'data' ? sourceOf(item) : undefined;
    return item.kind === 'data' && wanted !== undefined
      ? [{ kind: 'data', reader: item.reader.text, source: wanted }]
      : [];
  });
}

/** The path that a `data` item reads; a bare word is built in and needs no file. */
export function sourceOf(item: DataItem): string | undefined {
  const reader = readersByName.get(item.reader.text);
  const keyed = item.args.settings.find(({ key }) => reader?.sources.includes(key.text))?.value;
  const value = keyed ?? item.args.positionals[0];
  return value?.kind === 'string' ? value.value : undefined;
}
