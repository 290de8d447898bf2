/** Every sound spec of the project, as a text with a name: specs, the documentation's blocks, the examples of the layers. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { severityOf } from '../../../src/diagnostics/catalog.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { joins } from '../../../src/joins/index.ts';
import { layers } from '../../../src/layers/index.ts';
import type { JoinDef } from '../../../src/registry/join.ts';
import type { LayerDef } from '../../../src/registry/layer.ts';
import { loaded } from '../../../src/run/load-spec.ts';
import { source } from '../../../src/text/source.ts';
import { blocksOf } from '../doc-pages.ts';

export interface Sound {
  readonly name: string;
  readonly text: string;
  /** The folder that paths in it start from. */
  readonly folder: string;
}

/** The reports on a text, errors first. */
export function reportsOn(text: string, folder: string): readonly Diagnostic[] {
  return loaded(source('mutant.mm', text), { folder, name: 'mutant' }).diagnostics;
}

export function isError(one: Diagnostic): boolean {
  return severityOf(one) === 'error';
}

/** All sound specs that differ. Blocks of the documentation that show a mistake, or name a file, are left out. */
export function soundSpecs(): readonly Sound[] {
  const known = new Map<string, Sound>();
  for (const one of [...written(), ...shown(), ...examples()]) if (!known.has(one.text)) known.set(one.text, one);
  // Hundreds of blocks in each other show a limit, and are no model.
  const sized = [...known.values()].filter(({ text }) => text.split('\n').length < 80);
  return sized.filter(({ text, folder }) => !reportsOn(text, folder).some(isError));
}

/** The specs of the folders, but those that show mistakes. */
function written(): Sound[] {
  const files = readdirSync('specs', { recursive: true, encoding: 'utf8' }).sort();
  const paths = files
    .filter((file) => file.endsWith('.mm') && !file.startsWith('errors'))
    .map((file) => `specs/${file}`);
  const blocks = readdirSync('src/blocks').filter((file) => file.endsWith('.mm'));
  return [...paths, ...blocks.map((file) => `src/blocks/${file}`)].map((path) => {
    return { name: path, text: readFileSync(path, 'utf8'), folder: dirname(path) };
  });
}

function shown(): Sound[] {
  const pages = [
    'README.md',
    ...readdirSync('docs')
      .sort()
      .map((page) => `docs/${page}`),
  ];
  const blocks = pages.flatMap(blocksOf).filter(({ lang, notes }) => lang === 'mm' && notes.reports === undefined);
  return blocks.map(({ where, text }) => ({ name: where, text, folder: '.' }));
}

function examples(): Sound[] {
  const entries = [...layers, ...joins] as unknown as readonly (LayerDef | JoinDef)[];
  return entries.flatMap(({ name, examples: all }) =>
    all.map(({ stack, input }) => {
      const [, dims = '', of = ''] = /^(?:int)?\[B(?:, )?(.*)\](.*)$/.exec(input) ?? [];
      return { name: `example of ${name}`, text: `input x[${dims}]${of}\nmodel ${stack}\n`, folder: '.' };
    }),
  );
}
