/** The specs that paths stand for: files as they are, folders with every .mm file in them. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isBuild } from './write-build.ts';

/** Stands for the standard input. */
export const STDIN = '-';

/** Files in the order given, those of a folder by name, none twice; and the paths that lead nowhere. */
export function findSpecs(paths: readonly string[]): {
  readonly files: readonly string[];
  readonly missing: readonly string[];
} {
  const files = new Set<string>();
  const missing: string[] = [];
  for (const path of paths) {
    const stat = path === STDIN ? undefined : statSync(path, { throwIfNoEntry: false });
    if (path === STDIN || stat?.isFile()) files.add(path);
    else if (stat?.isDirectory()) for (const file of specsIn(path)) files.add(file);
    else missing.push(path);
  }
  return { files: [...files], missing };
}

/** Hidden folders, installed packages and what mm wrote itself are passed over. */
function specsIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isPassedOver(entry.name, path) ? [] : specsIn(path);
    return entry.isFile() && entry.name.endsWith('.mm') ? [path] : [];
  });
}

function isPassedOver(name: string, path: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || isBuild(path);
}
