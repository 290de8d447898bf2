/** Reads a spec with everything it names, and checks it. */
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Outcome } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import type { Facts, FileProblem } from '../resolve/facts.ts';
import type { Settings } from '../resolve/settings.ts';
import type { CheckedSpec } from '../shapecheck/checked.ts';
import { check } from '../summary/check.ts';
import { type Source, source } from '../text/source.ts';
import { readText, worldOf } from './facts.ts';
import { STDIN } from './find-specs.ts';

export interface LoadedSpec extends Outcome<CheckedSpec> {
  readonly source: Source;
  readonly facts: Facts;
  /** The folder that paths in the spec start from. */
  readonly folder: string;
  /** The name without folder and ending: `wavenet`. */
  readonly name: string;
  /** Every file that the answer depends on. */
  readonly files: readonly string[];
}

/**
 * The spec of a path, or of the standard input for `-`, checked; or why it cannot be read. Settings may hang on its text.
 */
export function loadSpec(path: string, settings?: Settings | ((text: Source) => Settings)): LoadedSpec | FileProblem {
  const text = path === STDIN ? source('<stdin>', readFileSync(0, 'utf8')) : readText(path);
  if (typeof text === 'string') return text;
  const folder = path === STDIN ? resolve('.') : dirname(resolve(path));
  const { facts, files } = worldOf(text, folder, typeof settings === 'function' ? settings(text) : settings);
  const { value, diagnostics } = check(text, facts);
  const name = path === STDIN ? 'spec' : basename(path).replace(/\.mm$/, '') || 'spec';
  const own = path === STDIN ? [] : [path];
  return {
    source: text,
    facts,
    folder,
    name,
    value,
    diagnostics: sortDiagnostics(diagnostics),
    files: [...own, ...files],
  };
}
