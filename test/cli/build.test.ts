/** `mm build`: what it writes, and what it never replaces. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

const spec =
  'data chars names context=3\nlet d = 8\nmodel embed 4 | flatten | linear d | tanh | linear V\ntrain sgd lr=0.1 steps=10\n';

function listed(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

describe('mm build', () => {
  it('writes the program, its package and its data', () => {
    const folder = folderWith({ 'a.mm': spec });
    const { status, stdout } = mm(folder, ['build', 'a.mm', '-o', 'out']);
    expect(status).toBe(0);
    expect(stdout).toContain('cd out && npm install && node train.mjs');
    expect(listed(join(folder, 'out'))).toEqual([
      '.mm-build.json',
      'data',
      'data/names.txt',
      'engine.wasm',
      'package.json',
      'train.mjs',
    ]);
  });

  it('leaves the engine out when it is told to', () => {
    const folder = folderWith({ 'a.mm': spec });
    expect(mm(folder, ['build', 'a.mm', '-o', 'out', '--engine', 'tfjs']).status).toBe(0);
    expect(listed(join(folder, 'out'))).toEqual([
      '.mm-build.json',
      'data',
      'data/names.txt',
      'package.json',
      'train.mjs',
    ]);
    expect(readFileSync(join(folder, 'out', 'train.mjs'), 'utf8')).not.toMatch(/WebAssembly|engine\.wasm/);
  });

  it('goes without an engine that WebAssembly has no memory for, and says so when it is asked for one', () => {
    // The weights between the two layers alone are 40,000 * 40,000 numbers of four bytes: 6.4 GB.
    const large = spec.replace('linear d |', 'linear 40000 | linear 40000 |');
    const folder = folderWith({ 'a.mm': large });
    const refused = mm(folder, ['build', 'a.mm', '-o', 'out', '--engine', 'fused']);
    const said = /^mm: a\.mm needs (\d+) GB at a time, and WebAssembly has 4, so the fused engine cannot train it\n/m;
    expect(refused.stderr).toMatch(said);
    expect(Number(said.exec(refused.stderr)?.[1])).toBeGreaterThan(6);
    expect(refused.status).toBe(1);
    expect(mm(folder, ['build', 'a.mm', '-o', 'out']).status).toBe(0);
    expect(listed(join(folder, 'out'))).not.toContain('engine.wasm');
  });

  it('says why a model cannot have the engine that was asked for', () => {
    const folder = folderWith({ 'bare.mm': 'embed 10 | flatten | linear 27\n' });
    const { status, stderr } = mm(folder, ['build', 'bare.mm', '-o', 'out', '--engine', 'fused']);
    expect(stderr).toBe(`mm: bare.mm names no data to train on, so the fused engine cannot train it
  without --engine fused TensorFlow.js trains it
`);
    expect(status).toBe(1);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('writes the same bytes each time, and may replace what it wrote itself', () => {
    const folder = folderWith({ 'a.mm': spec });
    mm(folder, ['build', 'a.mm', '-o', 'one']);
    mm(folder, ['build', 'a.mm', '-o', 'two']);
    const read = (name: string) => readFileSync(join(folder, name, 'train.mjs'));
    expect(read('one').equals(read('two'))).toBe(true);
    expect(mm(folder, ['build', 'a.mm', '-o', 'one', '--set', 'd=16']).status).toBe(0);
    expect(read('one').equals(read('two'))).toBe(false);
  });

  it('replaces neither files of others nor its own that were changed, unless it is forced to', () => {
    const folder = folderWith({ 'a.mm': spec, 'out/package.json': 'mine' });
    const refused = mm(folder, ['build', 'a.mm', '-o', 'out']);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(`${join('out', 'package.json')}: not written by mm`);
    expect(listed(join(folder, 'out'))).toEqual(['package.json']);
    expect(readFileSync(join(folder, 'out', 'package.json'), 'utf8')).toBe('mine');
    expect(mm(folder, ['build', 'a.mm', '-o', 'out', '--force']).status).toBe(0);
    writeFileSync(join(folder, 'out', 'train.mjs'), '// improved');
    expect(mm(folder, ['build', 'a.mm', '-o', 'out']).stderr).toContain('changed since mm wrote it');
    expect(readFileSync(join(folder, 'out', 'train.mjs'), 'utf8')).toBe('// improved');
  });

  it('writes through no link, and over no folder', () => {
    const folder = folderWith({ 'a.mm': spec, 'elsewhere/data/x': '' });
    mkdirSync(join(folder, 'out'));
    symlinkSync(join(folder, 'elsewhere', 'data'), join(folder, 'out', 'data'));
    mkdirSync(join(folder, 'out', 'train.mjs'));
    const { status, stderr } = mm(folder, ['build', 'a.mm', '-o', 'out', '--force']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/names\.txt: a link/);
    expect(stderr).toMatch(/train\.mjs: a folder/);
    expect(listed(join(folder, 'elsewhere'))).toEqual(['data', 'data/x']);
  });

  it('writes nothing for a spec with errors', () => {
    const folder = folderWith({ 'a.mm': spec.replace('tanh', 'tahn') });
    const { status, stderr } = mm(folder, ['build', 'a.mm', '-o', 'out']);
    expect(status).toBe(1);
    expect(stderr).toContain('did you mean tanh?');
    expect(listed(folder)).toEqual(['a.mm']);
  });

  it('writes TypeScript when it is asked to', () => {
    const folder = folderWith({ 'a.mm': spec });
    mm(folder, ['build', 'a.mm', '-o', 'out', '--lang', 'ts']);
    expect(listed(join(folder, 'out'))).toContain('train.ts');
  });

  it('asks which model is meant', () => {
    const folder = folderWith({ 'a.mm': 'input x[4]\nmodel small = linear 2\nmodel large = linear 200\n' });
    const { status, stderr } = mm(folder, ['build', 'a.mm', '-o', 'out']);
    expect(status).toBe(2);
    expect(stderr).toContain('--model small');
    expect(mm(folder, ['build', 'a.mm', '-o', 'out', '--model', 'large']).status).toBe(0);
    expect(readFileSync(join(folder, 'out', 'model.mjs'), 'utf8')).toContain('[B, 200]');
  });
});
