/** Writes the pages of docs/ that follow from code (`npm run docs`). With `--check` it only says which of them are stale. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagnosticsPage } from './docs/diagnostics-page.mjs';
import { load } from './docs/load.mjs';
import { resultsPage } from './docs/results-page.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { layersPage, withEquivalents, withOverview } = await load(root, "export * from './scripts/docs/pages.ts'");

const recorded = async (name) => JSON.parse(await readFile(join(root, `bench/repro/${name}.json`), 'utf8'));

/** Each page from the text that it has now, of which some keep what is written by hand. */
const pages = {
  'docs/diagnostics.md': () => diagnosticsPage(root),
  'docs/language.md': withOverview,
  'docs/layers.md': layersPage,
  'docs/results.md': async () => resultsPage(await recorded('published'), await recorded('results')),
  'docs/from-pytorch.md': (text) => withEquivalents('pytorch', text),
  'docs/from-keras.md': (text) => withEquivalents('keras', text),
};

for (const [name, page] of Object.entries(pages)) {
  const path = join(root, name);
  const text = existsSync(path) ? await readFile(path, 'utf8') : '';
  const now = await page(text);
  if (text === now) continue;
  if (process.argv.includes('--check')) {
    console.error(`${name} is stale: npm run docs writes it anew`);
    process.exitCode = 1;
  } else await writeFile(path, now);
}
