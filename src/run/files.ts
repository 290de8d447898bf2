/** Reads files that a spec names, with what is wrong as a value. */
import { readFileSync, statSync } from 'node:fs';
import type { FileProblem } from '../resolve/facts.ts';

/** No spec is longer than 4 MB (the parser says so), and no data file longer than what one buffer holds. */
export const largest = { text: 64e6, data: 2 ** 31 - 1 } as const;

export interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/** Size and time of change of a plain file, or why it cannot be had. */
export function stampOf(path: string): Stamp | FileProblem {
  try {
    const stat = statSync(path);
    return stat.isFile() ? { size: stat.size, mtimeMs: stat.mtimeMs } : 'not-a-file';
  } catch (error) {
    return problemOf(error);
  }
}

/** The bytes of a plain file, or why they cannot be had. */
export function bytesOf(path: string, most: number): Uint8Array | FileProblem {
  const stamp = stampOf(path);
  if (typeof stamp === 'string') return stamp;
  if (stamp.size > most) return 'too-large';
  try {
    return readFileSync(path);
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): FileProblem {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'unreadable';
}
