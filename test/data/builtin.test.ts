/** The constants of built-in data against the files they speak of. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtinChars } from '../../src/data/builtin.ts';
import { inspectChars } from '../../src/data/chars.ts';
import { namesBytes } from './names.ts';

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
