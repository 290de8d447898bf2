/** `mm train b.mm --init-from RUN`: which weights of a run a model can begin with, and the file that holds them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Subject } from '../diff/best.ts';
import { survivorsOf } from '../diff/diff.ts';
import { weightLines, weightsText } from '../diff/views/weights.ts';
import { CHECKPOINT } from '../run/run-folder.ts';
import { loadRunSpec } from '../run/run-spec.ts';
import { renamedTensors } from '../run/safetensors.ts';
import type { CheckedModel, CheckedSpec } from '../shapecheck/checked.ts';
import { Failure } from './failure.ts';
import { openRun } from './runs.ts';
import { dim } from './terminal.ts';

/** The file in the new run's folder. */
export const BEGINNING = 'beginning.safetensors';

export interface Beginning {
  readonly file: { readonly path: string; readonly bytes: Uint8Array };
  /** What becomes of each weight, for people. */
  readonly text: string;
}

/** The weights of a run under the names that they have in another model. */
export function beginningFrom(word: string, model: CheckedModel, spec: CheckedSpec): Beginning {
  const { folder } = openRun(word);
  const old = oldModel(folder);
  const weights = survivorsOf(old, { model, spec });
  const names = weights.flatMap(({ from, ...rest }) => (from === undefined ? [] : [{ ...rest, from }]));
  if (names.length === 0) throw new Failure(`no weight of ${folder} can be carried over to this model`);
  const bytes = renamedTensors(readFileSync(join(folder, CHECKPOINT)), names);
  if (!bytes) throw new Failure(`${join(folder, CHECKPOINT)} is not a safetensors file, or was cut off`);
  const lines = weightLines(weights).map((line) => dim(`  ${line}`));
  const text = [`weights of ${folder}: ${weightsText(weights)}`, ...lines].join('\n');
  return { file: { path: BEGINNING, bytes }, text };
}

function oldModel(folder: string): Subject {
  const found = loadRunSpec(folder);
  const model = found?.spec.value.models.find(({ name }) => name === found.model);
  if (!found || !model)
    throw new Failure(`${folder} does not keep its spec: it was not made by mm train, or an older one`);
  return { model, spec: found.spec.value };
}
