/** What a shell tells the core about the world: the texts of used files, and facts about data. */
import type { DataFacts, DataProblem } from '../registry/reader.ts';
import type { Source } from '../text/source.ts';

/** Something outside the spec that the check would like to know. */
export type Need =
  | { readonly kind: 'text'; readonly path: string }
  | { readonly kind: 'data'; readonly reader: string; readonly source: string };

/** Why a file cannot be had. */
export type FileProblem = 'not-found' | 'not-a-file' | 'unreadable' | 'outside-project' | 'too-large';

/** Answers to needs, by path or source as written in the spec. */
export interface Facts {
  /** Sources of `use`d files; keys are paths as resolved by the shell's `resolve`, see `Need`. */
  readonly texts: ReadonlyMap<string, Source | FileProblem>;
  /** Facts or problems of data sources by `reader source`. What is absent was not looked at, and is not checked. */
  readonly data: ReadonlyMap<string, DataAnswer>;
  /** Values that take the place of a spec's own: `d`, `train.lr`, `data.context`, as expressions in mm. */
  readonly settings: ReadonlyMap<string, string>;
}

export type DataAnswer =
  | { readonly facts: DataFacts }
  | { readonly problems: readonly [DataProblem, ...DataProblem[]] }
  | { readonly file: FileProblem };

/** Nothing known from outside. */
export const noFacts: Facts = { texts: new Map(), data: new Map(), settings: new Map() };

/** The key of a data source among the facts. */
export function dataKey(reader: string, source: string): string {
  return `${reader} ${source}`;
}
