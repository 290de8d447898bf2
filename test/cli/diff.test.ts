/** `mm diff` and what belongs to it: files, revisions, runs, git, and weights that go on in another model. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

const words = Array.from({ length: 90 }, (_, i) => ['anna', 'bela', 'cora', 'dina', 'ella', 'fay'][i % 6]).join('\n');
const files = {
  'words.txt': `${words}\n`,
  'blocks.mm': 'block dense(n) = linear n bias=false | bn | tanh\n',
  'a.mm': `use "blocks.mm"
data chars "words.txt" context=3
model embed 4 | flatten | dense 8 | linear V
train adamw lr=0.01 batch=8 steps=150
`,
};

describe('two files', () => {
  const folder = folderWith({
    ...files,
    'b.mm': files['a.mm'].replace('dense 8', 'dense 12 | dropout 0.1').replace('steps=150', 'steps=90'),
    'broken.mm': files['a.mm'].replace('dense 8', 'dense 12 | flaten'),
    'same.mm': files['a.mm'].replace(/use .*\n/, '').replace('dense 8', 'linear 8 bias=false | bn | tanh'),
  });

  it('are shown as changes, consequences, stages and settings', () => {
    const { stdout, status } = mm(folder, ['diff', 'a.mm', 'b.mm']);
    expect(status).toBe(0);
    expect(stdout).toContain('~ dense 8 -> dense 12\n      ~ linear 8 bias=false -> linear 12 bias=false\n');
    expect(stdout).toContain('+ dropout 0.1 after tanh');
    // 13 letters: 13 * 4 + 12 * 8 + 2 * 8 + 8 * 13 + 13, and with 12 in place of 8.
    expect(stdout).toMatch(/parameters +281 +389 {2}\+108 /);
    expect(stdout).toContain('settings\n  ~ train steps 150 -> 90\n');
  });

  it('are one line with --stat, and an exit code that scripts can use', () => {
    const { stdout, status } = mm(folder, ['diff', 'a.mm', 'b.mm', '--stat', '--exit-code']);
    expect(stdout).toMatch(/^b\.mm: 2 changes, parameters 281 -> 389, [^\n]*; 1 setting\n$/);
    expect(status).toBe(1);
    expect(mm(folder, ['diff', 'a.mm', 'same.mm', '--exit-code']).status).toBe(0);
    expect(mm(folder, ['diff', 'a.mm', 'broken.mm', '--exit-code']).status).toBe(2);
  });

  it('are the same architecture when a block is written out', () => {
    expect(mm(folder, ['diff', 'a.mm', 'same.mm']).stdout).toBe('a.mm -> same.mm\n\nthe same architecture\n');
  });

  it('are compared as far as they parse, with their errors', () => {
    const { stdout, stderr } = mm(folder, ['diff', 'a.mm', 'broken.mm']);
    expect(stdout).toContain('~ dense 8 -> dense 12');
    expect(stderr).toContain('error[name/unknown-layer]');
  });

  it('are JSON after the schema', () => {
    const schema = JSON.parse(readFileSync('schemas/diff.schema.json', 'utf8'));
    const ajv = new Ajv2020({ allErrors: true, strict: false }).addSchema(reportsSchema(), 'diagnostics.schema.json');
    const validate = ajv.compile(schema);
    for (const other of ['b.mm', 'same.mm', 'broken.mm', 'blocks.mm']) {
      const value = JSON.parse(mm(folder, ['diff', 'a.mm', other, '--format', 'json']).stdout);
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('are Markdown in which no text of a spec can end the code that it stands in', () => {
    const { stdout } = mm(folder, ['diff', 'a.mm', 'b.mm', '--format', 'md']);
    expect(stdout).toContain('- `~ dense 8 -> dense 12`\n  - `~ linear 8 bias=false -> linear 12 bias=false`\n');
    expect(stdout).toContain('| parameters | 281 | 389 |');
  });

  it.each([
    [['diff', 'nix.mm', 'a.mm'], 'nix.mm is not there'],
    [['diff', 'nix'], 'nix is neither a file nor a revision'],
  ])('%j is wrong use', (args, message) => {
    const { status, stderr } = mm(folder, args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('revisions', () => {
  const folder = folderWith(files);
  const git = (...args: string[]) => spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  beforeAll(() => {
    git('init', '-q');
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'one');
    writeFileSync(join(folder, 'blocks.mm'), files['blocks.mm'].replace('bn', 'ln'));
    writeFileSync(join(folder, 'new.mm'), 'embed 8 | linear 4\n');
    git('add', '-N', 'new.mm');
  });

  it('are compared with the files that they used then', () => {
    const expected = '~ bn -> ln';
    expect(mm(folder, ['diff', 'a.mm']).stdout).toContain(expected);
    expect(mm(folder, ['diff', 'HEAD:a.mm', 'a.mm']).stdout).toContain(expected);
  });

  it('list every spec that changed since one', () => {
    expect(mm(folder, ['diff', 'HEAD', '--stat']).stdout).toMatch(
      /^blocks\.mm: no model to compare\nnew\.mm is new\na\.mm: 1 change, [^\n]*\n$/,
    );
    expect(mm(folder, ['diff', 'HEAD:nix.mm', 'a.mm']).stderr).toContain('nix.mm is not there at HEAD');
  });

  it('are compared by git with the files that they used, those of each revision', () => {
    const other = folderWith({ 'übung 1/blocks.mm': files['blocks.mm'], 'words.txt': files['words.txt'] });
    const run = (...args: string[]) => spawnSync('git', args, { cwd: other, encoding: 'utf8' });
    const commit = () => {
      run('add', '.');
      run('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'one');
    };
    const spec = join(other, 'übung 1', 'a.mm');
    const text = files['a.mm'].replace('"words.txt"', '"../words.txt"');
    run('init', '-q');
    writeFileSync(spec, text);
    mm(other, ['git-setup', '--yes']);
    commit();
    writeFileSync(join(other, 'übung 1/blocks.mm'), files['blocks.mm'].replace('bn', 'ln'));
    writeFileSync(spec, text.replace('embed 4', 'embed 6'));
    commit();
    writeFileSync(join(other, 'übung 1/blocks.mm'), files['blocks.mm']);
    const { stdout } = run('diff', 'HEAD~1', 'HEAD');
    expect(stdout).toContain('~ bn -> ln');
    expect(stdout).toContain('~ embed 4 -> embed 6');
  });

  it('are shown by git once it is told to, and not before', () => {
    const told = mm(folder, ['git-setup']);
    expect(told.stdout).toContain('.gitattributes: *.mm diff=mm');
    expect(existsSync(join(folder, '.gitattributes'))).toBe(false);
    expect(mm(folder, ['git-setup', '--yes']).status).toBe(0);
    expect(mm(folder, ['git-setup', '--yes']).status).toBe(0);
    expect(readFileSync(join(folder, '.gitattributes'), 'utf8')).toBe('*.mm diff=mm\n');
    appendFileSync(join(folder, 'a.mm'), 'budget params=1M\n');
    expect(git('diff', 'a.mm').stdout).toContain('a/a.mm -> b/a.mm');
    expect(git('diff', '--no-ext-diff', 'a.mm').stdout).toContain('+budget params=1M');
    expect(git('difftool', '-y', '-t', 'mm', 'a.mm').stdout).toContain('+ budget params=1M');
  });

  it('need a repository to set up', () => {
    expect(mm(folderWith({}), ['git-setup']).stderr).toContain('in no git repository');
  });
});

describe('runs', () => {
  const folder = folderWith(files);
  const train = (...args: string[]) => mm(folder, ['train', 'a.mm', ...args]);
  let first = '';
  beforeAll(() => {
    first = train('-o', 'one').stdout;
    train('-o', 'two', '--set', 'train.lr=0.5', '--steps', '1');
  });

  it('are compared as they were, settings of the command line included, whatever became of the files', () => {
    const before = readFileSync(join(folder, 'blocks.mm'));
    writeFileSync(join(folder, 'blocks.mm'), 'nothing that could be read');
    const { stdout } = mm(folder, ['diff', 'one', 'two']);
    writeFileSync(join(folder, 'blocks.mm'), before);
    expect(stdout).toContain('the same architecture');
    expect(stdout).toContain('settings\n  ~ train lr 0.01 -> 0.5\n  ~ train steps 150 -> 1\n');
  });

  it('are shown with what became of them, and one that broke off as such', () => {
    const loss = /val loss +([\d.]+)/.exec(first)?.[1] as string;
    expect(mm(folder, ['diff', 'one', 'two']).stdout).toMatch(new RegExp(`validation loss +${loss} `));
    cpSync(join(folder, 'one'), join(folder, 'cut'), { recursive: true });
    const rows = readFileSync(join(folder, 'cut/metrics.jsonl'), 'utf8').split('\n');
    writeFileSync(join(folder, 'cut/metrics.jsonl'), rows.slice(0, 30).join('\n'));
    expect(mm(folder, ['diff', 'one', 'cut']).stdout).toMatch(/steps done +150 +30 of 150: unfinished\n/);
    expect(mm(folder, ['diff', 'one', 'a.mm']).stdout).toMatch(/steps done +150 +no run\n/);
  });

  it('hand on the rows of each position that both have, where positions were put side by side', () => {
    const text = files['a.mm'].replace('context=3', 'context=5').replace('embed 4', 'embed 6');
    writeFileSync(join(folder, 'longer.mm'), text);
    const { stdout } = mm(folder, [
      'train',
      'longer.mm',
      '--init-from',
      'one',
      '--steps',
      '1',
      '--lr',
      '1e-30',
      '-o',
      'longer',
    ]);
    expect(stdout).toContain('dense/linear.weight: [12, 8] of [30, 8], 3 x 4 of 5 x 6');
    const [own, other] = ['one', 'longer'].map((run) => tensorIn(join(folder, run), 'dense/linear.weight'));
    for (let row = 0; row < 12; row++)
      for (let unit = 0; unit < 8; unit++) {
        const now = (6 * Math.floor(row / 4) + (row % 4)) * 8 + unit;
        expect(other?.[now]).toBe(own?.[row * 8 + unit]);
      }
  });

  it('hand on their weights: training goes on from the loss that they reached', () => {
    const { stdout } = train('-o', 'three', '--init-from', 'one', '--steps', '1', '--lr', '1e-9', '--batch', '512');
    expect(stdout).toContain('weights of one: 8 tensors carried over');
    const losses = [first, stdout].map((text) => Number(/train loss ([\d.]+)/.exec(text)?.[1]));
    expect(Math.abs((losses[0] as number) - (losses[1] as number))).toBeLessThan(0.01);
  });

  it('hand on a part of what is smaller, and tell what is new', () => {
    writeFileSync(join(folder, 'wide.mm'), files['a.mm'].replace('dense 8', 'dense 12 | linear 6 | tanh'));
    const { stdout } = mm(folder, ['train', 'wide.mm', '--init-from', 'one', '--steps', '1', '-o', 'wide']);
    expect(stdout).toContain('dense/linear.weight: [12, 8] of [12, 12]');
    expect(stdout).toContain('linear.weight: new, [12, 6]');
    expect(stdout).toContain('linear#2.weight from linear.weight: [6, 13] of [6, 13]');
  });

  it('that are none hand on nothing', () => {
    const { status, stderr } = train('--init-from', 'nix');
    expect([status, stderr]).toEqual([2, expect.stringContaining('nix is no run')]);
  });
});

/** The numbers of a tensor, read by the rules of the safetensors format. */
function tensorIn(run: string, name: string): Float32Array {
  const bytes = readFileSync(join(run, 'checkpoint.safetensors'));
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const [from, to] = JSON.parse(bytes.subarray(8, start).toString())[name].data_offsets;
  return Float32Array.from({ length: (to - from) / 4 }, (_, i) => bytes.readFloatLE(start + from + 4 * i));
}

function reportsSchema(): object {
  return JSON.parse(readFileSync('schemas/diagnostics.schema.json', 'utf8'));
}
