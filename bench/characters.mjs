/**
 * The character models of specs/makemore, trained for 2,000 steps on the built-in names: the validation loss against that
 * of the counted bigram, and some names of each. The trained bigram itself has its own number of steps, as it starts from
 * nothing and each of its numbers moves a little at a time.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { table } from './measure.mjs';

/** The loss of the bigram that is counted over all names. */
const BIGRAM = 2.454;
const MODELS = ['bow', 'mlp', 'rnn', 'gru', 'lstm', '6-dilated', '7-wavenet-gated', 'transformer'];

export function benchCharacters() {
  const folder = mkdtempSync(join(tmpdir(), 'mm-bench-'));
  try {
    const rows = [train('bigram', [], folder), ...MODELS.map((name) => train(name, ['--steps', '2000'], folder))];
    const head = ['', 'train', 'val', 'below the bigram', 's', 'names'];
    table(`characters: losses after 2,000 steps (bigram: 10,000); the counted bigram has ${BIGRAM}`, [head, ...rows]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function train(name, options, folder) {
  const begun = performance.now();
  const args = [resolve('dist/mm.js'), 'train', `specs/makemore/${name}.mm`, '-o', join(folder, name), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  const [, train, val, samples] = /train loss ([\d.]+)\nval loss +([\d.]+)\n\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
  const names = samples.split('\n').slice(0, 4).join(' ');
  return [name, train, val, (BIGRAM - Number(val)).toFixed(3), ((performance.now() - begun) / 1000).toFixed(0), names];
}
