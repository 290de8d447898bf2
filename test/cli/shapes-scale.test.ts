/** `mm shapes --scale`: tables and JSON of how large numbers are when training starts. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

/** 16 numbers of N(0, 1) times weights of N(0, 1/16): a deviation of 1. Scores that start at zero leave all as likely. */
const small = `input x[16]
target class of 4
model sum ( linear 8 init=fan_in bias=false, id | linear 8 init=fan_in bias=false ) | tanh | linear 4 init=zeros bias_init=zeros
`;

it('prints mean, deviation and the first loss', () => {
  const { stdout, status } = mm(folderWith({ 'a.mm': small }), ['shapes', 'a.mm', '--scale']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^sum +\[B, 8\] +0 +1\.41$/m);
  expect(stdout).toMatch(/^ +linear 8 bias=false init=fan_in +\[B, 8\] +0 +1$/m);
  expect(stdout).toMatch(/^linear 4 init=zeros bias_init=zeros +\[B, 4\] +0 +0$/m);
  expect(stdout).toMatch(/^input +taken for N\(0, 1\)$/m);
  expect(stdout).toMatch(/^first loss +1\.39 expected \(ln 4 = 1\.39\)$/m);
});

it('tells the first loss without being asked, where there is one', () => {
  const folder = folderWith({ 'a.mm': small, 'b.mm': 'input x[16]\nmodel linear 8\n' });
  expect(mm(folder, ['shapes', 'a.mm']).stdout).toMatch(/^first loss +1\.39 expected \(ln 4 = 1\.39\)$/m);
  expect(mm(folder, ['shapes', 'b.mm']).stdout).not.toContain('first loss');
});

it('prints the same as Markdown', () => {
  const { stdout } = mm(folderWith({ 'a.mm': small }), ['shapes', 'a.mm', '--scale', '--format', 'md']);
  expect(stdout).toContain('| `sum` | [B, 8] | 0 | 1.41 |  |');
  expect(stdout).toContain('- first loss: 1.39 expected (ln 4 = 1.39)');
});

const schema = JSON.parse(readFileSync('schemas/scale.schema.json', 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schema);

it('prints JSON after its schema, also where little is known', () => {
  const folder = folderWith({ 'a.mm': small, 'b.mm': 'input x[T, 4]\nmodel global_avgpool | linear 3\n' });
  const scales = JSON.parse(mm(folder, ['shapes', 'a.mm', '--scale', '--format', 'json']).stdout);
  expect(validate(scales), JSON.stringify(validate.errors)).toBe(true);
  expect(scales.models[0].firstLoss.even).toBeCloseTo(Math.log(4), 4);
  expect(scales.models[0].layers.at(-1)).toEqual({ path: 'linear', name: 'linear', mean: 0, deviation: 0, flat: null });
  const open = JSON.parse(mm(folder, ['shapes', 'b.mm', '--scale', '--format', 'json']).stdout);
  expect(validate(open), JSON.stringify(validate.errors)).toBe(true);
  expect(open.models[0]).toMatchObject({ firstLoss: null, layers: [{ deviation: null }, { deviation: null }] });
  expect(validate({ models: [{ name: null }] })).toBe(false);
});
