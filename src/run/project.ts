/** Which files belong to a spec's project: those below the nearest folder with a `.git` or a `package.json`. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The project's folder, links resolved; without a mark upwards it is the folder of the spec itself. */
export function projectFolder(specFolder: string): string {
  const own = real(specFolder);
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git')) || existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return own;
  }
}

/** Whether a path lies in a folder once links are resolved; what does not exist is judged by its nearest folder that does. */
export function liesIn(folder: string, path: string): boolean {
  const way = relative(folder, real(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === real(path);
}

function real(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const above = dirname(full);
  return above === full ? full : join(real(above), relative(above, full));
}
