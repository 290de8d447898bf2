/** Run folders: a new one for every training, and the way back into an old one. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearest } from '../text/nearest.ts';

export const PROGRAM = 'train.mjs';
export const CHECKPOINT = 'checkpoint.safetensors';
export const METRICS = 'metrics.jsonl';
const RUNS = 'runs';

/** Makes `runs/<name>-<n>` with the first number that is free, under the current folder. */
export function newRunFolder(name: string): string {
  mkdirSync(RUNS, { recursive: true });
  for (let n = 1; ; n++) {
    const folder = join(RUNS, `${name}-${n}`);
    if (existsSync(folder)) continue;
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      // Another run took the number in between.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Where the program of a run lies and where it keeps its checkpoint: the same folder, but for programs built by hand. */
export interface Run {
  readonly program: string;
  readonly folder: string;
}

/** The run that a word means: a folder, the folder of a built program, or a name under `runs`. */
export function findRun(word: string): Run | undefined {
  for (const folder of [word, join(RUNS, word)]) {
    if (isRun(folder) && existsSync(join(folder, PROGRAM))) return { program: join(folder, PROGRAM), folder };
    const inside = join(folder, 'run');
    if (isRun(inside) && existsSync(join(folder, PROGRAM))) return { program: join(folder, PROGRAM), folder: inside };
    const above = dirname(folder);
    if (isRun(folder) && existsSync(join(above, PROGRAM))) return { program: join(above, PROGRAM), folder };
  }
  return undefined;
}

/** Whether a folder holds a run, so that no other may begin in it. */
export function isRun(folder: string): boolean {
  return existsSync(join(folder, CHECKPOINT)) || existsSync(join(folder, METRICS));
}

/** Names of runs that come near a word, or else the newest few. */
export function runsLike(word: string): string[] {
  const runs = existsSync(RUNS) ? readdirSync(RUNS).filter((name) => isRun(join(RUNS, name))) : [];
  const near = nearest(basename(word), runs);
  return (near.length > 0 ? near : runs.slice(-5)).map((name) => join(RUNS, name));
}
