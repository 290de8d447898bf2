/** docs/results.md: that it tells what is recorded, and that what is recorded is what is published. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { differences, resultsPage } from '../scripts/docs/results-page.mjs';
import { loadSpec } from '../src/run/load-spec.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { summarise } from '../src/summary/summary.ts';

interface Losses {
  readonly train: number;
  readonly val: number;
}

interface Stage {
  readonly spec: string;
  readonly parameters: number;
  readonly published: Losses;
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const published: { readonly tolerance: number; readonly stages: readonly Stage[] } = read('bench/repro/published.json');
const recorded: { readonly minutes: number; readonly results: Readonly<Record<string, Losses>> } =
  read('bench/repro/results.json');
const page = readFileSync('docs/results.md', 'utf8');

it('is what follows from what is recorded', () => {
  expect(page).toBe(resultsPage(published, recorded));
});

it('takes under twenty minutes', () => {
  expect(recorded.minutes).toBeGreaterThan(0);
  expect(recorded.minutes).toBeLessThan(20);
});

describe.each(published.stages.map((stage) => [stage.spec, stage] as const))('%s', (name, stage) => {
  const spec = loadSpec(`specs/makemore/${name}.mm`);
  if (typeof spec === 'string') throw new Error(spec);
  const [model] = spec.value.models;
  const result = recorded.results[name];

  it('is published with the losses and parameters that its spec states', () => {
    const { train, val } = stage.published;
    expect(readFileSync(`specs/makemore/${name}.mm`, 'utf8')).toContain(
      `# Published after 200,000 steps: training loss ${train.toFixed(3)}, validation loss ${val.toFixed(3)}.`,
    );
    expect(model && numberOf(summarise(model, { batch: 1 }, spec.value).params)).toBe(stage.parameters);
  });

  it('ends at the published losses', () => {
    if (!result) throw new Error(`${name} is not recorded`);
    for (const difference of differences(stage, result)) expect(difference).toBeLessThanOrEqual(published.tolerance);
  });

  it('has a row of its own', () => {
    const own = page.split('\n').filter((line) => line.includes(`(../specs/makemore/${name}.mm)`));
    const losses = String.raw`\d\.\d{3,4} / \d\.\d{3,4}`;
    expect(own).toEqual([
      expect.stringMatching(
        new RegExp(String.raw`^\| \[.+\]\(.+\) \| [\d,]+ \| ${losses} \| ${losses} \| \*\*${losses}\*\* \| \d+ s \|$`),
      ),
    ]);
  });
});
