/** `mm shapes`, `mm layers`, `mm init` and the help texts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/diagnostics/catalog.ts';
import { folderWith, mm } from '../support/cli.ts';

const bare = 'embed 10 | flatten2 | linear 200 | bn | tanh | linear 27\n';

describe('mm shapes', () => {
  it('shows a stack without data as far as it goes', () => {
    const { stdout, status } = mm(folderWith({ 'a.mm': bare }), ['shapes', 'a.mm']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/flatten 2 +\[B, T\/2, 20\]/);
    expect(stdout).toMatch(/total .*10\*V \+ 10,?027/);
    expect(stdout).toContain('2 | T');
  });

  it('prints JSON with symbolic counts as text and the others as numbers', () => {
    const { models } = JSON.parse(mm(folderWith({ 'a.mm': bare }), ['shapes', 'a.mm', '--format', 'json']).stdout);
    expect(models).toHaveLength(1);
    const [{ input, output, layers, params }] = models;
    expect([input, output]).toEqual(['int[B, T]', '[B, T/2, 27]']);
    expect(params).toBe('10*V + 10027');
    expect(layers[2]).toEqual({
      path: 'linear',
      name: 'linear',
      line: 1,
      column: 23,
      input: '[B, T/2, 20]',
      output: '[B, T/2, 200]',
      params: 4200,
      macs: '2000*T',
    });
  });

  it('prints a table for documents', () => {
    const { stdout } = mm(folderWith({ 'a.mm': 'input x[4]\nmodel linear 3\n' }), ['shapes', 'a.mm', '--format', 'md']);
    expect(stdout).toMatch(/\| *layer *\| *output *\|/);
    expect(stdout).toMatch(/\| *`?linear 3`? *\| *`?\[B, 3\]`? *\| *15 *\| *12 *\|/);
  });

  it('goes on past a mistake and reports it', () => {
    const folder = folderWith({ 'a.mm': 'data chars names context=7\nmodel embed 10 | flatten 2 | linear V\n' });
    const { stdout, status } = mm(folder, ['shapes', 'a.mm']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/embed 10 +\[B, 7, 10\]/);
    expect(stdout).toContain('error[shape/not-divisible]');
  });

  it('marks where it goes on from what was meant, and counts what can be made out', () => {
    const stack = 'embed 10 | flatten 2 | linear 200 | flatten | linear V';
    const { stdout } = mm(folderWith({ 'a.mm': `data chars names context=7\nmodel ${stack}\n` }), ['shapes', 'a.mm']);
    expect(stdout).toMatch(/^flatten 2 +! \[B, \?, 20\] +\? +\?$/m);
    // 20*200 + 200 weights, over a number of positions that nobody knows.
    expect(stdout).toMatch(/^linear 200 +\[B, \?, 200\] +4,200 +\?$/m);
    expect(stdout).toMatch(/^linear V|^linear 27 +\[B, 27\] +\? +\?$/m);
    expect(stdout).toMatch(/^of what could be made out +4,470 /m);
    expect(stdout).toContain('! does not fit: the shapes go on as if it did, and ? is what nobody can tell');
    expect(mm(folderWith({ 'a.mm': bare }), ['shapes', 'a.mm']).stdout).not.toMatch(/does not fit|made out/);
  });

  it('holds a model against a budget of the command line', () => {
    const folder = folderWith({ 'a.mm': 'input x[4]\nmodel linear 3\nbudget params=100\n' });
    expect(mm(folder, ['shapes', 'a.mm', '--budget', 'params=15']).status).toBe(0);
    // 4*3 weights and 3 of the bias.
    const { status, stdout } = mm(folder, ['shapes', 'a.mm', '--budget', 'params=14', '--budget', 'macs=12']);
    expect(status).toBe(1);
    expect(stdout).toContain('error[item/budget]: the model has 15 parameters, over the budget of 14');
    expect(stdout).toContain('--> --budget:1:15');
    expect(stdout).toContain('budget params=14');
  });
});

describe('mm explain', () => {
  it.each(['shape/not-divisible', 'not-divisible', 'error[shape/not-divisible]'])('shows the page of %s', (code) => {
    const { status, stdout } = mm(folderWith(), ['explain', code]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^error\[shape\/not-divisible\]\n/);
    for (const part of ['reported: ', 'in order: ', 'error[shape/not-divisible]: flatten 2 needs', '^^^^'])
      expect(stdout).toContain(part);
  });

  it('lists all codes by area', () => {
    const { stdout } = mm(folderWith(), ['explain']);
    for (const code of Object.keys(catalog)) expect(stdout).toContain(`  ${code} `);
  });

  it('helps with a slip', () => {
    const { status, stderr } = mm(folderWith(), ['explain', 'shape/not-divisble']);
    expect(status).toBe(2);
    expect(stderr).toBe('mm: there is no report shape/not-divisble\n  mm explain shape/not-divisible\n');
  });

  it('keeps to the width of a terminal, but for what stands in examples', () => {
    const { stdout } = mm(folderWith(), ['explain']);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

describe('mm layers', () => {
  it('lists what there is, and shows one entry in full', () => {
    const folder = folderWith();
    expect(mm(folder, ['layers']).stdout).toMatch(/flatten +puts everything/);
    const { stdout } = mm(folder, ['layers', 'flatten']);
    for (const part of ['usage', 'shapes', 'PyTorch', 'Keras', 'Arguments', 'Examples']) expect(stdout).toContain(part);
  });

  it('keeps to the width of a terminal', () => {
    const { stdout } = mm(folderWith(), ['layers', 'attention']);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each([
    ['Dense', /^Dense is linear in mm\n\nlinear \(layer\)/],
    ['nn.LayerNorm', /^nn\.LayerNorm is ln in mm\n/],
    ['Activation', /^What Activation may be in mm\n(.*\n)* {2}relu /],
  ])('knows %s', (name, answer) => {
    const { status, stdout } = mm(folderWith(), ['layers', name]);
    expect(status).toBe(0);
    expect(stdout).toMatch(answer);
  });

  it('helps with a slip', () => {
    const { status, stderr } = mm(folderWith(), ['layers', 'flaten']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/did you mean flatten\?/);
  });
});

describe('mm init', () => {
  it('writes a spec that is clean, and nothing over another', () => {
    const folder = folderWith();
    expect(mm(folder, ['init']).status).toBe(0);
    expect(mm(folder, ['check']).stdout).toBe('checked 1 file: no mistakes\n');
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('runs/\n');
    const again = mm(folder, ['init']);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('is there already');
    expect(existsSync(join(folder, 'runs'))).toBe(false);
  });
});

describe('help', () => {
  const verbs = ['check', 'shapes', 'explain', 'train', 'eval', 'sample', 'plot', 'build', 'layers', 'init'];

  it.each(verbs)('of %s has examples that the command understands', (verb) => {
    const { stdout, status } = mm(folderWith(), [verb, '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Examples\n {2}\$ mm /);
    const [, options = ''] = stdout.split('Options:');
    for (const [option] of stdout.matchAll(/(?<=\$ mm .* )--[a-z-]+/g)) expect(options).toContain(option);
  });

  it('names every command', () => {
    const { stdout } = mm(folderWith(), ['--help']);
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^ {2}${verb} `, 'm'));
  });
});

describe('colour', () => {
  it.each([
    [{ CI: 'true' }, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('of output that is no terminal, with %j: %s', (env, isWanted) => {
    const folder = folderWith({ 'a.mm': bare });
    const { stdout } = mm(folder, ['shapes', 'a.mm'], '', { NO_COLOR: undefined, CI: undefined, ...env });
    expect(stdout.includes('\u001b[')).toBe(isWanted);
  });

  it.each([
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{}, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('of reports, with %j: %s', (env, isWanted) => {
    const folder = folderWith({ 'a.mm': 'model linear\n' });
    const { stdout } = mm(folder, ['check', 'a.mm'], '', { NO_COLOR: undefined, ...env });
    expect(stdout.includes('\u001b[')).toBe(isWanted);
  });

  it('and emoji never stand in what commands print', () => {
    const folder = folderWith({ 'a.mm': `data chars names context=7\nmodel ${bare}` });
    for (const args of [['check', 'a.mm'], ['shapes', 'a.mm'], ['explain']])
      expect(mm(folder, args).stdout).not.toMatch(/\p{Emoji_Presentation}|\ufe0f/u);
  });
});
