/**
 * Sound models in other sizes, depths, batches, activations and starts: what is no error gets no warning that the model
 * itself does not get. Sizes that no longer fit each other are errors, and no model.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderLines } from '../src/diagnostics/line.ts';
import { isError, reportsOn } from './support/mutants/corpus.ts';
import { type Variation, variationsOf } from './support/variations.ts';

const folders = ['test/mistakes/models', 'specs', 'specs/makemore', 'specs/zoo', 'specs/data'];

interface Sound {
  readonly name: string;
  readonly folder: string;
  readonly text: string;
}

const models = folders.flatMap((folder) =>
  readdirSync(folder).flatMap((name): Sound[] =>
    name.endsWith('.mm') ? [{ name, folder, text: readFileSync(`${folder}/${name}`, 'utf8') }] : [],
  ),
);

/** One of so many variations is looked at, drawn by a hash of its place in the list. */
const EVERY = 5;

const drawn = models
  .flatMap((model) => variationsOf(model.text).map((variation) => ({ model, variation })))
  .filter((_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 0) % EVERY === 0);

interface Checked {
  readonly title: string;
  readonly isModel: boolean;
  readonly said: string;
}

function checked({ model, variation }: { readonly model: Sound; readonly variation: Variation }): Checked {
  const before = reportsOn(model.text, model.folder).map(({ code }) => code);
  const reports = reportsOn(variation.text, model.folder);
  const isModel = !reports.some(isError);
  const fresh = reports.filter(({ code }) => !before.includes(code) && !isRightly(code, variation));
  return { title: `${model.name}, ${variation.kind}`, isModel, said: isModel ? renderLines(fresh) : '' };
}

/** Images of odd size do lose their border where they are cut into patches. */
function isRightly(code: string, { kind }: Variation): boolean {
  return kind === 'images of odd size' && code === 'shape/remainder';
}

describe('variations of sound models', () => {
  const all = drawn.map(checked);
  const sound = all.filter(({ isModel }) => isModel);

  it('are models in most cases', () => {
    expect(all.length).toBeGreaterThan(350);
    expect(sound.length / all.length).toBeGreaterThan(0.8);
  });

  it('get no warning', () => {
    expect(sound.flatMap(({ title, said }) => (said === '' ? [] : [`${title}\n${said}`])).join('\n')).toBe('');
  });
});
