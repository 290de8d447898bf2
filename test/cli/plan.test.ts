/** `mm plan`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

const small = `data chars names context=3
model embed 10 | flatten | linear 200 | tanh | linear V
train adam steps=10 batch=16
`;

it('tells the memory of the weights, of the optimiser and of the minibatch', () => {
  const { stdout, status } = mm(folderWith({ 'a.mm': small }), ['plan', 'a.mm']);
  expect(status).toBe(0);
  // 27*10 + 30*200 + 200 + 200*27 + 27 = 11,897 numbers of 4 bytes; Adam keeps two more of each.
  expect(stdout).toMatch(/^weights +47\.6 kB/m);
  expect(stdout).toMatch(/^state +95\.2 kB/m);
  // 16 examples of 3 ids and a target.
  expect(stdout).toMatch(/^minibatch +256 B/m);
  expect(stdout).toMatch(/^time +\d+\.\d µs/m);
});

it('tells of each kernel what it is for', () => {
  const { stdout } = mm(folderWith({ 'a.mm': small }), ['plan', 'a.mm', '--kernels']);
  // 16 examples of 3 * 10 numbers; bias and tanh come with the sums.
  expect(stdout).toMatch(/ product +\[16, 200\] +\[30\] +96,000 .* linear, tanh$/m);
  // All of the update of a weight goes with the product that is its gradient.
  expect(stdout).toMatch(/ product +\[200, 27\] +\[16\] +86,400 .*; update of linear#2\.weight$/m);
});

const schema = JSON.parse(readFileSync('schemas/plan.schema.json', 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schema);

it('prints JSON after its schema, also where there is no engine', () => {
  const folder = folderWith({ 'a.mm': small, 'b.mm': 'input x[4]\nmodel linear 3\n' });
  const planned = JSON.parse(mm(folder, ['plan', 'a.mm', '--format', 'json']).stdout);
  expect(validate(planned), JSON.stringify(validate.errors)).toBe(true);
  expect(planned).toMatchObject({ batch: 16, params: 11897, reason: null, engine: { memory: { weights: 47588 } } });
  const without = JSON.parse(mm(folder, ['plan', 'b.mm', '--format', 'json']).stdout);
  expect(validate(without), JSON.stringify(validate.errors)).toBe(true);
  expect(without).toMatchObject({ params: 15, macs: 12, engine: null, reason: 'has no target' });
  expect(validate({ ...planned, batch: 0 })).toBe(false);
});

it('takes another batch', () => {
  const { stdout } = mm(folderWith({ 'a.mm': small }), ['plan', 'a.mm', '--batch', '64', '--kernels']);
  expect(stdout).toMatch(/^minibatch +1\.0 kB +64 examples/m);
  // The logits of 64 examples: 200 multiply-adds for each of 27.
  expect(stdout).toMatch(/product +\[64, 27\] +\[200\] +345,600/);
});

it('writes the module as text', () => {
  const folder = folderWith({ 'a.mm': small });
  expect(mm(folder, ['plan', 'a.mm', '--wat', 'a.wat']).status).toBe(0);
  const text = readFileSync(join(folder, 'a.wat'), 'utf8');
  expect(text).toMatch(/^\(module\n {2}\(import "env" "memory"/);
  expect(text).toContain('f32x4.mul');
});

it('says why a spec has no plan', () => {
  const folder = folderWith({ 'a.mm': 'input x[4]\nmodel linear 3\n' });
  const { stdout, stderr, status } = mm(folder, ['plan', 'a.mm', '--wat', 'a.wat']);
  expect(status).toBe(1);
  // 4*3 + 3 numbers of 4 bytes.
  expect(stdout).toMatch(/^weights +60 B/m);
  expect(stderr).toContain('a.mm has no target, so the fused engine cannot train it');
  expect(existsSync(join(folder, 'a.wat'))).toBe(false);
});
