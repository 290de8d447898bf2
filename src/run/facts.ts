/** Answers from disk what a spec wants to know of the world: the files that it uses, and its data. */
import { join, posix, relative, resolve } from 'node:path';
import { readersByName } from '../resolve/entries.ts';
import { type DataAnswer, dataKey, type Facts, type FileProblem, type Need } from '../resolve/facts.ts';
import { needs } from '../resolve/needs.ts';
import type { Settings } from '../resolve/settings.ts';
import { type Source, source } from '../text/source.ts';
import { recall, remember } from './facts-cache.ts';
import { bytesOf, largest, stampOf } from './files.ts';
import { liesIn, projectFolder } from './project.ts';

/** What is known of the world, and the files it was read from. */
export interface World {
  readonly facts: Facts;
  readonly files: readonly string[];
}

/** How texts are had: from disk, or from a revision of a repository. */
export type ReadText = (path: string) => Source | FileProblem;

/** Reads whatever the spec asks for. `folder` is the spec's own: paths in it are relative to it. */
export function worldOf(
  spec: Source,
  folder: string,
  settings: Settings = new Map(),
  read: ReadText = readText,
): World {
  const files: string[] = [];
  const texts = new Map<string, Source | FileProblem>();
  const data = new Map<string, DataAnswer>();
  const project = projectFolder(folder);
  const answer = (from: Source, base: string): void => {
    for (const need of needs(from, settings)) {
      if (need.kind === 'data') answerData(need, folder, data, files);
      else answerText(need.path, base);
    }
  };
  const answerText = (path: string, base: string): void => {
    const key = posix.normalize(posix.join(base, path));
    if (path.startsWith('mm:') || texts.has(key)) return;
    const full = join(folder, key);
    files.push(full);
    const found = liesIn(project, full) ? read(full) : 'outside-project';
    texts.set(key, found);
    if (typeof found !== 'string') answer(found, posix.dirname(key));
  };
  answer(spec, '');
  return { facts: { texts, data, settings }, files };
}

/** A text with the name by which reports should call it: as seen from where the command was given. */
export function readText(path: string): Source | FileProblem {
  const bytes = bytesOf(path, largest.text);
  return typeof bytes === 'string'
    ? bytes
    : source(shownPath(path), new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}

/** A path as seen from the current folder, unless that leads upwards and away. */
export function shownPath(path: string): string {
  const way = relative('.', path);
  return way === '' ? '.' : way.startsWith('..') ? path : way;
}

/** Built-in data needs no answer: its facts are constants of its reader. */
function answerData(
  need: Need & { kind: 'data' },
  folder: string,
  data: Map<string, DataAnswer>,
  files: string[],
): void {
  const reader = readersByName.get(need.reader);
  if (!reader || Object.hasOwn(reader.builtin, need.source)) return;
  const path = resolve(folder, need.source);
  files.push(path);
  data.set(dataKey(need.reader, need.source), inspect(need.reader, path));
}

function inspect(reader: string, path: string): DataAnswer {
  const stamp = stampOf(path);
  if (typeof stamp === 'string') return { file: stamp };
  const known = recall(reader, path, stamp);
  if (known) return known;
  const bytes = bytesOf(path, largest.data);
  if (typeof bytes === 'string') return { file: bytes };
  const answer = readersByName.get(reader)?.inspect(bytes) as DataAnswer;
  remember(reader, path, stamp, answer);
  return answer;
}
