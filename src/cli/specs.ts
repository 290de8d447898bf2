/** Specs as commands open them: a file that cannot be read is wrong use, and errors in a spec end the command. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileProblem } from '../resolve/facts.ts';
import type { Settings } from '../resolve/settings.ts';
import { type LoadedSpec, loadSpec } from '../run/load-spec.ts';
import type { CheckedModel } from '../shapecheck/checked.ts';
import { nearest } from '../text/nearest.ts';
import type { Source } from '../text/source.ts';
import { Failure } from './failure.ts';

/** Reads and checks a spec. */
export function openSpec(path: string, settings?: Settings | ((text: Source) => Settings)): LoadedSpec {
  const spec = loadSpec(path, settings);
  if (typeof spec === 'string') throw unreadable(path, spec);
  return spec;
}

/** The failure for a file that cannot be had, with files of similar names. */
export function unreadable(path: string, problem: FileProblem): Failure {
  const near = problem === 'not-found' ? similarFiles(path) : [];
  return new Failure(`${path} ${problems[problem]}`, near.length > 0 ? [`did you mean ${near.join(' or ')}?`] : []);
}

const problems: Readonly<Record<FileProblem, string>> = {
  'not-found': 'is not there',
  'not-a-file': 'is a folder, not a spec',
  unreadable: 'cannot be read: permission denied',
  'outside-project': 'lies outside the project',
  'too-large': 'is too large for a spec',
};

function similarFiles(path: string): string[] {
  try {
    const files = readdirSync(dirname(path)).filter((name) => name.endsWith('.mm'));
    const wanted = basename(path);
    const near = nearest(wanted.endsWith('.mm') ? wanted : `${wanted}.mm`, files);
    return near.map((name) => join(dirname(path), name));
  } catch {
    return [];
  }
}

/** The model that `--model` names; without it the only one. */
export function chooseModel({ value, source }: LoadedSpec, name: string | undefined): CheckedModel {
  const { models } = value;
  const [first, second] = models;
  if (!first) throw new Failure(`${source.file} has no model`);
  const names = models.map((model) => model.name ?? '');
  if (name === undefined) {
    if (!second) return first;
    throw new Failure(
      `${source.file} has ${models.length} models: say which with --model`,
      names.map((each) => `--model ${each}`),
    );
  }
  const found = models.find((model) => model.name === name);
  if (found) return found;
  const near = nearest(name, names);
  throw new Failure(`${source.file} has no model '${name}'`, [
    near.length > 0
      ? `did you mean ${near.join(' or ')}?`
      : `it has ${names.filter(Boolean).join(', ') || 'one without a name'}`,
  ]);
}
