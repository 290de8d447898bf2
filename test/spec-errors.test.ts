/**
 * specs/errors: one of each mistake that people make, with its whole report beside it. `MM_UPDATE=1` writes the reports
 * anew; read the difference.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { severityOf } from '../src/diagnostics/catalog.ts';
import { render } from '../src/diagnostics/render.ts';
import { loadSpec } from '../src/run/load-spec.ts';

const folder = 'specs/errors';
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.mm') ? [file.replace(/\.mm$/, '')] : []));

describe.each(names)('%s', (name) => {
  const spec = loadSpec(`${folder}/${name}.mm`);
  if (typeof spec === 'string') throw new Error(`${name}: ${spec}`);
  const path = `${folder}/${name}.txt`;
  const report = render(spec.diagnostics);

  it('is reported as it should be', () => {
    if (process.env.MM_UPDATE === '1') writeFileSync(path, report);
    expect(report).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  });

  it('is an error at its place', () => {
    expect(spec.diagnostics.some((each) => severityOf(each) === 'error')).toBe(true);
    expect(report).toContain('^');
  });
});

it('has a report for every spec, and no other files', () => {
  const wanted = names.flatMap((name) => [`${name}.mm`, `${name}.txt`]);
  expect(readdirSync(folder).sort()).toEqual(wanted.sort());
  expect(names.length).toBeGreaterThanOrEqual(25);
});
