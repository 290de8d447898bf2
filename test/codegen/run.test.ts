/** Emitted programs in use: a run, Ctrl-C and going on bit for bit, evaluation, samples, and what it says to wrong use. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Program, type Ran, runNode, writeProgram } from '../support/program.ts';

const spec = `data chars "words.txt" context=4
model embed 6 | flatten | linear 16 bias=false | bn | dropout 0.2 | tanh | linear V
train adamw lr=cosine(0.01, warmup=50) batch=8 steps=4_000 eval_every=1_500
`;

/** Words of three to seven letters, the same in each test. */
const words = Array.from({ length: 120 }, (_, i) =>
  Array.from({ length: 3 + (i % 5) }, (_, j) => 'abcdefgh'[(i * 7 + j * j * 3 + ((i * j) % 5)) % 8]).join(''),
);
const files = { 'words.txt': `${words.join('\n')}\n` };

/** With all that is kept beside the weights: running means, and the best model with the patience that is left. */
const everything = `${spec.trimEnd()} clip=1 ema=0.99 accumulate=2 patience=40
`
  .replace('eval_every=1_500', 'eval_every=100')
  .replace('steps=4_000', 'steps=2_000');

const newProgram = (text = spec): Program => writeProgram(text, { files });
const run = ({ folder }: Program, ...args: readonly string[]): Ran => runNode(['train.mjs', ...args], folder);

describe('a run', () => {
  const program = newProgram();
  const first = run(program, '--backend=cpu', '--steps=200');

  it('ends with the losses and twenty samples', () => {
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/\ntrain loss \d\.\d{4}\nval loss {3}\d\.\d{4}\n\n(?:[a-h]*\n){20}$/);
    expect(first.stdout).toMatch(/step 200\/200 {2}loss \d\.\d{4}/);
  });

  it('keeps a line of metrics for each step, and a checkpoint', () => {
    const lines = metrics(program, 'run');
    expect(lines.slice(0, 200).map(({ step }) => step)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(lines).toHaveLength(201);
    expect(Object.keys(lines.at(-1) ?? {})).toEqual(['step', 'train', 'val']);
    expect(existsSync(join(program.folder, 'run', 'checkpoint.safetensors'))).toBe(true);
  });

  it('is never begun anew over an old one', () => {
    const again = run(program, '--backend=cpu');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('holds a run already: --resume goes on with it');
  });

  it('is evaluated to the loss that it ended with', () => {
    const { stdout } = run(program, 'eval', '--backend=cpu');
    const [train] = /train loss (\d\.\d{4})/.exec(first.stdout)?.slice(1) ?? [];
    expect(stdout).toContain(`train loss ${train}`);
    expect(stdout).toMatch(/test {2}loss \d\.\d{4} {2}\(\d+ examples\)/);
  });

  it('makes up the lines that are asked for', () => {
    const lines = run(program, 'sample', '-n', '7', '--prompt', 'ab', '--seed', '3').stdout.trim().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines.every((line) => line.startsWith('ab'))).toBe(true);
    const more = run(program, 'sample', '-n', '9', '--prompt', 'ab', '--seed', '3').stdout.trim().split('\n');
    expect(more.slice(0, 7)).toEqual(lines);
    expect(run(program, 'sample', '-n', '7', '--prompt', 'ab', '--seed', '4').stdout.trim().split('\n')).not.toEqual(
      lines,
    );
  });

  it.each([
    ['--stepz=5', 2, /--stepz/],
    ['--steps=0', 2, /--steps wants a whole number from 1/],
    ['--data=nowhere.txt', 1, /there is no file nowhere\.txt/],
    ['samples', 2, /Unknown command 'samples'/],
    ['--temperature=2', 2, /no option --temperature/],
  ])('says what is wrong with %s', (argument, status, message) => {
    const { stderr, status: got } = run(program, argument, '--out=elsewhere');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(got).toBe(status);
    expect(existsSync(join(program.folder, 'elsewhere'))).toBe(false);
  });
});

describe('Ctrl-C', () => {
  it.each([
    ['--engine=fused', 'plain', longer(spec, '4_000', '60_000')],
    ['--backend=cpu', 'plain', spec],
    ['--backend=wasm', 'plain', spec],
    ['--engine=fused', 'with clip, ema, accumulate and patience', longer(everything, '2_000', '30_000')],
    ['--backend=cpu', 'with clip, ema, accumulate and patience', everything],
    ['--backend=wasm', 'with clip, ema, accumulate and patience', everything],
  ])('saves, and --resume goes on bit for bit (%s, %s)', async (computes, _, text) => {
    const whole = newProgram(text);
    expect(run(whole, computes).status).toBe(0);
    const parts = newProgram(text);
    const stopped = await interrupted(parts, computes);
    expect(stopped.status).toBe(130);
    expect(stopped.stdout).toContain('Stopped and saved. To go on: node train.mjs --resume');
    expect(metrics(parts, 'run').length).toBeLessThan(metrics(whole, 'run').length);
    const resumed = run(parts, '--resume');
    expect(resumed.status).toBe(0);
    for (const file of ['checkpoint.safetensors', 'metrics.jsonl'])
      expect(bytes(parts, file).equals(bytes(whole, file)), file).toBe(true);
    expect(resumed.stdout.split('\ntrain loss')[1]).toBe(run2(whole));
  });

  /** What the uninterrupted run printed last is what its evaluation and its samples say. */
  function run2(program: Program): string {
    const [train, val] = run(program, 'eval').stdout.match(/\d\.\d{4}/g) ?? [];
    return ` ${train}\nval loss   ${val}\n\n${run(program, 'sample').stdout}`;
  }
});

describe('patience', () => {
  const program = newProgram(`data chars "words.txt" context=4
model embed 6 | flatten | linear 64 | tanh | linear V
train adam lr=0.03 batch=16 steps=5_000 eval_every=20 patience=3 ema=0.9
`);
  const { status, stdout } = run(program, '--backend=cpu');
  const lines = metrics(program, 'run') as { step: number; val?: number; train?: number }[];
  const measured = lines.filter(({ val, train }) => val !== undefined && train === undefined);
  const lowest = Math.min(...measured.map(({ val }) => val!));
  const best = measured.find(({ val }) => val === lowest)!;

  it('stops three measurements after the lowest one, and says so', () => {
    expect(status).toBe(0);
    expect(measured.at(-1)!.step).toBe(best.step + 60);
    expect(lines.at(-1)!.step).toBe(best.step + 60);
    expect(stdout).toContain(`Nothing better since step ${best.step}: stopped, and back to the model of that step`);
  });

  it('ends with the loss of the best model, which is what is evaluated from then on', () => {
    expect(lines.at(-1)!.val).toBeCloseTo(lowest, 6);
    expect(stdout).toContain(`val loss   ${lowest.toFixed(4)}`);
    expect(run(program, 'eval', '--backend=cpu').stdout).toMatch(new RegExp(`val +loss ${lowest.toFixed(4)}`));
  });

  it('does not go on unless it may wait longer', () => {
    const again = run(program, '--resume');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain(
      `this run ended early, nothing better came after step ${best.step}; a larger --patience goes on`,
    );
    const more = run(program, '--resume', '--patience=5');
    expect(more.status).toBe(0);
    expect(metrics(program, 'run').at(-1)!.step).toBeGreaterThan(lines.at(-1)!.step);
  });

  it.each([
    [['--patience=3', '--eval-every=0'], 2, '--patience counts the measurements of --eval-every N'],
    [['--patience=x'], 2, '--patience wants a whole number from 0'],
  ])('says what is wrong with %s', (options, code, message) => {
    const { stderr, status: got } = run(program, ...options, '--out=elsewhere');
    expect(stderr).toContain(message);
    expect(got).toBe(code);
  });
});

/** More steps for the engine, which else would be done before a signal comes. */
function longer(text: string, from: string, to: string): string {
  return text.replace(`steps=${from}`, `steps=${to}`);
}

function metrics({ folder }: Program, out: string): { step: number }[] {
  return readFileSync(join(folder, out, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function bytes({ folder }: Program, file: string): Buffer {
  return readFileSync(join(folder, 'run', file));
}

/** Starts a training and sends SIGINT once it has shown its first step. */
function interrupted({ folder }: Program, ...args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['train.mjs', ...args], { cwd: folder });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    const isFirst = !/step \d/.test(stdout);
    stdout += chunk;
    if (isFirst && /step \d/.test(stdout)) child.kill('SIGINT'); // once: a second one ends it at once
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, stdout, stderr })));
}
