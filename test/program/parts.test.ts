/** The parts that programs are put together from: text made from program/tfjs, with types and without. */
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { choices } from '../../src/codegen/targets/tfjs/data-code.ts';
import { fixed } from '../../src/codegen/targets/tfjs/generated/parts.ts';

/** Code as esbuild prints it, so that only what it does is compared. */
const plain = (code: string, loader: 'ts' | 'js') =>
  transformSync(code, {
    loader,
    minifyWhitespace: true,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  }).code;
const textOf = (parts: readonly { readonly text: string }[]) => parts.map(({ text }) => text).join('\n');

describe.each(Object.entries(fixed.files))('%s', (_, { about, ts, js }) => {
  test('does the same in JavaScript as in TypeScript', () => {
    expect(plain(textOf(js), 'js')).toBe(plain(textOf(ts), 'ts'));
  });

  test('has a sentence on top, and every part a name', () => {
    expect(about.length).toBeGreaterThan(10);
    expect(ts.every(({ name, text }) => text.includes(name))).toBe(true);
    expect(ts.map(({ text }) => text).join('\n')).not.toMatch(/^(import|export) /m);
  });
});

test('no name stands for two things, but in files of which a program takes one', () => {
  const owners = new Map<string, string[]>();
  for (const [file, { ts }] of Object.entries(fixed.files))
    for (const { name } of ts) owners.set(name, [...(owners.get(name) ?? []), file]);
  const groups: readonly (readonly string[])[] = [
    ...Object.values(choices),
    ['training', ...choices.steps],
    ['training', ...choices.engine],
  ];
  const shared = [...owners].filter(([, files]) => files.length > 1);
  expect(shared.length).toBeGreaterThan(0);
  expect(shared.filter(([, files]) => !groups.some((group) => files.every((file) => group.includes(file))))).toEqual(
    [],
  );
});

test('of what packages give, every name has its module', () => {
  const { externals } = fixed;
  expect(externals.tf).toBe('@tensorflow/tfjs');
  expect(Object.values(externals).every((name) => name.startsWith('node:') || name.startsWith('@tensorflow/'))).toBe(
    true,
  );
});
