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
import { type ReadText, readText, worldOf } from './facts.ts';
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

type GivenSettings = Settings | ((text: Source) => Settings);

/**
 * The spec of a path, or of the standard input for `-`, checked; or why it cannot be read. Settings may hang on its text.
 */
export function loadSpec(path: string, settings?: GivenSettings): LoadedSpec | FileProblem {
  if (path === STDIN)
    return loaded(source('<stdin>', readFileSync(0, 'utf8')), { folder: resolve('.'), name: 'spec', settings });
  const text = readText(path);
  if (typeof text === 'string') return text;
  const spec = loaded(text, { folder: dirname(resolve(path)), name: nameOf(path), settings });
  return { ...spec, files: [path, ...spec.files] };
}

/** What a text is checked with. */
export interface Surroundings {
  /** The folder that paths in it start from. */
  readonly folder: string;
  readonly name: string;
  readonly settings?: GivenSettings | undefined;
  /** How files that it uses are read. */
  readonly read?: ReadText;
}

/** A text that is in hand already, checked. */
export function loaded(text: Source, { folder, name, settings, read }: Surroundings): LoadedSpec {
  const { facts, files } = worldOf(text, folder, typeof settings === 'function' ? settings(text) : settings, read);
  const { value, diagnostics } = check(text, facts);
  return { source: text, facts, folder, name, value, diagnostics: sortDiagnostics(diagnostics), files };
}

/** The name of a spec without folder and ending. */
export function nameOf(path: string): string {
  return basename(path).replace(/\.mm$/, '') || 'spec';
}
