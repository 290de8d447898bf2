/** Facts about data files, kept between runs by size and time of change. A cache that cannot be used does no harm. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DataAnswer } from '../resolve/facts.ts';
import { version } from '../version.ts';
import type { Stamp } from './files.ts';

interface Kept extends Stamp {
  readonly mm: string;
  readonly reader: string;
  readonly path: string;
  readonly answer: DataAnswer;
}

/** Counts up when facts get a part that they did not have. */
const FORM = 3;

/** What was found out about a file, unless it has changed since, or mm has. */
export function recall(reader: string, path: string, { size, mtimeMs }: Stamp): DataAnswer | undefined {
  try {
    const kept = JSON.parse(readFileSync(fileOf(reader, path), 'utf8')) as Kept;
    const isSame = kept.mm === version && kept.reader === reader && kept.path === path;
    return isSame && kept.size === size && kept.mtimeMs === mtimeMs ? kept.answer : undefined;
  } catch {
    return undefined;
  }
}

export function remember(reader: string, path: string, { size, mtimeMs }: Stamp, answer: DataAnswer): void {
  const kept: Kept = { mm: version, reader, path, size, mtimeMs, answer };
  const file = fileOf(reader, path);
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(kept));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A home that cannot be written to: the next run reads the data again.
  }
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mm', 'facts');
}

function fileOf(reader: string, path: string): string {
  const key = createHash('sha256').update(`${FORM}\0${reader}\0${path}`).digest('hex').slice(0, 32);
  return join(cacheFolder(), `${key}.json`);
}
