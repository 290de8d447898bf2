/** `mm fmt`: files, folders, the standard input, and what it leaves alone. */
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

const loose = '\uFEFFmodel embed 10|tanh\r\n\r\n\r\n# end';
const tidy = 'model  embed 10 | tanh\n\n# end\n';
const broken = 'model embed (10\n';
const textOf = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

describe('mm fmt', () => {
  it('writes the layout of every spec below a folder and says which it changed', () => {
    const folder = folderWith({ 'a.mm': loose, 'b/c.mm': loose, 'd.mm': tidy, 'e.txt': loose });
    const { status, stdout, stderr } = mm(folder, ['fmt']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe('changed a.mm\nchanged b/c.mm\n3 files: 2 changed, 1 laid out already\n');
    expect(['a.mm', 'b/c.mm', 'd.mm', 'e.txt'].map((name) => textOf(folder, name))).toEqual([tidy, tidy, tidy, loose]);
    expect(readdirSync(folder)).toEqual(['a.mm', 'b', 'd.mm', 'e.txt']);
    expect(mm(folder, ['fmt', 'a.mm', 'b']).stdout).toBe('2 files: 2 laid out already\n');
  });

  it('--check changes nothing and fails where something would change', () => {
    const folder = folderWith({ 'a.mm': loose, 'd.mm': tidy });
    const { status, stdout } = mm(folder, ['fmt', '--check']);
    expect([status, stdout]).toEqual([1, 'would change a.mm\n2 files: 1 would change, 1 laid out already\n']);
    expect(textOf(folder, 'a.mm')).toBe(loose);
    expect(mm(folder, ['fmt', '--check', 'd.mm']).status).toBe(0);
  });

  it('leaves a file with syntax errors as it is, and reports them', () => {
    const folder = folderWith({ 'a.mm': broken, 'b.mm': loose });
    const { status, stdout } = mm(folder, ['fmt']);
    expect(status).toBe(1);
    expect(stdout).toContain('error[syntax/unclosed]');
    expect(stdout).toContain('changed b.mm\n2 files: 1 changed, 1 with syntax errors, left as before\n');
    expect([textOf(folder, 'a.mm'), textOf(folder, 'b.mm')]).toEqual([broken, tidy]);
  });

  it.each([[['--stdin']], [['-']], [['--stdin', '-']]])('prints what comes in: %s', (args) => {
    const { status, stdout, stderr } = mm(folderWith(), ['fmt', ...args], loose);
    expect([status, stdout, stderr]).toEqual([0, tidy, '']);
  });

  it('prints nothing but the layout on the standard output', () => {
    const { status, stdout, stderr } = mm(folderWith(), ['fmt', '-'], broken);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('<stdin>:1:');
    expect(mm(folderWith(), ['fmt', '--check', '-'], loose)).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(mm(folderWith(), ['fmt', '--check', '-'], tidy).status).toBe(0);
  });

  it('keeps rights and links', () => {
    const folder = folderWith({ 'a.mm': loose });
    chmodSync(join(folder, 'a.mm'), 0o640);
    symlinkSync('a.mm', join(folder, 'b.mm'));
    expect(mm(folder, ['fmt', 'b.mm']).status).toBe(0);
    expect(lstatSync(join(folder, 'b.mm')).isSymbolicLink()).toBe(true);
    expect(textOf(folder, 'a.mm')).toBe(tidy);
    expect(statSync(join(folder, 'a.mm')).mode & 0o777).toBe(0o640);
  });

  it('never writes over bytes that it could not read', () => {
    const bytes = Buffer.from('model tanh # \xe9\n', 'latin1');
    const folder = folderWith({ 'a.mm': bytes });
    const { status, stderr } = mm(folder, ['fmt']);
    expect(status).toBe(2);
    expect(stderr).toContain('not valid UTF-8');
    expect(readFileSync(join(folder, 'a.mm')).equals(bytes)).toBe(true);
  });

  it.each([
    [['nowhere.mm'], 'nowhere.mm is not there'],
    [['.'], 'there is no .mm file in .'],
    [['--stdin', 'a.mm'], 'the standard input is laid out alone'],
  ])('wrong use: %s', (args, message) => {
    const { status, stderr } = mm(folderWith(), ['fmt', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
