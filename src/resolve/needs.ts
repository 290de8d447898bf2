/** What a spec wants to know of the world before it can be checked. */

import type { DataItem, Value } from '../parser/ast.ts';
import { MOST_ROUNDS, mendedText } from '../parser/mended.ts';
import { parse } from '../parser/parse.ts';
import type { Source } from '../text/source.ts';
import { readersByName } from './entries.ts';
import type { Need } from './facts.ts';
import { type Settings, withSettings } from './settings.ts';

/** The files that a text uses and the data that it reads, in the order of the text; after slips, also those that were meant. */
export function needs(source: Source, settings: Settings = new Map(), rounds = MOST_ROUNDS): readonly Need[] {
  const own = needsOf(source, settings);
  const mended = rounds > 0 ? mendedText(source) : undefined;
  if (!mended) return own;
  const isNew = (need: Need) => !own.some((other) => isSame(need, other));
  return [...own, ...needs(mended.after, settings, rounds - 1).filter(isNew)];
}

function isSame(a: Need, b: Need): boolean {
  if (a.kind === 'text') return b.kind === 'text' && a.path === b.path;
  return b.kind === 'data' && a.reader === b.reader && a.source === b.source;
}

function needsOf(source: Source, settings: Settings): readonly Need[] {
  return withSettings(parse(source).value, settings).items.flatMap((item): Need[] => {
    if (item.kind === 'use' && item.path.kind === 'string') return [{ kind: 'text', path: item.path.value }];
    if (item.kind !== 'data') return [];
    const paths = sourceValues(item).flatMap((value) => (value?.kind === 'string' ? [value.value] : []));
    return paths.map((source) => ({ kind: 'data', reader: item.reader.text, source }));
  });
}

/** What stands for each source of a `data` item: a path, or a bare word, which is built in and needs no file. */
export function sourceValues({ reader: { text }, args }: DataItem): readonly (Value | undefined)[] {
  const sources = readersByName.get(text)?.sources ?? [];
  const keyed = sources.map(({ param }) => args.settings.find(({ key }) => key.text === param)?.value);
  return sources.map((_, at) => keyed[at] ?? args.positionals[at]);
}
