/** Safe fixes of specs: put into their files, or shown as differences. */
import { createTwoFilesPatch } from 'diff';
import { type Fixed, fixAll } from '../diagnostics/apply-fixes.ts';
import { visible } from '../diagnostics/render-text.ts';
import type { Settings } from '../resolve/settings.ts';
import { type LoadedSpec, loaded } from '../run/load-spec.ts';
import { replaceText } from '../run/replace-text.ts';
import type { Source } from '../text/source.ts';
import type { CheckOptions, Mend, Mended } from './commands/check.ts';
import { Failure } from './failure.ts';

/** What `--fix` or `--fix-dry-run` does to a spec. */
export function mender({ fix, budget }: Pick<CheckOptions, 'fix' | 'budget'>): Mend {
  return fix ? (spec) => mended(spec, budget) : (spec) => compared(spec, budget);
}

/** Writes what was fixed; what is left is what there is to say. */
function mended(spec: LoadedSpec, settings: Settings): Mended {
  const { source, fixes, diagnostics } = fixedSpec(spec, settings);
  writeFixed(spec.source, source);
  return { diagnostics, fixes: fixes.length, patch: '' };
}

/** Writes nothing, so that all there was is still there. */
function compared(spec: LoadedSpec, settings: Settings): Mended {
  const { source, fixes } = fixedSpec(spec, settings);
  return { diagnostics: spec.diagnostics, fixes: fixes.length, patch: patchOf(spec.source, source) };
}

/** A spec with every safe fix in it. */
function fixedSpec({ source, folder, name }: LoadedSpec, settings: Settings): Fixed {
  return fixAll(source, (text) => loaded(text, { folder, name, settings }).diagnostics);
}

/** Writes the fixed text, where it is another. */
function writeFixed(before: Source, after: Source): void {
  if (before.text === after.text || replaceText(before, after)) return;
  throw new Failure(`${before.file} is not as it was read`, ['it changed meanwhile, or it is not valid UTF-8']);
}

/** What the fixes would change, as a unified diff that `git apply` and `patch -p1` read; empty where that is nothing. */
function patchOf(before: Source, after: Source): string {
  if (before.text === after.text) return '';
  const [from, to] = [`a/${before.file}`, `b/${before.file}`];
  const patch = createTwoFilesPatch(from, to, before.text, after.text, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, '').split('\n').map(visible).join('\n');
}
