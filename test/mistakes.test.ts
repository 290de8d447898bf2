/**
 * Mistakes that people made and published, written in .mm by us, each with its source: in `test/mistakes/*.txt` the line
 * that is wrong says which report it must get, and nothing else may be reported; what its author made of it gets none.
 * A note tells of what is meant as often as not, so it counts for neither.
 * Those of "our own" were written down from memory of what often goes wrong: nobody has published them as they stand.
 * In `test/mistakes/models` and `more-models` are sound models of real projects, with the parameters that are known of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { severityOf } from '../src/diagnostics/catalog.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { check as checkSpec } from '../src/summary/check.ts';
import { summarise } from '../src/summary/summary.ts';
import { positionAt } from '../src/text/lines.ts';
import { source } from '../src/text/source.ts';
import { check, type Files } from './support/check.ts';
import { dataOfSpecs, readMistakes } from './support/mistakes.ts';

const folder = 'test/mistakes';
const areas = readdirSync(folder).filter((file) => file.endsWith('.txt'));

const data = dataOfSpecs();

/** The reports on a text, as `code line`. */
function reportsOn(text: string, files: Files): string[] {
  const reports = check(text, { ...data, ...files }).filter((one) => severityOf(one) !== 'note');
  return reports.map(({ code, span }) => `${code} ${positionAt(span.source, span.start).line}`);
}

describe.each(areas)('%s', (area) => {
  const mistakes = readMistakes(`${folder}/${area}`);

  it.each(mistakes.map((each) => [each.title, each] as const))('%s', (_, { wrong, reports, files }) => {
    expect(reportsOn(wrong, files)).toEqual(reports);
  });

  it.each(mistakes.map((each) => [each.title, each] as const))('repaired: %s', (_, { repaired, files }) => {
    expect(reportsOn(repaired, files)).toEqual([]);
  });
});

it('are at least five hundred', () => {
  const all = areas.flatMap((area) => readMistakes(`${folder}/${area}`));
  expect(all.length).toBeGreaterThanOrEqual(500);
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
});

/** `# parameters: 669,706 (its summary)` */
const stated = /^# parameters: ([\d,]+) \(.+\)$/m;
const models = ['models', 'more-models'].flatMap((name) =>
  readdirSync(`${folder}/${name}`).map((file) => `${name}/${file}`),
);

describe('sound models of real projects', () => {
  it.each(models)('%s', (file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const { value, diagnostics } = checkSpec(source(file, text));
    const mistakes = diagnostics.filter((one) => severityOf(one) !== 'note');
    expect(mistakes.map(({ code, span }) => `${code} ${positionAt(span.source, span.start).line}`)).toEqual([]);
    const [model] = value.models;
    const params = model && numberOf(summarise(model, { batch: 1 }, value).params);
    expect(params).toBe(Number(stated.exec(text)?.[1]?.replaceAll(',', '')));
  });

  it('are at least 200', () => {
    expect(models.length).toBeGreaterThanOrEqual(200);
  });
});
