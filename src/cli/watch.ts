/** Checks again whenever a file changes. Nothing ends it but its user: no error, no missing file, no folder that goes. */
import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { findSpecs } from '../run/find-specs.ts';
import type { Checked } from './commands/check.ts';
import { dim, say } from './terminal.ts';

/** Editors write a file in several steps. */
const settleMs = 60;

/** Runs `check` now and after every change, until the process is told to stop. */
export async function watchSpecs(paths: readonly string[], check: () => Checked): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  let files = attempt(check, paths);
  let before = stampsOf(paths, files);
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const now = stampsOf(paths, files);
    if (now !== before) files = attempt(check, paths);
    before = stampsOf(paths, files);
    follow(foldersOf(paths, files), watchers, changed);
  };
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, settleMs);
  };
  follow(foldersOf(paths, files), watchers, changed);
  // A file may have changed between the first check and the first watcher.
  look();
  await new Promise(() => setInterval(look, 5000));
}

/** One check; what breaks is said, and the files of the arguments are watched on. */
function attempt(check: () => Checked, paths: readonly string[]): readonly string[] {
  try {
    const { files } = check();
    say(dim(`${new Date().toLocaleTimeString('en-GB')}  watching for changes, Ctrl-C ends`));
    return files;
  } catch (error) {
    process.stderr.write(`mm: the check broke: ${error instanceof Error ? error.message : String(error)}\n`);
    say(dim('watching for changes, Ctrl-C ends'));
    return paths;
  }
}

/** Size and time of change of every file that counts, as one text. */
function stampsOf(paths: readonly string[], files: readonly string[]): string {
  const all = new Set([...specsOf(paths), ...files]);
  return [...all]
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return `${file} ${stat?.size} ${stat?.mtimeMs} ${stat?.ino}`;
    })
    .join('\n');
}

/** A folder that goes while it is read is looked at again later. */
function specsOf(paths: readonly string[]): readonly string[] {
  try {
    return findSpecs(paths).files;
  } catch {
    return [];
  }
}

/** The folders in which a change may matter; of a path that is missing, the nearest folder that is there. */
function foldersOf(paths: readonly string[], files: readonly string[]): Set<string> {
  const wanted = [...paths, ...[...files, ...specsOf(paths)].map((file) => dirname(file))];
  return new Set(wanted.map((path) => nearestFolder(resolve(path))));
}

function nearestFolder(path: string): string {
  const isFolder = existsSync(path) && statSync(path, { throwIfNoEntry: false })?.isDirectory();
  return isFolder || dirname(path) === path ? path : nearestFolder(dirname(path));
}

/** Watches exactly these folders. A watcher that fails is dropped; the slow look of every few seconds remains. */
function follow(folders: ReadonlySet<string>, watchers: Map<string, FSWatcher>, changed: () => void): void {
  for (const [folder, watcher] of watchers) {
    if (folders.has(folder)) continue;
    watcher.close();
    watchers.delete(folder);
  }
  for (const folder of folders) {
    if (watchers.has(folder)) continue;
    try {
      const watcher = watch(folder, changed);
      watcher.on('error', () => {
        watcher.close();
        watchers.delete(folder);
        changed();
      });
      watchers.set(folder, watcher);
    } catch {
      // No more watchers are to be had, or the folder has just gone.
    }
  }
}
