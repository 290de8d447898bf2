/** The specs of a working tree that are not as they are at a revision. */
import { dirname, join, resolve } from 'node:path';
import { needs } from '../resolve/needs.ts';
import { readText } from './facts.ts';
import { git, repositoryFolder } from './git.ts';

/** A spec with the name that it has now, and the one that it had. */
export interface ChangedSpec {
  readonly before: string;
  readonly path: string;
}

/**
 * The specs below the current folder that are not as they are at a revision, those that are gone or renamed too; then those
 * that are as they were and use a file that is not.
 */
export function changedSpecs(rev: string): ChangedSpec[] {
  const listed = git(['diff', '--name-status', '--find-renames', '--relative', '-z', rev, '--', '*.mm']) ?? '';
  const records = listed.matchAll(/(?:[RC]\d*\0([^\0]+)|[A-Z]\d*)\0([^\0]+)\0/gy);
  const own = [...records].map(([, before, path = '']) => ({ before: before ?? path, path }));
  return [...own, ...usersOf(changedFiles(rev), new Set(own.map(({ path }) => path)))];
}

/** Every file of the repository that is not as it was, by its full path. */
function changedFiles(rev: string): ReadonlySet<string> {
  const root = repositoryFolder() ?? '.';
  const listed = git(['diff', '--name-only', '--no-renames', '-z', rev]) ?? '';
  return new Set(namesIn(listed).map((name) => resolve(root, name)));
}

function usersOf(changed: ReadonlySet<string>, known: ReadonlySet<string>): ChangedSpec[] {
  if (changed.size === 0) return [];
  const all = namesIn(git(['ls-files', '-z', '--', '*.mm']) ?? '');
  const users = all.filter((path) => !known.has(path) && usedBy(resolve(path)).some((file) => changed.has(file)));
  return users.map((path) => ({ before: path, path }));
}

/** The files that a spec uses, and those that they use, by their full paths; added to those that are found already. */
function usedBy(path: string, found = new Set<string>()): readonly string[] {
  const text = readText(path);
  const own = typeof text === 'string' ? [] : needs(text);
  for (const need of own) {
    if (need.kind === 'data') continue;
    const file = join(dirname(path), need.path);
    if (found.has(file)) continue;
    found.add(file);
    usedBy(file, found);
  }
  return [...found];
}

function namesIn(listed: string): string[] {
  return listed.split('\0').filter((name) => name !== '');
}
