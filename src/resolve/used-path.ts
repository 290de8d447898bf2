/** Paths of used files: relative to the file that uses them, told from the folder of the spec. */

/** The path of a file that one in the folder `base` names, without `.` and without needless `..`; the key of its text. */
export function usedPath(base: string, path: string): string {
  const joined = base === '' || base === '.' ? path : `${base}/${path}`;
  const parts: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  const whole = parts.join('/');
  return joined.startsWith('/') ? `/${whole}` : whole || '.';
}

/** The folder of a path. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}
