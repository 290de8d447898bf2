/** Writes what a target emitted: everything or nothing, and never over a file that mm did not write. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { version } from '../version.ts';

/** A file to write, by its path inside the folder. */
export interface Content {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** Why a file is in the way. */
export interface Obstacle {
  readonly path: string;
  readonly why: 'not written by mm' | 'changed since mm wrote it' | 'a link' | 'a folder';
}

const MANIFEST = '.mm-build.json';

/** What mm wrote into a folder: the sha256 of each file. */
interface Manifest {
  readonly mm: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The files that writing would replace though it may not; links and folders are in the way even of `force`. */
export function obstacles(folder: string, files: readonly Content[], force: boolean): Obstacle[] {
  const known = readManifest(folder).files;
  return [...files, { path: MANIFEST, bytes: '' }].flatMap(({ path, bytes }): Obstacle[] => {
    const why =
      inTheWay(folder, path) ?? (force || path === MANIFEST ? undefined : foreign(folder, path, bytes, known));
    return why === undefined ? [] : [{ path: join(folder, path), why }];
  });
}

/** Writes all files beside each other first and moves them into place then. Call `obstacles` before. */
export function writeBuild(folder: string, files: readonly Content[]): void {
  const before = readManifest(folder).files;
  mkdirSync(folder, { recursive: true });
  const stage = mkdtempSync(join(folder, '.mm-new-'));
  try {
    const now = Object.fromEntries(files.map(({ path, bytes }) => [path, sha256(bytes)]));
    const kept = Object.entries(before).filter(([path]) => existsSync(join(folder, path)));
    const manifest: Manifest = { mm: version, files: sorted({ ...Object.fromEntries(kept), ...now }) };
    const all = [...files, { path: MANIFEST, bytes: `${JSON.stringify(manifest, null, 2)}\n` }];
    for (const { path, bytes } of all) put(join(stage, path), bytes);
    for (const { path } of all) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      renameSync(join(stage, path), join(folder, path));
    }
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Whether mm wrote this folder, so that its files are no specs to check. */
export function isBuild(folder: string): boolean {
  return existsSync(join(folder, MANIFEST));
}

function put(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

/** A part of the path that is a link leads who knows where, and a folder cannot be replaced by a file. */
function inTheWay(folder: string, path: string): Obstacle['why'] | undefined {
  if (isAbsolute(path) || normalize(path).split(sep).includes('..')) throw new Error(`a target wrote to ${path}`);
  const parts = normalize(path).split(sep);
  for (const [at] of parts.entries()) {
    const stat = lstatSync(join(folder, ...parts.slice(0, at + 1)), { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) return 'a link';
    if (stat?.isDirectory() && at === parts.length - 1) return 'a folder';
  }
  return undefined;
}

/** A file that mm did not write, or that somebody has changed since. The same content is in nobody's way. */
function foreign(
  folder: string,
  path: string,
  bytes: Uint8Array | string,
  known: Manifest['files'],
): Obstacle['why'] | undefined {
  const full = join(folder, path);
  if (!existsSync(full)) return undefined;
  const hash = sha256(readFileSync(full));
  if (hash === sha256(bytes) || hash === known[path]) return undefined;
  return Object.hasOwn(known, path) ? 'changed since mm wrote it' : 'not written by mm';
}

function readManifest(folder: string): Manifest {
  try {
    const { mm, files } = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Partial<Manifest>;
    return { mm: String(mm), files: typeof files === 'object' ? files : {} };
  } catch {
    return { mm: version, files: {} };
  }
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
