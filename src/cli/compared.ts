/** What `mm diff` compares: files, revisions of them, or runs. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Diff, diff } from '../diff/diff.ts';
import type { RunOutcome } from '../diff/outcome.ts';
import type { Names } from '../diff/views/text.ts';
import { type ChangedSpec, changedSpecs } from '../run/changed-specs.ts';
import { hasGit, isRevision, loadRevision, repositoryFolder, revisionIn, textsWith } from '../run/git.ts';
import { type LoadedSpec, loaded, nameOf } from '../run/load-spec.ts';
import { readOutcome } from '../run/metrics.ts';
import { findRun, METRICS } from '../run/run-folder.ts';
import { loadRunSpec } from '../run/run-spec.ts';
import { source } from '../text/source.ts';
import { Failure } from './failure.ts';
import { openSpec } from './specs.ts';

/** Two specs with what they are called, compared; or the name of one that has no partner. */
export type Comparison =
  | { readonly kind: 'both'; readonly names: Names; readonly diff: Diff; readonly specs: readonly LoadedSpec[] }
  | { readonly kind: 'new' | 'gone'; readonly name: string };

/** `a` and `b`; a file and what it was at the last commit; or all specs that changed since a revision. */
export function comparisonsOf(a: string, b: string | undefined): Comparison[] {
  if (b !== undefined) return [compared(operand(a), operand(b))];
  needGit();
  const isFile = existsSync(a);
  if (!isFile && !isRevision(a)) throw new Failure(`${a} is neither a file nor a revision of this repository`, usage);
  if (repositoryFolder() === undefined)
    throw new Failure('this folder is in no working tree of a git repository: name two files', usage);
  if (isFile) return [sinceRevision('HEAD', { before: a, path: a })];
  return changedSpecs(a).map((spec) => sinceRevision(a, spec));
}

/** What was there before is told by git. */
function needGit(): void {
  if (!hasGit()) throw new Failure('there is no git in PATH, which knows what specs were: name two files', usage);
}

const usage = [
  'mm diff old.mm new.mm      compares two files',
  'mm diff HEAD~1:a.mm a.mm   a file with what it was',
  'mm diff main               all specs with those of a branch',
];

interface Operand {
  readonly name: string;
  readonly spec: LoadedSpec;
  readonly outcome?: RunOutcome;
}

function compared(a: Operand, b: Operand): Comparison {
  const outcomes = { a: a.outcome, b: b.outcome };
  return {
    kind: 'both',
    names: { a: a.name, b: b.name },
    diff: diff(a.spec, b.spec, outcomes),
    specs: [a.spec, b.spec],
  };
}

/** A file today beside what it was, under its name of then. */
function sinceRevision(rev: string, { before, path }: ChangedSpec): Comparison {
  const spec = loadRevision({ rev, path: before });
  if (!existsSync(path)) return { kind: 'gone', name: path };
  return spec ? compared({ name: `${rev}:${before}`, spec }, operand(path)) : { kind: 'new', name: path };
}

/** A run, a file, or `REV:path`. */
function operand(word: string): Operand {
  const run = existsSync(word) && word.endsWith('.mm') ? undefined : findRun(word);
  if (run) {
    const spec = runSpec(run.folder);
    return { name: word, spec, outcome: readOutcome(join(run.folder, METRICS), spec.value.train?.steps) };
  }
  const revision = existsSync(word) ? undefined : revisionIn(word);
  if (revision) needGit();
  if (!revision || !isRevision(revision.rev)) return { name: word, spec: openSpec(word) };
  const spec = loadRevision(revision);
  if (!spec) throw new Failure(`${revision.path} is not there at ${revision.rev}`);
  return { name: word, spec };
}

function runSpec(folder: string): LoadedSpec {
  const found = loadRunSpec(folder);
  if (!found) throw new Failure(`${folder} does not keep its spec: it was not made by mm train`);
  return found.spec;
}

/** Two files that git has put aside, compared as what a path in the repository holds; `/dev/null` is no file. */
export function setAside(path: string, a: Aside, b: Aside): Comparison {
  const read = ({ file, hash }: Aside): LoadedSpec => {
    const around = { folder: dirname(resolve(path)), name: nameOf(path), read: textsWith(path, hash) };
    return loaded(source(path, readFileSync(file, 'utf8')), around);
  };
  if (a.file === '/dev/null') return { kind: 'new', name: path };
  if (b.file === '/dev/null') return { kind: 'gone', name: path };
  return compared({ name: `a/${path}`, spec: read(a) }, { name: `b/${path}`, spec: read(b) });
}

/** A file that git has put aside, and the name that git has for what is in it. */
interface Aside {
  readonly file: string;
  readonly hash: string;
}
