/**
 * What holds for any two specs, over random pairs: specs that have nothing in common, specs of which one is the other with
 * a few edits, and specs that are written differently and mean the same. `MM_PAIRS` draws more of them.
 */
import { expect, it } from 'vitest';
import { hash } from '../../src/chance/hash.ts';
import { severityOf } from '../../src/diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../../src/diagnostics/diagnostic.ts';
import type { ModelChange, Stages } from '../../src/diff/change.ts';
import { type Diff, diff } from '../../src/diff/diff.ts';
import { partsOf } from '../../src/diff/part.ts';
import { apply, inverse, type Piece, pieceOf } from '../../src/diff/script.ts';
import { parse } from '../../src/parser/parse.ts';
import type { CheckedSpec } from '../../src/shapecheck/checked.ts';
import { check } from '../../src/summary/check.ts';
import { source } from '../../src/text/source.ts';
import { changeLines } from '../support/compared.ts';
import { editsOf } from '../support/edits.ts';
import { randomSpec } from '../support/random-stacks.ts';
import { rewritingsOf } from '../support/rewritings.ts';

const PAIRS = Number(process.env.MM_PAIRS ?? 100);
const seeds = Array.from({ length: PAIRS }, (_, seed) => seed);
const timeout = 5000 + 50 * PAIRS;

it('a spec has no difference from itself', { timeout }, () => {
  for (const seed of seeds) {
    const { text } = randomSpec(seed);
    const { models, settings, gained, lost } = diff(checked(text), checked(text));
    expect
      .soft(
        models.map(({ isSame, changes, renames }) => [isSame, changes, renames]),
        text,
      )
      .toEqual([[true, [], []]]);
    expect.soft([settings, gained, lost]).toEqual([[], [], []]);
  }
});

it.each([
  ['two of nothing in common', (seed: number) => [randomSpec(seed).text, randomSpec(seed + 1).text]],
  ['one with an edit', (seed: number) => [randomSpec(seed).text, edited(seed, 1)]],
  ['one with four edits', (seed: number) => [randomSpec(seed).text, edited(seed, 4)]],
])('%s: the script makes one of the other, and the reverse is the reverse', { timeout }, (_, drawn) => {
  for (const seed of seeds) {
    const [one, other] = drawn(seed) as [string, string];
    const [a, b] = [checked(one), checked(other)];
    const [forth, reversed] = [diff(a, b), diff(b, a)];
    const title = `seed ${seed}\n${one}\n${other}`;
    const [script, reverse] = [forth, reversed].map(({ models: [model] }) => model?.script ?? []);
    expect.soft(apply(script ?? [], piecesOf(a)), title).toEqual(piecesOf(b));
    expect.soft(reverse, title).toEqual(inverse(script ?? []));
    expect.soft(factsOf(reversed, there), title).toEqual(factsOf(forth, back));
    const [model] = forth.models;
    const isAlike = JSON.stringify(piecesOf(a)) === JSON.stringify(piecesOf(b));
    if (!isAlike) expect.soft(model?.changes, title).not.toEqual([]);
  }
});

it('a spec that is written in another way is the same', { timeout }, () => {
  const kinds = new Set<string>();
  for (const seed of seeds) {
    const { text } = randomSpec(seed);
    const { text: other, done } = rewritten(text, seed);
    const [model] = diff(checked(text), checked(other)).models;
    const found = model && [model.isSame, changeLines(model.changes)];
    expect.soft(found, `seed ${seed}: ${done}\n${text}\n${other}`).toEqual([true, []]);
    for (const kind of done) kinds.add(kind);
  }
  expect(kinds.size).toBeGreaterThanOrEqual(10);
});

function checked(text: string): Outcome<CheckedSpec> {
  return check(source('spec.mm', text));
}

function piecesOf({ value: { models } }: Outcome<CheckedSpec>): Piece[] {
  return models.flatMap((model) => partsOf(model, new Map()).map(pieceOf));
}

/** A random spec after so many random edits, of which each leaves it sound. */
function edited(seed: number, count: number): string {
  let { text } = randomSpec(seed);
  for (let at = 0, draw = 0; at < count && draw < 20; draw++) {
    const edits = editsOf(parse(source('spec.mm', text)).value);
    const edit = edits[hash(hash(3, seed), draw) % Math.max(1, edits.length)];
    if (!edit || checked(edit.text).diagnostics.some((one) => severityOf(one) === 'error')) continue;
    text = edit.text;
    at++;
  }
  return text;
}

/** A text after three rewritings, with their kinds. */
function rewritten(text: string, seed: number): { readonly text: string; readonly done: readonly string[] } {
  const done: string[] = [];
  for (let at = 0; at < 3; at++) {
    const found = rewritingsOf(text, `fresh${at}`);
    const kinds = [...new Set(found.map(({ kind }) => kind))];
    const kind = kinds[hash(hash(5, seed), at) % Math.max(1, kinds.length)];
    const those = found.filter((one) => one.kind === kind);
    const one = those[hash(hash(11, seed), at) % Math.max(1, those.length)];
    if (!one) break;
    text = one.text;
    done.push(one.kind);
  }
  return { text, done };
}

type Side = readonly [from: string, to: string];

/** Facts as they are read from the first spec to the second, or from the second to the first. */
type Way = (from: unknown, to: unknown) => Side;

const there: Way = (from, to) => [`${from}`, `${to}`];
const back: Way = (from, to) => [`${to}`, `${from}`];

/** What is told of two specs, as texts without those words that hang on the direction. */
function factsOf({ models, settings, gained, lost, onlyA, onlyB }: Diff, way: Way): unknown {
  return {
    changes: models.flatMap((model) => model.changes.flatMap((change) => factLines(change, way))).sort(),
    settings: settings.map(({ item, key, from, to, since }) => [item, key, since, way(from, to)].join()).sort(),
    renames: models.flatMap(({ renames }) => renames.map(({ what, from, to }) => [what, way(from, to)].join())).sort(),
    reports: way(codesOf(gained), codesOf(lost)),
    models: way(onlyA, onlyB),
  };
}

function codesOf(reports: readonly Diagnostic[]): string {
  return reports
    .map(({ code }) => code)
    .sort()
    .join();
}

function factLines(change: ModelChange, way: Way): string[] {
  const effects = (change.effects ?? []).flatMap((effect) => factLines(effect, way)).map((line) => `  ${line}`);
  return [sidesOf(change, way), ...effects];
}

function sidesOf(change: ModelChange, way: Way): string {
  const sides = (from: Stages | undefined, to: Stages | undefined) => way(from?.texts ?? 'none', to?.texts ?? 'none');
  switch (change.kind) {
    case 'added':
      return `swap ${sides(undefined, change.added)}`;
    case 'removed':
      return `swap ${sides(change.removed, undefined)}`;
    case 'replaced':
      return `swap ${sides(change.removed, change.added)}`;
    case 'changed':
    case 'call':
    case 'linked':
    case 'moved':
      return `${change.kind} ${sides(change.from, change.to)}`;
    case 'turns':
    case 'constant':
      return `${change.kind} ${way(change.from, change.to)}`;
    case 'wrapped':
      return `fold ${change.inner.texts} ${sides(undefined, change.outer)}`;
    case 'unwrapped':
      return `fold ${change.inner.texts} ${sides(change.outer, undefined)}`;
    case 'exchanged':
      // As they stand in the second spec, where their values may hang on the place.
      return `exchanged ${change.first.texts.length + change.second.texts.length}`;
    case 'default':
      return `default ${change.layer} ${way(change.from, change.to)}`;
    case 'given':
      return 'given';
  }
}
