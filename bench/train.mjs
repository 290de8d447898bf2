/**
 * A training step of makemore's stage 5 (76,579 parameters, batch 32): the emitted program on both backends against the
 * same model written by hand with the layers of TensorFlow.js on cpu, its peer. Steps per CPU second.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compile, source } from '../dist/index.js';
import { median, table } from './measure.mjs';

const ROUNDS = 3;

export function benchTrain() {
  const folder = mkdtempSync(join(tmpdir(), 'mm-bench-'));
  try {
    const file = 'specs/makemore/5-wavenet.mm';
    const [program] = compile(source(file, readFileSync(file, 'utf8'))).value;
    writeFileSync(join(folder, 'train.mjs'), program.text);
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    const contestants = [
      ['emitted program, wasm', 'emitted', 'wasm', 300],
      ['emitted program, cpu', 'emitted', 'cpu', 60],
      ['layers of TensorFlow.js, cpu', 'layers', 'cpu', 40],
    ];
    const rates = contestants.map(() => []);
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, [, kind, backend, steps]] of contestants.entries())
        rates[i].push(rate(folder, kind, backend, steps));
    const peer = median(rates[2]);
    const rows = contestants.map(([name], i) => [
      name,
      median(rates[i]).toFixed(1),
      (median(rates[i]) / peer).toFixed(1),
    ]);
    table(`training stage 5: steps per CPU second, median of ${ROUNDS} rounds`, [['', 'steps/s', 'x peer'], ...rows]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rate(folder, kind, backend, steps) {
  const args = [resolve('bench/train-steps.mjs'), join(folder, 'train.mjs'), kind, backend, `${steps}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the ${kind} on ${backend} ended with ${status}: ${stderr}`);
  return Number(stdout);
}
