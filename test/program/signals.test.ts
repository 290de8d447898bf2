/** Ctrl-C and SIGTERM: a program in a process of its own saves, says how to go on, and goes on bit for bit. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { names } from '../data/names.ts';

// Below node_modules, so that the program finds TensorFlow.js.
const folder = mkdtempSync(resolve('node_modules/.mm-signals-'));
const program = join(folder, 'train.mjs');
const data = join(folder, 'names.txt');
writeFileSync(data, names.slice(0, 300).join('\n'));
buildSync({
  stdin: {
    contents: `import '@tensorflow/tfjs-backend-wasm';
      import { main } from './program/tfjs/verbs-lines.ts';
      await main(process.argv.slice(2));`,
    resolveDir: '.',
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  external: ['@tensorflow/*'],
  outfile: program,
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program; sends the signal as soon as it shows a step. */
function run(args: readonly string[], signal?: NodeJS.Signals): Promise<{ code: number | null; shown: string }> {
  const child = spawn(process.execPath, [program, '--data', data, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let shown = '';
  let sent = false;
  child.stdout.on('data', (chunk) => {
    shown += chunk;
    if (signal && !sent && shown.includes('\nstep ')) sent = child.kill(signal);
  });
  return new Promise((done) => child.on('close', (code) => done({ code, shown })));
}

const metrics = (name: string) => readFileSync(join(folder, name, 'metrics.jsonl'), 'utf8');
const checkpoint = (name: string) => readFileSync(join(folder, name, 'checkpoint.safetensors'));

test.each(['SIGINT', 'SIGTERM'] as const)('%s', async (signal) => {
  const out = join(folder, signal);
  const stopped = await run(['--out', out, '--steps', '1000000'], signal);
  expect(stopped.code).toBe(130);
  expect(stopped.shown).toMatch(/\nStopped and saved\. To go on: node train\.mjs --resume --data .* --out .*\n$/);
  const done = metrics(signal).trimEnd().split('\n').length;
  const steps = `${done + 20}`;
  const resumed = await run(['--out', out, '--resume', '--steps', steps]);
  expect(resumed.code).toBe(0);
  expect(resumed.shown).toContain(`going on from step ${done.toLocaleString('en-US')}\n`);
  await run(['--out', join(folder, 'whole', signal), '--steps', steps]);
  expect(metrics(signal)).toBe(metrics(join('whole', signal)));
  expect(checkpoint(signal)).toEqual(checkpoint(join('whole', signal)));
});
