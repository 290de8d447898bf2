/** `mm train` of a spec with an input and a target: on arrays, on numbers drawn at random, and what it says to misfits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floatsFile, idsFile, idxFile } from '../support/array-files.ts';
import { folderWith, mm } from '../support/cli.ts';

const mlp = 'input x[2]\ntarget class of 3\nmodel linear 8 | tanh | linear 3\ntrain adamw lr=0.1 batch=8 steps=60\n';
const value = 'input x[2]\ntarget value[1]\nmodel linear 1\ntrain sgd lr=0.1 loss=mse steps=20\n';
const chance = 'input x[2]\ntarget value[1]\nmodel linear 1\ntrain sgd loss=bce_with_logits steps=5\n';
const tokens = 'input t[T=4] of V=5\ntarget tokens\nmodel embed 4 | linear V\ntrain adamw steps=5\n';
const open = 'input t[T] of 5\ntarget class of 2\nmodel embed 4 | flatten | linear 2\ntrain adamw steps=5\n';

const kinds = Array.from({ length: 30 }, (_, at) => at % 3);
const corners = kinds.flatMap(
  (kind) =>
    [
      [0, 0],
      [1, 0],
      [0, 1],
    ][kind]!,
);
const files = {
  'mlp.mm': mlp,
  'value.mm': value,
  'chance.mm': chance,
  'tokens.mm': tokens,
  'open.mm': open,
  'x.npy': floatsFile([30, 2], corners),
  'wide.npy': floatsFile([30, 3], [...corners, ...kinds]),
  'y.npy': idsFile([30], kinds),
  'few.npy': idsFile([29], kinds.slice(1)),
  'four.npy': idsFile(
    [30],
    kinds.map((kind) => kind + 1),
  ),
  'floats.npy': floatsFile([30], kinds),
  'text.npy': new TextEncoder().encode('1,2,3\n4,5,6\n'),
};

const train = (folder: string, ...args: readonly string[]) => mm(folder, ['train', ...args, '--backend', 'cpu']);

describe('on arrays', () => {
  const folder = folderWith(files);

  it('trains, keeps them beside the program, and goes on with them', () => {
    const { stdout, status } = train(folder, 'mlp.mm', '--data', 'x.npy', '--targets', 'y.npy');
    expect(status).toBe(0);
    expect(stdout).toContain('data   x.npy and y.npy: 30 examples of [2]; 24 / 3 / 3 examples');
    expect(stdout).toMatch(/train loss 0\.\d{4}, accuracy 100\.0 %/);
    expect(stdout).not.toContain('mm sample');
    expect(readFileSync(join(folder, 'runs/mlp-1/data/y.npy')).equals(files['y.npy'])).toBe(true);
    expect(mm(folder, ['train', '--resume', 'runs/mlp-1', '--steps', '70']).status).toBe(0);
    expect(mm(folder, ['eval', 'mlp-1']).stdout).toMatch(/^train loss .*accuracy 100\.0 %/);
    const sample = mm(folder, ['sample', 'mlp-1']);
    expect([sample.status, sample.stderr]).toEqual([
      2,
      'mm: the model of mlp-1 makes up no text: that is for data chars and data text\n',
    ]);
  });

  it('takes lone values with an axis or without', () => {
    expect(train(folder, 'value.mm', '--data', 'x.npy', '--targets', 'floats.npy').stdout).toMatch(
      /train loss \d\.\d{4}\n/,
    );
  });

  it.each([
    [['mlp.mm'], /mlp\.mm has an input and a target, but no data\n {2}--data x\.npy --targets y\.npy/],
    [['mlp.mm', '--data', 'x.npy'], /--data gives the inputs; --targets y\.npy has to give the targets/],
    [['mlp.mm', '--targets', 'y.npy'], /--data x\.npy has to give the inputs/],
    [
      ['mlp.mm', '--data', 'wide.npy', '--targets', 'y.npy'],
      /wide\.npy has the shape \[30, 3\], 30 examples of \[3\], but the spec says \[B, 2\]/,
    ],
    [['mlp.mm', '--data', 'x.npy', '--targets', 'few.npy'], /few\.npy has 29 targets for 30 inputs/],
    [
      ['mlp.mm', '--data', 'x.npy', '--targets', 'four.npy'],
      /four\.npy holds the id 3, but the spec says int\[B\] of 3: ids go from 0 to 2/,
    ],
    [['mlp.mm', '--data', 'x.npy', '--targets', 'floats.npy'], /floats\.npy holds numbers with fractions/],
    [
      ['chance.mm', '--data', 'x.npy', '--targets', 'floats.npy'],
      /floats\.npy has 2 in example 2, but bce_with_logits takes targets from 0 to 1/,
    ],
    [
      ['chance.mm', '--data', 'x.npy', '--targets', 'y.npy'],
      /y\.npy has 2 in example 2, but bce_with_logits takes targets from 0 to 1/,
    ],
    [['mlp.mm', '--data', 'text.npy', '--targets', 'y.npy'], /text\.npy cannot be read as an array of NumPy/],
    [['mlp.mm', '--data', 'none.npy', '--targets', 'y.npy'], /there is no file none\.npy/],
    [['open.mm', '--synthetic'], /open\.mm leaves sizes open, int\[B, T\] of 5/],
    [['mlp.mm', '--synthetic', '--data', 'x.npy'], /--synthetic draws the data itself/],
  ])('%j is refused', (args, message) => {
    const { status, stderr } = train(folder, ...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

describe('on synthetic data', () => {
  const folder = folderWith(files);

  it.each(['mlp.mm', 'value.mm', 'chance.mm', 'tokens.mm'])(
    '%s runs, and every result says what it comes from',
    (file) => {
      const { stdout, status } = train(folder, file, '--synthetic', '--steps', '3');
      expect(status).toBe(0);
      expect(stdout).toContain('data   synthetic data: 1000 examples, drawn at random; 800 / 100 / 100 examples');
      const results = stdout.split('\n').filter((line) => /loss \d/.test(line));
      expect(results.length).toBeGreaterThanOrEqual(3);
      expect(results.filter((line) => !line.endsWith('[synthetic data]'))).toEqual([]);
      const run = join(folder, 'runs', `${file.replace('.mm', '')}-1`);
      const lines = readFileSync(join(run, 'metrics.jsonl'), 'utf8').trim().split('\n');
      expect(lines.filter((line) => JSON.parse(line).synthetic !== true)).toEqual([]);
      expect(mm(folder, ['eval', run]).stdout).toMatch(/^train loss .*\[synthetic data\]\n/);
    },
  );

  it('is the same for the same spec', () => {
    const losses = ['a', 'b'].map((out) => {
      train(folder, 'mlp.mm', '--synthetic', '--steps', '3', '-o', out);
      return readFileSync(join(folder, out, 'metrics.jsonl'), 'utf8');
    });
    expect(losses[0]).toBe(losses[1]);
  });
});

describe('with data of its own', () => {
  it('takes other files in the place of both sources', () => {
    const pixels = Array.from({ length: 40 }, (_, at) => at % 7);
    const folder = folderWith({
      'i.mm': 'data images "a.idx" "b.idx" split=[1, 0, 0]\nmodel flatten | linear K\ntrain sgd steps=2\n',
      'x.idx': idxFile([10, 2, 2], pixels),
      'y.idx': idxFile([10], [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]),
    });
    expect(train(folder, 'i.mm').stderr).toContain('cannot read "a.idx"');
    const { stdout, status } = train(folder, 'i.mm', '--data', 'x.idx', '--targets', 'y.idx');
    expect(status).toBe(0);
    expect(stdout).toContain('x.idx and y.idx: 10 images of 2 x 2 x 1, 5 classes');
    expect(stdout).toContain('linear 5');
  });

  const folder = folderWith({
    'c.mm': 'data chars names\nmodel embed 2 | flatten | linear V\ntrain sgd steps=2\n',
    ...files,
  });

  it.each([
    [['c.mm', '--targets', 'y.npy'], /--targets does not go with data chars/],
    [['c.mm', '--synthetic'], /c\.mm names its data, so --synthetic is not needed/],
  ])('%j is refused', (args, message) => {
    const { status, stderr } = train(folder, ...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});
