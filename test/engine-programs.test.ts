/**
 * Programs with the fused engine: variables that lie in its memory, and what is said and done where it does not run, where
 * it does not fit, and where the loss is no number any more.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { names } from './data/names.ts';
import { type Program, type Ran, runNode, runScript, writeProgram } from './support/program.ts';

const spec = `data chars "words.txt" context=3
model embed 4 | flatten | linear 8 | bn | dropout 0.1 | tanh | linear V
train adamw lr=0.01 batch=8 steps=30 ema=0.9
`;
const files = { 'words.txt': names.slice(0, 300).join('\n') };
const newProgram = (text = spec): Program => writeProgram(text, { files });
const run = ({ folder }: Program, ...args: readonly string[]): Ran => runNode(['train.mjs', ...args], folder);

interface Told {
  readonly outside: number;
  readonly tensors: number;
  readonly isLive: boolean;
  readonly outsideAfter: number;
  readonly growth: readonly number[];
  readonly pages: readonly number[];
  readonly measured: readonly number[];
  readonly assigned: readonly number[];
  readonly mixed: readonly number[];
  readonly unpacked: readonly number[];
}

describe('the memory of an engine', () => {
  const told = runScript<Told>('engine-memory.mjs', newProgram().path, '100000');

  it('is where all variables lie: what a step changes, TensorFlow.js sees without a copy', () => {
    // embed, 2 linear layers with bias and bn: 7 weights with m, v and ema, and 2 buffers
    expect(told.tensors).toBe(7 * 4 + 2);
    expect(told.outside).toBe(0);
    expect(told.isLive).toBe(true);
  });

  it('takes in what is assigned from elsewhere', () => {
    for (const [fused, readable] of [told.measured, told.assigned, told.mixed, told.unpacked] as const)
      expect(Math.abs((fused as number) - (readable as number))).toBeLessThanOrEqual(2e-5);
    expect(new Set([told.measured, told.assigned, told.mixed, told.unpacked].map(([loss]) => loss)).size).toBe(4);
    expect(told.outsideAfter).toBe(0);
  });

  it('never grows, and nothing grows beside it, in 100,000 steps', () => {
    expect(told.growth).toEqual([0, 0, 0]);
    expect(told.pages[0]).toBe(told.pages[1]);
  });
});

describe('a program', () => {
  const program = newProgram();

  it('trains with the engine unless it is told otherwise', () => {
    const { stdout, stderr, status } = run(program);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^model {2}\d+ parameters, computed by the fused engine\n/);
    expect(run(program, '--engine=tfjs', '--out=a').stdout).toMatch(/computed by wasm\n/);
    expect(run(program, '--engine=tfjs', '--backend=cpu', '--out=b').stdout).toMatch(/computed by cpu\n/);
    expect(run(program, '--backend=wasm', '--out=c').stdout).toMatch(/computed by wasm\n/);
    expect(run(program, '--engine=fused', '--backend=cpu', '--out=d').stdout).toMatch(/computed by the fused engine\n/);
  });

  it('evaluates and goes on with another engine too', () => {
    const [, trained] = /train loss (\d\.\d{3})/.exec(run(program, 'eval').stdout) ?? [];
    const [, other] = /train loss (\d\.\d{3})/.exec(run(program, 'eval', '--engine=tfjs').stdout) ?? [];
    expect(trained).toMatch(/^\d\.\d{3}$/);
    expect(other).toBe(trained);
    expect(run(program, '--resume', '--steps=35', '--engine=tfjs').stdout).toMatch(/computed by wasm\n/);
    expect(run(program, '--resume', '--steps=40').stdout, 'it stays with that').toMatch(/computed by wasm\n/);
    expect(run(program, '--resume', '--steps=45', '--engine=fused').stdout).toMatch(/computed by the fused engine\n/);
    expect(run(program, '--resume', '--steps=50').stdout).toMatch(/computed by the fused engine\n/);
  });

  it('says what does not go together', () => {
    const { stderr, status } = run(program, '--engine=fused', '--backend=wasm', '--out=none');
    expect(stderr).toBe(
      'train.mjs: the fused engine goes with the cpu backend, so --engine fused goes without --backend wasm\n',
    );
    expect(status).toBe(2);
    expect(run(program, '--engine=fast').stderr).toMatch(/^train\.mjs: --engine wants fused or tfjs, not 'fast'/);
  });
});

/** Node's arguments for a platform that lacks what this code takes away. */
const without = (code: string) => ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
const noSimd = without(
  'const { validate } = WebAssembly; WebAssembly.validate = (bytes) => bytes.length < 9000 && validate(bytes)',
);

describe('where the engine does not serve, TensorFlow.js trains, and one line says why', () => {
  const program = newProgram();
  const alone = newProgram();
  rmSync(join(alone.folder, 'engine.wasm'));

  it.each<[string, Program, readonly string[], readonly string[], string]>([
    ['another batch', program, [], ['--batch=9'], 'The fused engine was compiled for minibatches of 8, not of 9'],
    ['no engine.wasm', alone, [], [], 'There is no engine.wasm beside this program'],
    ['no SIMD', program, noSimd, [], 'WebAssembly has no SIMD here, or engine.wasm is damaged'],
  ])('%s', (name, { folder }, platform, args, reason) => {
    const start = (...more: readonly string[]) =>
      runNode([...platform, 'train.mjs', ...args, `--out=${name.replaceAll(' ', '-')}`, ...more], folder);
    const { stdout, stderr, status } = start();
    expect(stderr).toBe(`${reason}: TensorFlow.js trains, which is slower\n`);
    expect(status).toBe(0);
    expect(stdout).toMatch(/computed by wasm\n/);
    const refused = start('--engine=fused', '--resume', '--steps=40');
    expect(refused.stderr).toBe(`train.mjs: ${reason}; without --engine fused TensorFlow.js trains\n`);
    expect(refused.status).toBe(1);
  });
});

describe('a program that was changed', () => {
  it.each([
    ['in its model', 'x = tf.tanh(x);', 'x = tf.relu(x);'],
    ['in its loss', 'return crossEntropy(', 'return tf.mul(2, crossEntropy('],
  ])('%s, is not trained by an engine that knows nothing of it', (_, from, to) => {
    const { path, folder } = newProgram();
    const text = readFileSync(path, 'utf8');
    const line = text.split('\n').find((each) => each.includes(from)) as string;
    const changed = to.includes('mul') ? line.replace(from, to).replace(/;$/, ');') : line.replace(from, to);
    writeFileSync(path, text.replace(line, changed));
    const { stderr, status } = runNode(['train.mjs'], folder);
    expect(stderr).toMatch(
      /^train\.mjs: engine\.wasm gives a loss of \d\.\d+ where this program gives \d\.\d+: one of them was changed\. --engine tfjs trains with this program, mm build makes both anew\n$/,
    );
    expect(status).toBe(1);
    expect(runNode(['train.mjs', '--engine=tfjs', '--out=own'], folder).status).toBe(0);
  });

  it('in its learning rate, is trained with that', () => {
    const { path, folder } = newProgram();
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('lr: 0.01,', 'lr: 0.03,'));
    expect(runNode(['train.mjs'], folder).status).toBe(0);
    expect(readFileSync(join(folder, 'run', 'metrics.jsonl'), 'utf8').split('\n')[0]).toContain('"lr":0.03');
  });
});

describe('a loss that is no number any more', () => {
  it.each(['fused', 'tfjs'])('ends the run of %s, which says where, and keeps the checkpoint from before', (engine) => {
    const program = newProgram(spec.replace('adamw lr=0.01', 'sgd lr=0.1'));
    expect(run(program, `--engine=${engine}`, '--steps=10').status).toBe(0);
    const before = readFileSync(join(program.folder, 'run', 'checkpoint.safetensors'));
    const { stderr, status } = run(program, '--resume', '--steps=1000', '--lr=1e30');
    expect(stderr).toMatch(
      /^train\.mjs: the loss is (NaN|-?Infinity) at step 1\d with a learning rate of 1e\+30, and (the largest number of the model is \d\.\de\+\d\d, in \S+|\S+ holds numbers that are not finite); a checkpoint in run\/checkpoint\.safetensors, if there is one, is from before\. Try a lower --lr, or clip=1 among the settings of train\n$/,
    );
    expect(status).toBe(1);
    expect(readFileSync(join(program.folder, 'run', 'checkpoint.safetensors')).equals(before)).toBe(true);
    expect(run(program, '--resume', '--steps=20', '--lr=0.1').status).toBe(0);
  });
});
