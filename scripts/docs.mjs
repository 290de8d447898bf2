/** Writes the pages of docs/ that follow from code (`npm run docs`). With `--check` it only says which of them are stale. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagnosticsPage } from './docs/diagnostics-page.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const pages = { 'docs/diagnostics.md': diagnosticsPage };

for (const [name, page] of Object.entries(pages)) {
  const path = join(root, name);
  const now = await page(root);
  const isFresh = existsSync(path) && (await readFile(path, 'utf8')) === now;
  if (isFresh) continue;
  if (process.argv.includes('--check')) {
    console.error(`${name} is stale: npm run docs writes it anew`);
    process.exitCode = 1;
  } else await writeFile(path, now);
}
