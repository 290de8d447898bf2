/** `mm diff` with files that came, went or were renamed, in a working tree of a bare repository, and without git. */
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

const spec =
  '# A head.\n# Eight features come in.\n# Four classes go out.\ninput x[8]\nmodel linear 16 | tanh | linear 16 | tanh | linear 4\n';

function git(folder: string, ...args: string[]): void {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
  const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}

function committed(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'one');
  return folder;
}

describe('specs that changed since a revision', () => {
  const folder = committed({ 'old.mm': spec, 'gone.mm': 'input x[3]\nmodel linear 9 | softmax\n' });
  renameSync(join(folder, 'old.mm'), join(folder, 'renamed.mm'));
  writeFileSync(join(folder, 'renamed.mm'), spec.replace('tanh | linear 4', 'relu | linear 4'));
  writeFileSync(join(folder, 'fresh.mm'), 'input x[2]\nmodel bn | sigmoid\n');
  rmSync(join(folder, 'gone.mm'));
  git(folder, 'add', '-A');

  it('are compared under both names where they were renamed, and else new or gone', () => {
    const { stdout } = mm(folder, ['diff', 'HEAD']);
    expect(stdout).toContain('HEAD:old.mm -> renamed.mm');
    expect(stdout).toContain('~ tanh -> relu');
    expect(stdout).toContain('fresh.mm is new\n');
    expect(stdout).toContain('gone.mm is gone\n');
  });

  it('are found in a working tree of a bare repository', () => {
    const bare = folderWith();
    git(bare, 'clone', '-q', '--bare', folder, 'bare.git');
    git(join(bare, 'bare.git'), 'worktree', 'add', '-q', '../tree', 'HEAD');
    const tree = join(bare, 'tree');
    writeFileSync(join(tree, 'old.mm'), spec.replace('linear 4', 'linear 5'));
    expect(readFileSync(join(tree, '.git'), 'utf8')).toMatch(/^gitdir: /);
    expect(mm(tree, ['diff', 'HEAD']).stdout).toContain('~ linear 4 -> linear 5');
    const { status, stderr } = mm(join(bare, 'bare.git'), ['diff', 'HEAD']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('no working tree')]);
  });

  it.each([[['renamed.mm']], [['HEAD']], [['HEAD:old.mm', 'renamed.mm']]])('need a git: %j', (words) => {
    const { status, stdout, stderr } = mm(folder, ['diff', ...words], '', { PATH: folder });
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining('there is no git in PATH')]);
  });

  it('need no git to be compared as two files', () => {
    const { status, stdout } = mm(folder, ['diff', 'renamed.mm', 'fresh.mm', '--stat'], '', { PATH: folder });
    expect([status, stdout]).toEqual([0, expect.stringContaining('changes')]);
  });
});

describe('specs that use a file that changed', () => {
  const block = (width: number) => `block wide = linear ${width} | tanh\n`;
  const folder = committed({
    'parts/wide.mm': block(16),
    'parts/all.mm': 'use "wide.mm"\nblock twice = wide | wide\n',
    'near.mm': 'use "parts/wide.mm"\ninput x[8]\nmodel wide | linear 4\n',
    'far.mm': 'use "parts/all.mm"\ninput x[8]\nmodel twice | linear 4\n',
    'other.mm': spec,
  });
  writeFileSync(join(folder, 'parts/wide.mm'), block(24));

  it('are listed with those that changed themselves', () => {
    const { stdout } = mm(folder, ['diff', 'HEAD', '--stat']);
    const told = stdout.split('\n').flatMap((line) => /^(.+?\.mm): \d+ change/.exec(line)?.[1] ?? []);
    expect(told).toEqual(['far.mm', 'near.mm']);
    expect(mm(folder, ['diff', 'HEAD']).stdout).toContain('~ linear 16 -> linear 24 (in 2 places)');
  });

  it('are listed where they lie below the current folder', () => {
    const below = mm(join(folder, 'parts'), ['diff', 'HEAD', '--stat']);
    expect(below.stdout).not.toContain('near.mm');
    expect(below.stdout).toContain('wide.mm');
  });
});

it('needs a repository to know what a file was', () => {
  const { status, stderr } = mm(folderWith({ 'a.mm': spec }), ['diff', 'a.mm']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('no working tree of a git repository')]);
});
