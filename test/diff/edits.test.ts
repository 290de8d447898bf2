/** Random single edits of real specs: mm diff tells them as that one edit, whatever their kind, in 95 of 100 cases. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hash } from '../../src/chance/hash.ts';
import { severityOf } from '../../src/diagnostics/catalog.ts';
import type { Outcome } from '../../src/diagnostics/diagnostic.ts';
import { type Diff, diff } from '../../src/diff/diff.ts';
import { linesOf } from '../../src/diff/views/sentences.ts';
import { parse } from '../../src/parser/parse.ts';
import type { CheckedSpec } from '../../src/shapecheck/checked.ts';
import { check } from '../../src/summary/check.ts';
import { source } from '../../src/text/source.ts';
import { type Edit, editsOf } from '../support/edits.ts';

/** Of each kind so many are drawn that leave a sound spec with another meaning. */
const DRAWS = Number(process.env.MM_EDITS ?? 20);

/** Kinds of which there are too few for a share. */
const rare = ['add a branch', 'remove a branch', 'data setting', 'join word'];

const folders = ['specs/makemore', 'specs/zoo', 'test/mistakes/models'];
const large = /gpt2|vit-b16|mlp-mixer|densenet|resnet(34|50|101)|convnext|efficient|mobilenet|inception/;

interface Drawn {
  readonly file: string;
  readonly edit: Edit;
}

const before = new Map<string, Outcome<CheckedSpec>>();

const files = folders.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));
const byKind = new Map<string, Drawn[]>();
for (const file of files.filter((name) => name.endsWith('.mm') && !large.test(name))) {
  for (const edit of editsOf(parse(source(file, readFileSync(file, 'utf8'))).value)) {
    const known = byKind.get(edit.kind) ?? [];
    known.push({ file, edit });
    byKind.set(edit.kind, known);
  }
}

it.each([...byKind])('%s is told as that', (kind, candidates) => {
  const { all, missed } = told(candidates);
  if (all < DRAWS && !rare.includes(kind)) throw new Error(`only ${all} sound specs come of the edits of kind ${kind}`);
  if (all === DRAWS) expect(1 - missed.length / all, missed.join('\n\n')).toBeGreaterThanOrEqual(0.95);
});

function specOf(file: string): Outcome<CheckedSpec> {
  const spec = before.get(file) ?? check(source(file, readFileSync(file, 'utf8')));
  before.set(file, spec);
  return spec;
}

/** How many of a kind were drawn, and those that were told otherwise. */
function told(candidates: readonly Drawn[]): { readonly all: number; readonly missed: readonly string[] } {
  const order = candidates
    .map((one, at) => [hash(hash(1, at), one.edit.kind.length), one] as const)
    .sort(([one], [other]) => one - other);
  const missed: string[] = [];
  let all = 0;
  for (const [, { file, edit }] of order.slice(0, 6 * DRAWS)) {
    if (all === DRAWS) break;
    const after = check(source(file, edit.text));
    if (!isSound(after)) continue;
    const found = diff(specOf(file), after);
    if (meaningOf(after) === meaningOf(specOf(file))) continue;
    all++;
    if (!isTold(found, edit)) missed.push([`${file}: ${edit.about}`, ...linesIn(found)].join('\n  '));
  }
  return { all, missed };
}

function isTold(found: Diff, { told }: Edit): boolean {
  const kinds = [
    ...found.models.flatMap(({ changes, renames }) => [...changes, ...renames].map(({ kind }) => kind)),
    ...found.settings.filter(({ since }) => since === undefined).map(({ kind }) => kind),
  ];
  // Another optimiser has other settings.
  if (told.includes('settings')) return kinds.length > 0 && kinds.every((kind) => kind === 'setting');
  return told.includes(kinds.join('+'));
}

/** What the checker made of a spec, wherever it stands: the same where a default was written out. */
function meaningOf({ value: { models, train, data } }: Outcome<CheckedSpec>): string {
  const settings = data?.settings;
  return JSON.stringify({ models, train, settings }, (key, value) =>
    written.has(key) ? undefined : typeof value === 'bigint' ? `${value}` : value,
  );
}

const written: ReadonlySet<string> = new Set(['item', 'span', 'source', 'text', 'def']);

function linesIn({ models, settings }: Diff): string[] {
  const changes = models.flatMap((model) => [...model.changes, ...model.renames]);
  return linesOf([...changes, ...settings]).map(({ sign, text, depth }) => `${'  '.repeat(depth)}${sign} ${text}`);
}

function isSound({ diagnostics }: Outcome<CheckedSpec>): boolean {
  return !diagnostics.some((one) => severityOf(one) === 'error');
}
