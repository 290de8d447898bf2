/**
 * Benchmarks: `npm run bench` runs all, `npm run bench -- check scale` those named, `npm run bench -- speed gru` that of
 * training speed for one model. Machines are noisy, so everything is measured several times, turn by turn with what it
 * is compared to, and given as medians and ratios.
 */
import { benchCharacters } from './characters.mjs';
import { benchCheck } from './check.mjs';
import { benchDiff } from './diff.mjs';
import { benchPlan } from './plan.mjs';
import { benchProducts } from './products.mjs';
import { benchScale } from './scale.mjs';
import { models } from './speed/models.mjs';
import { benchSpeed } from './speed.mjs';

const all = {
  check: benchCheck,
  scale: benchScale,
  diff: benchDiff,
  plan: benchPlan,
  products: benchProducts,
  speed: benchSpeed,
  characters: benchCharacters,
};
const wanted = process.argv.slice(2);
const chosen = wanted.filter((name) => Object.hasOwn(models, name));
const unknown = wanted.filter((name) => !Object.hasOwn(all, name) && !chosen.includes(name));
if (unknown.length > 0 || (chosen.length > 0 && !wanted.includes('speed'))) {
  console.error(`There is no benchmark ${(unknown.length > 0 ? unknown : chosen).join(', ')}; there are`);
  console.error(
    `${Object.keys(all).join(', ')}, and after speed the names of models: ${Object.keys(models).join(', ')}`,
  );
  process.exit(2);
}
for (const [name, bench] of Object.entries(all))
  if (isWanted(name)) await bench(name === 'speed' && chosen.length > 0 ? chosen : undefined);

/** The speed of all models has that of their matrix products with it. */
function isWanted(name) {
  if (wanted.length === 0 || wanted.includes(name)) return true;
  return name === 'products' && wanted.includes('speed') && chosen.length === 0;
}
