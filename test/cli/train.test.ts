/** `mm train`, `eval`, `sample` and `plot`: a run from its beginning to its picture. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';
import type { Ran } from '../support/program.ts';

const words = Array.from({ length: 90 }, (_, i) => ['anna', 'bela', 'cora', 'dina', 'ella', 'fay'][i % 6]).join('\n');
const spec = `data chars "words.txt" context=3
let d = 8
model embed 4 | flatten | linear d | bn | tanh | linear V
train adamw lr=0.01 batch=8 steps=120
`;

describe('a run', () => {
  const folder = folderWith({ 'a.mm': spec, 'words.txt': `${words}\n` });
  const run = join('runs', 'a-1');
  let first: Ran;
  beforeAll(() => {
    first = mm(folder, ['train', 'a.mm', '--backend', 'cpu', '--set', 'd=12']);
  });

  it('shows the table, the progress, the losses and twenty samples', () => {
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/^layer +output +parameters +multiply-adds\n/);
    expect(first.stdout).toMatch(/linear 12 +\[B, 12\] +156/);
    expect(first.stdout).toContain('step 120/120');
    expect(first.stdout).toMatch(/train loss \d\.\d{4}\nval loss {3}\d\.\d{4}\n/);
    expect(first.stdout).toContain(`mm sample ${run}`);
  });

  it('lies in a folder of its own with all that it needs', () => {
    for (const name of [
      'train.mjs',
      'package.json',
      'a.mm',
      'checkpoint.safetensors',
      'metrics.jsonl',
      'data/words.txt',
    ])
      expect(existsSync(join(folder, run, name)), name).toBe(true);
  });

  it('is never overwritten: the next one gets the next number', () => {
    const before = readFileSync(join(folder, run, 'metrics.jsonl'));
    const second = mm(folder, ['train', 'a.mm', '--backend', 'cpu', '--steps', '20']);
    expect(second.status).toBe(0);
    expect(readdirSync(join(folder, 'runs')).sort()).toEqual(['a-1', 'a-2']);
    expect(readFileSync(join(folder, run, 'metrics.jsonl')).equals(before)).toBe(true);
    const same = mm(folder, ['train', 'a.mm', '-o', run]);
    expect(same.status).toBe(2);
    expect(same.stderr).toContain('holds a run already');
  });

  it('can be evaluated, by its folder or its name', () => {
    const { stdout } = mm(folder, ['eval', run, '--backend', 'cpu']);
    const [train] = /train loss (\d\.\d{4})/.exec(first.stdout)?.slice(1) ?? [];
    expect(stdout).toContain(`train loss ${train}`);
    expect(mm(folder, ['eval', 'a-1', '--backend', 'cpu']).stdout).toBe(stdout);
  });

  it('makes up lines', () => {
    const { stdout } = mm(folder, ['sample', run, '-n', '4', '--prompt', 'a', '--temperature', '0.8', '--seed', '1']);
    expect(stdout).toMatch(/^(a[a-z]*\n){4}$/);
  });

  it('is drawn, averaged, in the terminal and as a picture', () => {
    const { stdout, status } = mm(folder, ['plot', run, '--smooth', '10', '--scale', 'log10']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^log10\(loss\) by step\n/);
    const svg = readFileSync(join(folder, run, 'loss.svg'), 'utf8');
    expect(svg).toContain('mean of every 10 steps');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  });

  it('goes further with more steps, as one long run would have', () => {
    expect(mm(folder, ['train', '--resume', run, '--steps', '150']).status).toBe(0);
    mm(folder, ['train', 'a.mm', '--backend', 'cpu', '--set', 'd=12', '--steps', '150', '-o', 'long']);
    const losses = (name: string) =>
      readFileSync(join(folder, name, 'metrics.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('"loss"'));
    expect(losses(run)).toHaveLength(150);
    expect(losses(run)).toEqual(losses('long'));
  });

  it('keeps what it began with', () => {
    const { status, stderr } = mm(folder, ['train', '--resume', run, '--batch', '4']);
    expect(status).toBe(2);
    expect(stderr).toContain('a run goes on as it began');
  });
});

describe('wrong use', () => {
  const files = { 'a.mm': spec, 'words.txt': `${words}\n`, 'plain.mm': 'embed 4 | linear 3\n' };

  it.each([
    [['train', 'plain.mm'], 2, /names no data to train on\n.*data chars names context=8/],
    [['train', 'b.mm'], 2, /b\.mm is not there\n.*did you mean a\.mm\?/],
    [['train', 'a.mm', '--steps', '1.5'], 2, /wants a whole number from 1/],
    [['train', 'a.mm', '--data', 'nope.txt'], 2, /there is no file nope\.txt/],
    [['train', 'a.mm', '--set', 'e=3'], 1, /there is nothing called e to set/],
    [['train', 'a.mm', '--set', 'train.batch=0'], 1, /batch of train must be at least 1, but it is 0/],
    [['train', 'a.mm', '--set', 'd=(1'], 1, /error\[syntax/],
    [['eval', 'nothing'], 2, /nothing is no run/],
    [['sample', 'nothing'], 2, /mm train FILE makes one/],
    [['plot', 'nothing'], 2, /nothing is no run/],
    [['train', '--resume', 'nothing'], 2, /nothing is no run/],
  ])('%j is told what is wrong', (args, code, message) => {
    const folder = folderWith(files);
    const { status, stderr } = mm(folder, args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(code);
    expect(existsSync(join(folder, 'runs'))).toBe(false);
  });
});

describe('data of one’s own', () => {
  it('takes the place of the data of the spec, with its own characters', () => {
    const folder = folderWith({ 'a.mm': spec.replace('"words.txt"', 'names') });
    writeFileSync(join(folder, 'mine.txt'), 'xyz\nzyx\nxxz\n'.repeat(20));
    const { status, stdout } = mm(folder, ['train', 'a.mm', '--data', 'mine.txt', '--steps', '20', '--backend', 'cpu']);
    expect(status).toBe(0);
    expect(stdout).toContain('mine.txt: 60 documents, 4 symbols');
    expect(readFileSync(join(folder, 'runs', 'a-1', 'train.mjs'), 'utf8')).not.toContain(folder);
  });
});
