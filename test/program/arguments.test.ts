/** The command line of an emitted program: what is understood, and what is said of everything else. */
import { describe, expect, test } from 'vitest';
import { LENGTH_OPTION, OPTIONS, readArguments, SAMPLE_OPTIONS } from '../../program/tfjs/arguments.ts';
import { Problem } from '../../program/tfjs/problem.ts';
import * as plain from '../../program/tfjs/verbs.ts';
import { HELP } from '../../program/tfjs/verbs-lines.ts';
import * as ofText from '../../program/tfjs/verbs-text.ts';

const options = { ...OPTIONS, ...SAMPLE_OPTIONS };
const readAll = (args: string[]) => readArguments(args, ['train', 'eval', 'sample'], options);
const read = (line: string) => readAll(line === '' ? [] : line.split(' '));

function complaint(line: string): string {
  try {
    read(line);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).exitCode).toBe(2);
    return (error as Problem).message;
  }
  throw new Error(`'${line}' was understood`);
}

describe('understood', () => {
  test.each([
    ['', 'train', {}],
    ['train', 'train', {}],
    ['--steps 10 --lr 1e-3', 'train', { steps: 10, lr: 0.001 }],
    ['train --batch 64 --seed 0 --resume', 'train', { batch: 64, seed: 0, resume: true }],
    ['--resume train --eval-every 0', 'train', { resume: true, evalEvery: 0 }],
    ['--data=other.txt --out=runs/2 --backend=cpu', 'train', { data: 'other.txt', out: 'runs/2', backend: 'cpu' }],
    ['eval --data other.txt --backend wasm', 'eval', { data: 'other.txt', backend: 'wasm' }],
    ['sample -n 5 --temperature 0.5 --prompt an', 'sample', { n: 5, temperature: 0.5, prompt: 'an' }],
    ['sample --seed 9007199254740991', 'sample', { seed: Number.MAX_SAFE_INTEGER }],
    ['--help', 'train', { help: true }],
    ['sample -h', 'sample', { help: true }],
    ['--steps 1 --steps 2', 'train', { steps: 2 }],
  ])('%s', (line, command, given) => {
    expect(read(line)).toEqual({ command, given });
  });

  test('an empty prompt', () => {
    expect(readAll(['sample', '--prompt', ''])).toEqual({ command: 'sample', given: { prompt: '' } });
  });
});

describe('refused, with what is wanted', () => {
  test.each([
    ['tarin', "Unknown command 'tarin': there are train, eval, sample (--help shows all)"],
    ['train more', "Unexpected argument 'more' (--help shows all)"],
    ['--steps ten', "--steps wants a whole number from 1, not 'ten' (--help shows all)"],
    ['--steps 0', "--steps wants a whole number from 1, not '0' (--help shows all)"],
    ['--steps 1.5', "--steps wants a whole number from 1, not '1.5' (--help shows all)"],
    ['--steps=', "--steps wants a whole number from 1, not '' (--help shows all)"],
    ['--seed 9007199254740993', "--seed wants a whole number from 0, not '9007199254740993' (--help shows all)"],
    ['--lr 0', "--lr wants a number above 0, not '0' (--help shows all)"],
    ['--lr Infinity', "--lr wants a number above 0, not 'Infinity' (--help shows all)"],
    ['sample --temperature nan', "--temperature wants a number above 0, not 'nan' (--help shows all)"],
    ['--backend webgl', "--backend wants cpu or wasm, not 'webgl' (--help shows all)"],
    ['eval --steps 10', "'eval' has no option --steps (--help shows all)"],
    ['sample --data x.txt', "'sample' has no option --data (--help shows all)"],
    ['--temperature 1', "'train' has no option --temperature (--help shows all)"],
  ])('%s', (line, message) => {
    expect(complaint(line)).toBe(message);
  });

  test.each([
    ['--stepz 10', "Unknown option '--stepz'"],
    ['--steps', "Option '--steps <value>' argument missing"],
    ['--lr -1', "Option '--lr' argument is ambiguous"],
    ['--resume=yes', "Option '--resume' does not take an argument"],
  ])('%s', (line, message) => {
    expect(complaint(line)).toBe(`${message} (--help shows all)`);
  });
});

test('the help names every option with its default', () => {
  const options = 'steps lr batch seed eval-every patience begin resume temperature prompt data out backend help'.split(
    ' ',
  );
  for (const option of options) expect(HELP).toContain(`  --${option}`);
  expect(HELP).toContain('  -n N');
  expect(HELP).toContain('minibatches to train on (100)');
  expect(HELP).toContain('(data/names.txt)');
  expect(Math.max(...HELP.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('a program that makes up nothing neither knows nor offers samples', () => {
  expect(plain.HELP).not.toContain('sample');
  expect(() => readArguments(['sample'], ['train', 'eval'], OPTIONS)).toThrow(
    "Unknown command 'sample': there are train, eval",
  );
});

test('one that makes up text is told how long', () => {
  expect(ofText.HELP).toContain('  --length N ');
  const given = readArguments(['sample', '--length', '80'], ['sample'], { ...options, ...LENGTH_OPTION });
  expect(given).toEqual({ command: 'sample', given: { length: 80 } });
});
