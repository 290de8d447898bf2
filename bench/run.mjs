/**
 * Benchmarks: `npm run bench` runs all, `npm run bench -- check train` those named. Machines are noisy, so everything is
 * measured several times, turn by turn with what it is compared to, and given as medians and ratios.
 */
import { benchCharacters } from './characters.mjs';
import { benchCheck } from './check.mjs';
import { benchScale } from './scale.mjs';
import { benchTrain } from './train.mjs';

const all = { check: benchCheck, scale: benchScale, train: benchTrain, characters: benchCharacters };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(all).join(', ')}`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(all)) if (wanted.length === 0 || wanted.includes(name)) await bench();
