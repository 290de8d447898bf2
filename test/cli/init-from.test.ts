/** `mm train b.mm --init-from RUN`: what is said of each weight is what is done, number by number. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

const lines = (words: readonly string[]) =>
  `${Array.from({ length: 90 }, (_, i) => words[i % words.length]).join('\n')}\n`;
const spec = `data chars "words.txt" context=3
model embed 4 | flatten | linear 8 | tanh | linear V
train adamw lr=0.01 batch=8 steps=60
`;
const folder = folderWith({
  'words.txt': lines(['anna', 'bela', 'cora', 'dina', 'ella', 'fay']),
  // Without f, o and y, with m, s and z: other letters stand at almost every place.
  'others.txt': lines(['sam', 'lena', 'nils', 'ezra', 'cedric', 'bea']),
  'a.mm': spec,
});
const OLD = [...'.abcdefilnoray'].filter((letter, at, all) => all.indexOf(letter) === at).sort();
const NEW = [...'.abcdeilmnrsz'].sort();

/** Trains so little that no weight moves. */
function still(name: string, text: string, ...more: string[]): string {
  writeFileSync(join(folder, `${name}.mm`), text);
  const { stdout, stderr, status } = mm(folder, [
    'train',
    `${name}.mm`,
    '-o',
    name,
    '--steps',
    '1',
    '--lr',
    '1e-30',
    ...more,
  ]);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

beforeAll(() => {
  mm(folder, ['train', 'a.mm', '-o', 'run']);
});

it('an equal model begins with the validation loss with which the run ended', () => {
  const text = spec.replace('linear 8 | tanh', 'hidden').replace('model', 'block hidden = linear 8 | tanh\nmodel');
  expect(still('equal', text, '--init-from', 'run')).toContain('weights of run: 5 tensors carried over');
  expect(validationOf('equal')).toBeCloseTo(validationOf('run'), 6);
  still('alone', text);
  expect(Math.abs(validationOf('alone') - validationOf('run'))).toBeGreaterThan(0.05);
});

describe('another vocabulary', () => {
  const text = spec.replace('words.txt', 'others.txt');
  let said = '';
  beforeAll(() => {
    said = still('other', text, '--init-from', 'run');
    still('drawn', text);
  });

  it('is said', () => {
    const both = NEW.filter((letter) => OLD.includes(letter)).length;
    expect(said).toContain('weights of run: 2 tensors carried over, 3 tensors in part');
    expect(said).toContain(`embed.weight: [${both}, 4] of [${NEW.length}, 4], token by token`);
    expect(said).toContain(`linear#2.weight: [8, ${both}] of [8, ${NEW.length}], token by token`);
    expect(said).toContain(`linear#2.bias: [${both}] of [${NEW.length}], token by token`);
  });

  it.each(NEW)('gives %s the numbers that it had, or those that are drawn', (letter) => {
    const [place, before] = [NEW.indexOf(letter), OLD.indexOf(letter)];
    const [from, at] = before < 0 ? ['drawn', place] : ['run', before];
    const width = from === 'run' ? OLD.length : NEW.length;
    for (let unit = 0; unit < 4; unit++)
      expect(tensorIn('other', 'embed.weight')[place * 4 + unit]).toBe(tensorIn(from, 'embed.weight')[at * 4 + unit]);
    for (let unit = 0; unit < 8; unit++)
      expect(tensorIn('other', 'linear#2.weight')[unit * NEW.length + place]).toBe(
        tensorIn(from, 'linear#2.weight')[unit * width + at],
      );
    expect(tensorIn('other', 'linear#2.bias')[place]).toBe(tensorIn(from, 'linear#2.bias')[at]);
  });

  it('leaves the layers between as they were', () => {
    for (const name of ['linear.weight', 'linear.bias']) expect(tensorIn('other', name)).toEqual(tensorIn('run', name));
  });
});

it('another width takes what both have room for, and the rest is drawn', () => {
  const text = spec.replace('embed 4', 'embed 6').replace('linear 8', 'linear 5');
  const said = still('width', text, '--init-from', 'run');
  still('fresh', text);
  const V = OLD.length;
  expect(said).toContain('weights of run: 1 tensor carried over, 4 tensors in part');
  expect(said).toContain(`embed.weight: [${V}, 4] of [${V}, 6]`);
  expect(said).toContain('linear.weight: [12, 5] of [18, 5], 3 x 4 of 3 x 6');
  expect(said).toContain(`linear#2.weight: [5, ${V}] of [5, ${V}]`);
  const expected = (name: string, size: number, of: (at: number) => number | undefined) =>
    Float32Array.from({ length: size }, (_, at) => {
      const before = of(at);
      return (before === undefined ? tensorIn('fresh', name)[at] : tensorIn('run', name)[before]) as number;
    });
  const rows = (from: number, to: number) => (at: number) =>
    at % to < from ? Math.floor(at / to) * from + (at % to) : undefined;
  expect(tensorIn('width', 'embed.weight')).toEqual(expected('embed.weight', 6 * V, rows(4, 6)));
  const hidden = (at: number) => {
    const [row, unit] = [Math.floor(at / 5), at % 5];
    const [position, channel] = [Math.floor(row / 6), row % 6];
    return channel < 4 ? (position * 4 + channel) * 8 + unit : undefined;
  };
  expect(tensorIn('width', 'linear.weight')).toEqual(expected('linear.weight', 18 * 5, hidden));
  expect(tensorIn('width', 'linear.bias')).toEqual(expected('linear.bias', 5, (at) => at));
  expect(tensorIn('width', 'linear#2.weight')).toEqual(expected('linear#2.weight', 5 * V, (at) => at));
  expect(tensorIn('width', 'linear#2.bias')).toEqual(tensorIn('run', 'linear#2.bias'));
});

/** The loss over the validation set at the end of a run. */
function validationOf(run: string): number {
  const rows = readFileSync(join(folder, run, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const found = rows.map((row) => JSON.parse(row)).findLast((row) => 'val' in row);
  return found.val;
}

/** The numbers of a tensor, read by the rules of the safetensors format. */
function tensorIn(run: string, name: string): Float32Array {
  const bytes = readFileSync(join(folder, run, 'checkpoint.safetensors'));
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const [from, to] = JSON.parse(bytes.subarray(8, start).toString())[name].data_offsets;
  return Float32Array.from({ length: (to - from) / 4 }, (_, i) => bytes.readFloatLE(start + from + 4 * i));
}
