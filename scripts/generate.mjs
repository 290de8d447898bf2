/**
 * Writes the code that follows from other code: an index for each folder of the registry's entries, a validator for
 * each entry's parameters, the blocks that ship with mm, the fixed parts of emitted programs as text, and the examples of
 * reports. Run it after adding an entry (`npm run generate`); `npm ci` and `npm test` run it as well.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeExamples } from './generate/examples.mjs';
import { folders, writeIndex } from './generate/folders.mjs';
import { writeProgramParts } from './generate/program.mjs';
import { writeShippedBlocks } from './generate/shipped.mjs';
import { writeValidators } from './generate/validators.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

for (const folder of folders) await writeIndex(root, folder);
await writeShippedBlocks(root);
await writeValidators(root);
await writeProgramParts(root);
await writeExamples(root);
