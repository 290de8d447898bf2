/** The constants of built-in data against the files they speak of. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtinChars } from '../../src/data/builtin.ts';
import { inspectChars } from '../../src/data/chars.ts';
import { names, namesBytes } from './names.ts';

test.each(Object.entries(builtinChars))('%s', (_, { file, facts }) => {
  const bytes = readFileSync(new URL(`../../${file}`, import.meta.url));
  expect(inspectChars(bytes)).toEqual({ facts });
});

test('the names have the 27 symbols and 32,033 documents of makemore', () => {
  const names = builtinChars.names;
  expect(names?.facts.vocabulary.length).toBe(27);
  expect(names?.facts.documents).toBe(32_033);
});

test('the names are byte for byte the list that published results are for', () => {
  const sha256 = createHash('sha256').update(namesBytes).digest('hex');
  expect(sha256).toBe('0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d');
});

test('what is written beside them about where they come from is true', () => {
  const text = readFileSync(new URL('../../data/names.provenance.md', import.meta.url), 'utf8');
  const lengths = names.map((name) => name.length);
  const letters = lengths.reduce((sum, length) => sum + length, 0);
  const figures = [names.length, new Set(names).size, letters, namesBytes.length].map((n) => n.toLocaleString('en-US'));
  expect(figures).toEqual(['32,033', '29,494', '196,113', '228,145']);
  for (const figure of figures) expect(text).toContain(figure);
  expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([2, 15]);
  expect(text).toContain('2 to 15 in a name');
  expect(text).toContain(createHash('sha256').update(namesBytes).digest('hex'));
  expect(text).toContain('18,029 girls');
  // The most given names of 2018 were Emma and Liam.
  expect([names[0], names[18_029]]).toEqual(['emma', 'liam']);
});
