/**
 * Emitted programs of character models against what PyTorch recorded: 20 steps from the same weights on the same
 * minibatches, on both backends and by the fused engine, at both learning rates. Tolerances and exceptions are those of the goldens' README.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, charModels, type Param, placesOf } from './support/char-models.ts';
import { goldenFile, namesOf } from './support/goldens.ts';
import { runScript, writeProgram } from './support/program.ts';

interface Facts {
  readonly sum: number;
  readonly sumsq: number;
  readonly first8: readonly number[];
  readonly delta_l2: number;
}

interface Recorded {
  readonly config: Config;
  readonly params: readonly Param[];
  readonly runs: readonly {
    readonly run: string;
    readonly losses: readonly number[];
    readonly eval_loss_after: { readonly first_batch: number; readonly last_batch: number };
    readonly params_after: readonly (Facts & { readonly name: string })[];
    readonly optimizer: { readonly betas: readonly number[]; readonly weight_decay: number; readonly eps: number };
  }[];
}

interface Outcome {
  readonly losses: readonly number[];
  readonly tensors: readonly number[];
  readonly evaluation: readonly number[];
  readonly params: readonly (Facts & { readonly count: number })[];
}

describe.each(namesOf(charModels))('%s', (name, key) => {
  const file = goldenFile(name);
  const model = charModels[key]!;
  const { config, params, runs } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  const places = JSON.stringify(params.map((param) => placesOf(model, param, config)));

  describe.each(runs.map((run) => [run.run, run] as const))('as %s', (runName, run) => {
    const { betas, weight_decay: decay, eps } = run.optimizer;
    const program = writeProgram(`data chars names context=${config.block_size}
      model ${model.stack(config)}
      train adamw betas=[${betas}] eps=${eps} decay=${decay}`);
    const placesFile = join(program.folder, 'places.json');
    writeFileSync(placesFile, places);

    it.each(['cpu', 'wasm', 'fused'])('gives the losses and the weights of PyTorch on %s', (backend) => {
      const got = runScript<Outcome>('char-trajectory.mjs', program.path, file, runName, backend, placesFile);
      within(got.losses, run.losses, () => 2e-5);
      within(got.evaluation, [run.eval_loss_after.first_batch, run.eval_loss_after.last_batch], () => 1e-4);
      for (const [i, want] of run.params_after.entries())
        if (!isLeftOut(want.name)) compare(got.params[i] as Outcome['params'][number], want);
      expect(new Set(got.losses).size).toBeGreaterThan(15);
      expect(new Set(got.tensors).size, 'no step leaves a tensor behind').toBe(1);
    });
  });
});

/** Softmax does not see the offset of k, so that its gradient is rounding noise, which AdamW turns into steps. */
function isLeftOut(name: string): boolean {
  return /c_attn\.bias(\[k\])?$/.test(name);
}

function compare(found: Outcome['params'][number], want: Facts & { readonly name: string }): void {
  expect(found.delta_l2, `${want.name} moved`).toBeGreaterThan(0);
  within([found.delta_l2], [want.delta_l2], (value) => 1e-3 * value);
  within([found.sum, found.sumsq], [want.sum, want.sumsq], () => Math.max(1e-6 * found.count, 1e-5 * want.sumsq));
  within(found.first8, want.first8, (value) => 2e-5 + 1e-4 * Math.abs(value));
}

function within(got: readonly number[], want: readonly number[], tolerance: (value: number) => number): void {
  expect(got.length).toBe(want.length);
  for (const [i, value] of want.entries())
    expect(Math.abs((got[i] as number) - value), `number ${i}: ${got[i]}, PyTorch has ${value}`).toBeLessThanOrEqual(
      tolerance(value),
    );
}
