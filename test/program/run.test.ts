/** The commands of an emitted program, run in folders of their own: what is written, shown, refused and taken up again. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../program/tfjs/verbs-lines.ts';
import { names } from '../data/names.ts';

const folder = mkdtempSync(join(tmpdir(), 'mm-run-'));
const data = join(folder, 'names.txt');
writeFileSync(data, names.slice(0, 300).join('\n'));

afterEach(() => tf.disposeVariables());
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command; gives what it printed, and the exit code. */
async function run(...args: string[]) {
  const shown: string[] = [];
  const complained: string[] = [];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line) => void shown.push(line)),
    vi.spyOn(console, 'error').mockImplementation((line) => void complained.push(line)),
  ];
  await main(args);
  for (const spy of spies) spy.mockRestore();
  const code = process.exitCode ?? 0;
  process.exitCode = 0;
  return { code, shown: shown.join('\n'), complained: complained.join('\n') };
}

const out = (name: string) => ['--out', join(folder, name)];
const train = (name: string, ...more: string[]) => run('train', '--data', data, ...out(name), ...more);
const metrics = (name: string) => readFileSync(join(folder, name, 'metrics.jsonl'), 'utf8');
const checkpoint = (name: string) => readFileSync(join(folder, name, 'checkpoint.safetensors'));

describe('train', () => {
  test('says in a line that memory is at its end', async () => {
    const { code, complained } = await train('large', '--batch', '5000000000');
    expect(code).toBe(1);
    expect(complained).toMatch(/^\S+: there is not enough memory for this: .* Try a smaller --batch$/);
  });

  test('shows what it does, the losses and twenty lines, and writes each step', async () => {
    const { code, shown, complained } = await train('plain', '--steps', '40', '--eval-every', '20');
    expect([code, complained]).toEqual([0, '']);
    expect(shown).toContain('model  459 parameters, computed by wasm');
    expect(shown).toContain('data   names.txt: 300 documents, 27 symbols; ');
    expect(shown).toContain('train  sgd, lr 0.1; loss cross_entropy; batch 32, 40 steps, seed 42');
    expect(shown).toMatch(/step 20 {2}validation loss \d\.\d{4}/);
    const [, losses = ''] = shown.split('\ntrain loss ');
    expect(losses).toMatch(/^\d\.\d{4}\nval loss {3}\d\.\d{4}\n\n/);
    expect(losses.split('\n').slice(3)).toHaveLength(20);
    const lines = metrics('plain')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ loss }) => loss !== undefined).map(({ step }) => step)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    expect(lines.filter(({ val }) => val !== undefined).map(({ step }) => step)).toEqual([20, 40]);
    expect(lines.at(-1)).toEqual({ step: 40, train: expect.any(Number), val: expect.any(Number) });
  });

  test('never touches a run that is there', async () => {
    const before = checkpoint('plain');
    const { code, complained } = await train('plain', '--steps', '5');
    expect(code).toBe(1);
    expect(complained).toMatch(/plain holds a run already: --resume goes on with it, --out FOLDER begins another$/);
    expect(checkpoint('plain')).toEqual(before);
  });

  test('stops where the loss is no number any more, and keeps the metrics', async () => {
    const { code, complained } = await train('wild', '--lr', '1e30');
    expect(code).toBe(1);
    // The last good weights are still there: they were not updated from a loss that is no number.
    expect(complained).toMatch(
      /^train\.mjs: the loss is (NaN|Infinity) at step \d+ with a learning rate of 1e\+30, and the largest number of the model is \d\.\de\+2\d, in (embed|linear)\.\w+; /,
    );
    expect(complained).toMatch(/Try a lower --lr, or clip=1 among the settings of train$/);
    expect(metrics('wild')).toMatch(/^\{"step":1,"loss":3\.\d+,"lr":1e\+30\}\n/);
    expect(existsSync(join(folder, 'wild', 'checkpoint.safetensors'))).toBe(false);
    const again = await train('wild', '--steps', '5');
    expect(again.complained).toMatch(/wild holds a run that ended without a checkpoint: --out FOLDER begins another$/);
    const resumed = await train('wild', '--resume');
    expect(resumed.complained).toMatch(/there is no checkpoint in .*wild: train first, or name the run with --out$/);
  });

  test('measures no validation loss where there is none', async () => {
    const few = join(folder, 'few.txt');
    writeFileSync(few, 'anna\nemma\nella');
    const { code, shown } = await run('--data', few, ...out('few'), '--steps', '4', '--eval-every', '2');
    expect(code).toBe(0);
    expect(shown).not.toMatch(/val|NaN/);
    expect(metrics('few')).not.toMatch(/val|null/);
    expect((await run('eval', '--data', few, ...out('few'))).shown).toMatch(
      /^train loss \d.*\nval {3}loss none {2}\(0 /,
    );
  });
});

describe('resume', () => {
  test('ends bit for bit as a run that never stopped, also after a crash beyond the checkpoint', async () => {
    await train('whole', '--steps', '40', '--eval-every', '10', '--seed', '7');
    await train('parts', '--steps', '15', '--eval-every', '10', '--seed', '7');
    appendFileSync(join(folder, 'parts', 'metrics.jsonl'), '{"step":16,"loss":1,"lr":0.1}\n{"step":17,"lo');
    const { code, shown } = await train('parts', '--resume', '--steps', '40');
    expect(code).toBe(0);
    expect(shown).toContain('seed 7');
    expect(shown).toContain('going on from step 15');
    expect(metrics('parts')).toBe(metrics('whole'));
    expect(checkpoint('parts')).toEqual(checkpoint('whole'));
  });

  test('has nothing to do when all steps are done', async () => {
    const { code, complained } = await train('whole', '--resume');
    expect(code).toBe(1);
    expect(complained).toBe('train.mjs: this run has done its 40 steps; --steps N goes further');
  });

  test('wants the data that the run was trained on', async () => {
    const other = join(folder, 'other.txt');
    writeFileSync(other, 'anna\nemma\nella');
    const { code, complained } = await run('--data', other, ...out('whole'), '--resume', '--steps', '50');
    expect(code).toBe(1);
    expect(complained).toBe(
      'train.mjs: this run was trained on names.txt, which is not what other.txt holds now; name its data with --data',
    );
  });

  test.each([
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, 900), /not a safetensors file, or was cut off$/],
    ['of another program', () => tensorOfAnother(), /checkpoint\.safetensors was not written by this program$/],
    [
      'with damaged settings',
      (bytes: Uint8Array) => replaced(bytes, '{\\"split', '[\\"split'),
      /is damaged: its settings cannot be read$/,
    ],
  ])('says so when the checkpoint is %s', async (_, damage, message) => {
    mkdirSync(join(folder, 'damaged'), { recursive: true });
    writeFileSync(join(folder, 'damaged', 'checkpoint.safetensors'), damage(checkpoint('whole')));
    for (const command of [['train', '--resume', '--data', data], ['sample']]) {
      const { code, complained } = await run(...command, ...out('damaged'));
      expect(code).toBe(1);
      expect(complained).toMatch(message);
      expect(complained).not.toContain('\n');
    }
  });
});

describe('eval and sample', () => {
  test('the loss on each split, with the number of examples', async () => {
    const { code, shown } = await run('eval', '--data', data, ...out('whole'));
    expect(code).toBe(0);
    expect(shown).toMatch(/^train loss (\d\.\d{4}) {2}\([\d,]+ examples\)\nval {3}loss .*\ntest {2}loss .*$/);
    const { train: last } = JSON.parse(metrics('whole').trimEnd().split('\n').at(-1) ?? '');
    expect(shown).toContain(`train loss ${last.toFixed(4)}`);
  });

  test('as many lines as are asked for, the same for the same seed, with the prompt in front', async () => {
    const lines = async (...args: string[]) => (await run('sample', ...out('whole'), ...args)).shown.split('\n');
    expect(await lines()).toHaveLength(20);
    expect(await lines('-n', '3')).toEqual((await lines()).slice(0, 3));
    expect(await lines('--seed', '8')).not.toEqual(await lines());
    expect((await lines('--prompt', 'zo')).every((line) => line.startsWith('zo'))).toBe(true);
    expect((await lines('--temperature', '0.01')).length).toBe(20);
  });

  test('a prompt that the model cannot read', async () => {
    const { code, complained } = await run('sample', ...out('whole'), '--prompt', 'José');
    expect(code).toBe(1);
    expect(complained).toBe('train.mjs: --prompt: the model knows no "J", only abcdefghijklmnopqrstuvwxyz');
  });
});

describe('files that are not there', () => {
  test.each([
    [
      'data that is not there',
      ['--data', join(folder, 'nowhere.txt')],
      /^train\.mjs: there is no file .*nowhere\.txt$/,
    ],
    ['data that is a folder', ['--data', folder], /^train\.mjs: .* cannot be read: EISDIR$/],
    ['a folder below a file', ['--data', data, '--out', join(data, 'run')], /^train\.mjs: ENOTDIR: .*$/],
    ['a run that is not there', ['eval', '--out', join(folder, 'none')], /^train\.mjs: there is no checkpoint in /],
    ['an option that is none', ['--steps', 'many'], /^train\.mjs: --steps wants a whole number from 1, not 'many'/],
  ])('%s', async (_, args, message) => {
    const { code, complained } = await run(...args, ...(args.includes('--out') ? [] : out('missing')));
    expect(code).toBe(args.includes('many') ? 2 : 1);
    expect(complained).toMatch(message);
    expect(complained).not.toContain('\n');
  });

  test('help wants nothing at all', async () => {
    const { code, shown } = await run('--help');
    expect(code).toBe(0);
    expect(shown).toMatch(/^example: learns to make up lines like those of names\.txt\n/);
  });
});

/** A file in the format of checkpoints that says nothing of its step. */
function tensorOfAnother(): Uint8Array {
  const header = new TextEncoder().encode('{"weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
  const bytes = new Uint8Array(8 + header.length + 4);
  bytes[0] = header.length;
  bytes.set(header, 8);
  return bytes;
}

function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1');
}
