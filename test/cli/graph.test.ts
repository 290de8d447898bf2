/** `mm graph` and the pictures of `mm diff`: forms by name and by the ending of a file, and wrong use. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

const folder = folderWith({
  'a.mm': 'input x[8]\nmodel residual ( linear 8 | tanh ) | linear 4\n',
  'b.mm': 'input x[8]\nmodel residual ( linear 8 | relu ) | dropout 0.1 | linear 4\n',
  'broken.mm': 'input x[8]\nmodel linear 8 | flaten | linear 4\n',
});
const file = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('mm graph', () => {
  it.each([
    ['a.svg', /^<svg [^>]*aria-label="the model of a"/],
    ['a.html', /^<!doctype html>/],
    ['a.mmd', /^flowchart TB\n/],
    ['a.gv', /^digraph \{\n/],
  ])('writes %s in the form that its ending says', (name, form) => {
    expect(mm(folder, ['graph', 'a.mm', '-o', name])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(file(name)).toMatch(form);
  });

  it('prints what no file was named for', () => {
    expect(mm(folder, ['graph', 'a.mm', '--format', 'mermaid']).stdout).toContain('["linear 8<br/>72"]');
    expect(mm(folder, ['graph', 'a.mm']).stdout).toMatch(/^<svg /);
  });

  it('draws a spec with errors as far as it is known, and says what is wrong', () => {
    const { status, stdout, stderr } = mm(folder, ['graph', 'broken.mm', '--format', 'dot']);
    expect(status).toBe(1);
    expect(stdout).toContain('class="broken"');
    expect(stderr).toContain('error[name/unknown-layer]');
  });
});

describe('mm diff', () => {
  it('draws both models with what was changed marked', () => {
    mm(folder, ['diff', 'a.mm', 'b.mm', '--format', 'svg', '-o', 'd.svg']);
    expect(file('d.svg').match(/class="node layer changed"/g)).toHaveLength(2);
    expect(file('d.svg').match(/class="node layer added"/g)).toHaveLength(1);
  });

  it('lists the changes above both models on a page', () => {
    mm(folder, ['diff', 'a.mm', 'b.mm', '--format', 'html', '-o', 'd.html']);
    const page = file('d.html');
    expect(page).toMatch(
      /<h3>Changes<\/h3>\s*<ul.*>\s*<li .*>~ tanh -&gt; relu<\/li>\s*<li .*>\+ dropout 0.1 after residual</,
    );
    expect(page.indexOf('<h3>What follows</h3>')).toBeGreaterThan(0);
    expect(page.indexOf('<h3>What follows</h3>')).toBeLessThan(page.indexOf('<main>'));
    expect(file('d.html').match(/<section>/g)).toHaveLength(2);
  });
});
