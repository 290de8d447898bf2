/** What a run keeps of its spec besides the text: what is needed to check it as it was when training began. */

import { join, posix, relative, resolve, sep } from 'node:path';
import { source } from '../text/source.ts';
import { readText } from './facts.ts';
import { bytesOf, largest } from './files.ts';
import { type LoadedSpec, loaded, nameOf } from './load-spec.ts';

const FILE = 'spec.json';

/** Written beside the spec's text, and read again by those who compare runs or take over their weights. */
interface Kept {
  /** The file in the run's folder that holds the spec's text. */
  readonly spec: string;
  /** The spec's own folder, as seen from that of the run. */
  readonly folder: string;
  /** Settings of the command line, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** The model that was trained, where it has a name. */
  readonly model: string | null;
  /** Texts of the files that the spec uses, by their paths as seen from its folder. */
  readonly used: Readonly<Record<string, string>>;
}

/** The file that remembers how a run's spec was checked. */
export function keptSpec(spec: LoadedSpec, model: string | undefined, run: string): { path: string; bytes: string } {
  const used = [...spec.facts.texts].flatMap(([path, text]) => (typeof text === 'string' ? [] : [[path, text.text]]));
  const kept: Kept = {
    spec: `${spec.name}.mm`,
    folder: relative(resolve(run), spec.folder).split(sep).join('/') || '.',
    settings: Object.fromEntries(spec.facts.settings),
    model: model ?? null,
    used: Object.fromEntries(used),
  };
  return { path: FILE, bytes: `${JSON.stringify(kept, null, 2)}\n` };
}

/** The spec of a run as it was, with the name of the model that was trained; undefined for runs that keep none. */
export function loadRunSpec(
  run: string,
): { readonly spec: LoadedSpec; readonly model: string | undefined } | undefined {
  const kept = keptIn(run);
  if (!kept) return undefined;
  const text = readText(join(run, kept.spec));
  if (typeof text === 'string') return undefined;
  const folder = resolve(run, kept.folder);
  const spec = loaded(text, {
    folder,
    name: nameOf(kept.spec),
    settings: new Map(Object.entries(kept.settings)),
    read(path) {
      const name = posix.normalize(relative(folder, path).split(sep).join('/'));
      const known = kept.used[name];
      return known === undefined ? 'not-found' : source(`${run}: ${name}`, known);
    },
  });
  return { spec, model: kept.model ?? undefined };
}

function keptIn(run: string): Kept | undefined {
  const bytes = bytesOf(join(run, FILE), largest.text);
  if (typeof bytes === 'string') return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Kept;
  } catch {
    return undefined;
  }
}
