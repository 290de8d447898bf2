/** Specs as they stand in revisions of a git repository. Nothing here changes the repository. */
import { spawnSync } from 'node:child_process';
import { dirname, relative, resolve, sep } from 'node:path';
import { source } from '../text/source.ts';
import { type ReadText, readText } from './facts.ts';
import { largest } from './files.ts';
import { type LoadedSpec, loaded, nameOf } from './load-spec.ts';

/** A file at a revision: `HEAD~1:specs/wavenet.mm`. */
export interface Revision {
  readonly rev: string;
  readonly path: string;
}

/** What a word names, if it has the form of a revision with a path. A path may itself hold a colon: those that exist go first. */
export function revisionIn(word: string): Revision | undefined {
  const [, rev, path] = /^([^:]+):(.+)$/.exec(word) ?? [];
  return rev === undefined || path === undefined ? undefined : { rev, path };
}

/** Whether git knows a revision by this name. */
export function isRevision(rev: string): boolean {
  return !rev.startsWith('-') && git(['rev-parse', '--verify', '--quiet', `${rev}^{commit}`]) !== undefined;
}

/** The spec at a revision, checked with the files that it used then; data is that of today. */
export function loadRevision({ rev, path }: Revision): LoadedSpec | undefined {
  const read = textsAt(rev);
  const text = read(resolve(path));
  if (typeof text === 'string') return undefined;
  return loaded(text, { folder: dirname(resolve(path)), name: nameOf(path), read });
}

/** Whether there is a git to ask. */
export function hasGit(): boolean {
  return git(['--version']) !== undefined;
}

/** The folder of the repository that holds the current folder. */
export function repositoryFolder(): string | undefined {
  return git(['rev-parse', '--show-toplevel'])?.trimEnd();
}

/** What git prints; undefined where it fails or is not there. */
export function git(words: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8', maxBuffer: largest.text });
  return status === 0 ? stdout : undefined;
}

/**
 * How the files beside a text of a path are read, of which git says the hash: as they are in the last commit or in the
 * index where those have it; else as they were in the last commit that brought it; and as they lie here where none did.
 */
export function textsWith(path: string, hash: string): ReadText {
  if (/^0*$/.test(hash)) return readText;
  const has = (rev: string) => git(['rev-parse', '--verify', '--quiet', `${rev}:./${path}`])?.startsWith(hash);
  const commits = git(['log', '--all', '--max-count=20', '--format=%H', `--find-object=${hash}`, '--', path]) ?? '';
  const rev = ['HEAD', '', ...commits.split('\n').filter((line) => line !== '')].find(has);
  return rev === undefined ? readText : textsAt(rev);
}

function textsAt(rev: string): ReadText {
  return (path) => {
    const name = relative('.', path).split(sep).join('/');
    const text = git(['show', `${rev}:./${name}`]);
    return text === undefined ? 'not-found' : source(`${rev}:${name}`, text);
  };
}
