/** Programs that read tables, images, arrays and long texts by themselves: what their examples hold, and short trainings. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { floatsFile, idsFile, idxFile } from '../support/array-files.ts';
import { type ProgramOptions, type Ran, runNode, writeProgram } from '../support/program.ts';

const table = `size,colour,price
1,red,10
2,blue,20
3,red,30
4,blue,40
5,green,50
6,red,60
`;

interface Part {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly examples: number;
}
type Parts = Readonly<Record<'train' | 'val' | 'test', Part>> & { readonly about: string };

/** What the program's own `readData` makes of its files. */
function dataOf(spec: string, files: ProgramOptions['files'], settings = ''): Parts {
  const { folder, path } = writeProgram(spec, { files: files ?? {} });
  const script = join(folder, 'read.mjs');
  writeFileSync(
    script,
    `import { readFileSync } from 'node:fs';
     import { knobs, readData } from ${JSON.stringify(path)};
     const names = [knobs.data, knobs.targets].filter(Boolean);
     const files = names.map((name) => ({ name, bytes: readFileSync(new URL(name, import.meta.url)) }));
     const data = readData(files, { ...knobs ${settings} });
     const plain = ({ x, y, examples }) => ({ x: [...x], y: [...y], examples });
     const { about, train, val, test, scaling } = data;
     console.log(JSON.stringify({ about, scaling, train: plain(train), val: plain(val), test: plain(test) }));`,
  );
  const { stdout, stderr, status } = runNode([script]);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

function run(spec: string, files: ProgramOptions['files'], ...args: readonly string[]): Ran & { folder: string } {
  const { folder } = writeProgram(spec, { files: files ?? {} });
  return { ...runNode(['train.mjs', '--backend=cpu', ...args], folder), folder };
}

const rounded = (numbers: readonly number[]) => numbers.map((number) => Math.round(number * 1e4) / 1e4);

describe('csv', () => {
  const spec = 'data csv "t.csv" label=price split=[0.5, 0.5, 0]\nmodel linear 1\ntrain sgd lr=0.1 loss=mse steps=5\n';

  test('numbers are standardised on the rows for training alone, words are a 1 among zeros in the order of letters', () => {
    const { train, val, test: rest } = dataOf(spec, { 't.csv': table });
    expect([train.examples, val.examples, rest.examples]).toEqual([3, 3, 0]);
    const sizes = train.y.map((price) => price / 10);
    const mean = (sizes[0]! + sizes[1]! + sizes[2]!) / 3;
    const deviation = Math.sqrt(sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / 3);
    const kinds: Record<number, number[]> = {
      1: [0, 0, 1],
      2: [1, 0, 0],
      3: [0, 0, 1],
      4: [1, 0, 0],
      5: [0, 1, 0],
      6: [0, 0, 1],
    };
    const wanted = [...train.y, ...val.y].flatMap((price) => [(price / 10 - mean) / deviation, ...kinds[price / 10]!]);
    expect(rounded([...train.x, ...val.x])).toEqual(rounded(wanted));
    expect([...train.y, ...val.y].sort((a, b) => a - b)).toEqual([10, 20, 30, 40, 50, 60]);
  });

  test('what was standardised when a run began is standardised so ever after', () => {
    const scaling = ', scaling: { size: { mean: 1, deviation: 2 } }';
    const { train } = dataOf(spec, { 't.csv': table }, scaling);
    expect(train.x.filter((_, at) => at % 4 === 0)).toEqual(train.y.map((price) => (price / 10 - 1) / 2));
  });

  test('a run keeps it in its checkpoint, so that other rows are evaluated by it', () => {
    const { folder, status } = run(spec, { 't.csv': table });
    expect(status).toBe(0);
    writeFileSync(join(folder, 'other.csv'), table.replaceAll(/^(\d),/gm, '1$1,'));
    const header = readFileSync(join(folder, 'run', 'checkpoint.safetensors')).toString('latin1');
    expect(header).toMatch(/scaling.{1,8}size.{1,8}mean/);
    const losses = (...args: string[]) => runNode(['train.mjs', 'eval', '--backend=cpu', ...args], folder).stdout;
    expect(losses('--data=other.csv')).not.toBe(losses());
  });

  test('a column of numbers may be kinds, and one may be left out', () => {
    const { train } = dataOf(
      'data csv "t.csv" label=colour categories=[size] skip=[price] split=[1, 0, 0]\nmodel linear K\ntrain sgd steps=5\n',
      { 't.csv': table },
    );
    for (let row = 0; row < 6; row++)
      expect(train.x.slice(6 * row, 6 * row + 6).filter((x) => x === 1)).toHaveLength(1);
    expect([...train.y].sort()).toEqual([0, 0, 1, 2, 2, 2]);
  });

  test.each([
    ['a word among numbers', 'size,colour,price\nbig,red,10\n', /other\.csv:2: size is a number, not "big"/],
    [
      'a kind that the model does not know',
      'size,colour,price\n1,pink,10\n',
      /colour is one of blue, green, red, not "pink"/,
    ],
    ['a cell without a value', 'size,colour,price\n1,,10\n', /colour is one of .*, not missing/],
    ['a column that is gone', 'size,price\n1,10\n', /other\.csv has no column colour, only size, price/],
    ['a row too long', 'size,colour,price\n1,red,10,11\n', /other\.csv:2: 4 cells, but the head has 3/],
  ])('%s is a problem', (_, text, message) => {
    const { stderr, status } = run(spec, { 't.csv': table, 'other.csv': text }, '--data=other.csv');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });
});

describe('csv as how likely yes is', () => {
  const spec = 'data csv "t.csv" label=sold split=[1, 0, 0]\nmodel linear 1\ntrain sgd loss=bce_with_logits steps=5\n';
  const files = { 't.csv': 'rooms,sold\n3,0\n40,1\n5,0.25\n', 'other.csv': 'rooms,sold\n3,0\n4,1\n5,1.5\n6,-1\n' };

  test('takes 0 and 1 and what is between, and any inputs', () => {
    expect([...dataOf(spec, files).train.y].sort()).toEqual([0, 0.25, 1]);
    expect(run(spec, files).status).toBe(0);
  });

  test('stops at the first other number', () => {
    const { stderr, status } = run(spec, files, '--data=other.csv');
    expect(stderr).toContain('other.csv:4: sold is a number from 0 to 1 for the loss, not "1.5"');
    expect(status).toBe(1);
  });
});

describe('images', () => {
  const pixels = Array.from({ length: 8 }, (_, at) => [at % 2 ? 255 : 0, 51, 102, at % 2 ? 0 : 255]).flat();
  const files = { 'x.idx': idxFile([8, 2, 2], pixels), 'y.idx': idxFile([8], [0, 1, 0, 1, 0, 1, 0, 1]) };
  const spec =
    'data images "x.idx" "y.idx" split=[1, 0, 0]\nmodel flatten | linear K\ntrain sgd lr=1 steps=60 batch=8\n';

  test('pixels go from 0 to 1, and stay with their labels', () => {
    const { train, about } = dataOf(spec, files);
    expect(about).toBe('8 images of 2 x 2 x 1, 2 classes');
    for (const [at, label] of train.y.entries())
      expect(rounded(train.x.slice(4 * at, 4 * at + 4))).toEqual([label, 0.2, 0.4, 1 - label]);
  });

  test('are learnt, with their accuracy beside the loss, and nothing is made up', () => {
    const { stdout, status, folder } = run(spec, files);
    expect(status).toBe(0);
    expect(stdout).toMatch(/\ntrain loss 0\.\d{4}, accuracy 100\.0 %\n$/);
    expect(runNode(['train.mjs', 'eval', '--backend=cpu'], folder).stdout).toMatch(
      /^train loss 0\.\d{4}, accuracy 100\.0 % {2}\(8 examples\)\nval {3}loss none/,
    );
    const sample = runNode(['train.mjs', 'sample'], folder);
    expect([sample.status, sample.stderr]).toEqual([
      2,
      "train.mjs: Unknown command 'sample': there are train, eval (--help shows all)\n",
    ]);
    const help = runNode(['train.mjs', '--help'], folder).stdout;
    expect(help).toContain('--targets FILE');
    expect(help).not.toContain('sample ');
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).not.toContain('sample');
  });

  test('of another size are a problem', () => {
    const other = { ...files, 'z.idx': idxFile([8, 1, 4], pixels) };
    const { stderr } = run(spec, other, '--data=z.idx', '--targets=data/y.idx');
    expect(stderr).toContain('z.idx has images of 1 x 4 x 1, but the model takes 2 x 2 x 1');
  });
});

describe('npy', () => {
  const x = Array.from({ length: 20 }, (_, at) => [at, -at]).flat();

  test('numbers and values', () => {
    const y = Array.from({ length: 20 }, (_, at) => 2 * at);
    const files = { 'x.npy': floatsFile([20, 2], x), 'y.npy': floatsFile([20], y) };
    const { train, val } = dataOf('data npy "x.npy" "y.npy"\nmodel linear 1\ntrain sgd loss=mse steps=5\n', files);
    expect([train.examples, val.examples]).toEqual([16, 2]);
    for (const [at, value] of train.y.entries())
      expect(train.x.slice(2 * at, 2 * at + 2)).toEqual([value / 2, -value / 2]);
  });

  test('values that the loss takes from 0 to 1', () => {
    const y = Array.from({ length: 20 }, (_, at) => at % 2);
    const files = {
      'x.npy': floatsFile([20, 2], x),
      'y.npy': floatsFile([20], y),
      'other.npy': floatsFile(
        [20],
        y.map((value, at) => (at < 7 ? value : -value)),
      ),
    };
    const spec = 'data npy "x.npy" "y.npy"\nmodel linear 1\ntrain sgd loss=bce_with_logits steps=5\n';
    expect(run(spec, files).status).toBe(0);
    const { stderr, status } = run(spec, files, '--targets=other.npy');
    expect(stderr).toContain('other.npy has -1 in example 7, but the loss takes targets from 0 to 1');
    expect(status).toBe(1);
  });

  test('ids at each position, of which those of -1 are not counted', () => {
    const ids = Array.from({ length: 40 }, (_, at) => at % 4);
    const files = {
      'x.npy': idsFile([10, 4], ids),
      'y.npy': idsFile(
        [10, 4],
        ids.map((id) => (id === 0 ? -1 : id)),
      ),
    };
    const spec = 'data npy "x.npy" "y.npy"\nmodel embed 8 | linear K\ntrain adamw lr=0.05 steps=80\n';
    const { stdout, status } = run(spec, files);
    expect(status).toBe(0);
    expect(stdout).toMatch(/train loss 0\.0\d{3}, accuracy 100\.0 %/);
  });
});

describe('text', () => {
  const lines = Array.from({ length: 40 }, () => 'abcde fghij\n').join('');
  const at = (spec: string) => dataOf(spec, { 't.txt': lines });

  test('is cut as it goes on', () => {
    const {
      train,
      val,
      test: rest,
      about,
    } = at(
      'data text "t.txt" context=5 split=[0.5, 0.25, 0.25]\nmodel embed 4 | flatten | linear V\ntrain sgd steps=5\n',
    );
    expect(about).toBe('480 characters, 12 symbols');
    expect([train.x.length, val.x.length, rest.x.length]).toEqual([240, 120, 120]);
    expect([train.examples, val.examples]).toEqual([235, 115]);
  });

  test.each([
    ['one prediction for each example', 'embed 8 | flatten | linear V'],
    ['one at every position', 'embed 8 | attention 2 causal | linear V'],
  ])('%s is learnt, and text is made up', (_, stack) => {
    const spec = `data text "t.txt" context=6 split=[0.8, 0.2, 0]\nmodel ${stack}\ntrain adamw lr=0.02 steps=150 batch=16\n`;
    const { stdout, status, folder } = run(spec, { 't.txt': lines });
    expect(status).toBe(0);
    expect(Number(/train loss (\d\.\d+)/.exec(stdout)?.[1])).toBeLessThan(1);
    const sample = runNode(
      ['train.mjs', 'sample', '--backend=cpu', '--length=20', '--prompt=abc', '-n', '2', '--temperature=0.1'],
      folder,
    );
    expect(sample.stderr).toBe('');
    const texts = sample.stdout.split('\n\n');
    expect(sample.stdout).toMatch(/^abc/);
    expect(texts.join('').length).toBeGreaterThanOrEqual(40);
    expect(runNode(['train.mjs', 'sample', '--prompt=Z'], folder).stderr).toContain(
      '--prompt: the model knows no "Z", only',
    );
  });
});

describe.each([
  ['csv', 'data csv "t.csv" label=price\nmodel linear 1\ntrain sgd loss=mse steps=5\n', { 't.csv': table }],
  [
    'images',
    'data images "x.idx" "y.idx"\nmodel flatten | linear K\ntrain sgd steps=5\n',
    { 'x.idx': idxFile([9, 2, 2], new Array(36).fill(7)), 'y.idx': idxFile([9], [0, 1, 2, 0, 1, 2, 0, 1, 2]) },
  ],
  [
    'npy',
    'data npy "x.npy" "y.npy"\nmodel linear K\ntrain sgd steps=5\n',
    { 'x.npy': floatsFile([9, 2], new Array(18).fill(1)), 'y.npy': idsFile([9], [0, 1, 2, 0, 1, 2, 0, 1, 2]) },
  ],
  [
    'text',
    'data text "t.txt" context=4\nmodel embed 4 | flatten | linear V\ntrain sgd steps=5\n',
    { 't.txt': 'abcdefgh'.repeat(20) },
  ],
  [
    'text at every position',
    'data text "t.txt" context=4\nmodel embed 4 | linear V\ntrain sgd steps=5\n',
    { 't.txt': 'abcdefgh'.repeat(20) },
  ],
])('the program of %s', (_, spec, files) => {
  test('is strict TypeScript, declares nothing twice and fits into 120 columns', { timeout: 120_000 }, () => {
    const { folder, path } = writeProgram(spec, { lang: 'ts', files });
    const config = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile).config;
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([path], options));
    expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
    const text = readFileSync(resolve(path), 'utf8');
    expect(text.split('\n').filter((line) => line.length > 120 && !line.includes('${'))).toEqual([]);
  });
});
