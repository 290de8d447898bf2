/**
 * The emitted programs of the five makemore stages against what PyTorch recorded: 20 steps from the same weights on the
 * same minibatches, on both backends and by the fused engine, with both conventions of batch norm. Tolerances are those of the goldens' README.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goldenFile, namesOf } from './support/goldens.ts';
import { runScript, writeProgram } from './support/program.ts';

const stages = {
  stage1: 'specs/makemore/1-mlp.mm',
  stage2: 'specs/makemore/2-context.mm',
  stage3: 'specs/makemore/3-hierarchical.mm',
  stage4: 'specs/makemore/4-bn-fixed.mm',
  stage5: 'specs/makemore/5-wavenet.mm',
} as const;

/** The sizes of a stage. */
interface Config {
  readonly block_size: number;
  readonly n_embd: number;
  readonly n_hidden: number;
}

interface Facts {
  readonly sum: number;
  readonly sumsq: number;
  readonly first8: readonly number[];
}

interface Run {
  readonly run: string;
  readonly losses: readonly number[];
  readonly eval_loss_after: { readonly first_batch: number; readonly last_batch: number };
  readonly params_after: readonly (Facts & { readonly name: string; readonly delta_l2: number })[];
  readonly buffers_after: readonly Facts[];
}

interface Outcome {
  readonly count: number;
  readonly losses: readonly number[];
  readonly tensors: readonly number[];
  readonly evaluation: readonly number[];
  readonly params: readonly (Facts & { readonly count: number; readonly delta_l2: number })[];
  readonly buffers: readonly (Facts & { readonly count: number })[];
}

/** The spec with the sizes of a recording and the convention of a run: the lectures divide by N - 1, torch.nn by N. */
function specOf(file: string, { block_size, n_embd, n_hidden }: Config, run: string): string {
  const text = readFileSync(file, 'utf8')
    .replace(/(?<=context=)\d+/, `${block_size}`)
    .replace(/(?<=embed )\d+/, `${n_embd}`)
    .replace(/(?<=let d = |fuse 2 |linear )\d+/, `${n_hidden}`)
    .replace(/(?<=repeat )\d+/, `${Math.log2(block_size)}`);
  expect(text).toContain('variance=unbiased');
  return run === 'notebook' ? text : text.replaceAll('variance=unbiased', 'variance=biased');
}

describe.each(namesOf(stages))('%s', (name, stage) => {
  const path = goldenFile(name);
  const { config, runs } = JSON.parse(readFileSync(path, 'utf8')) as { config: Config; runs: readonly Run[] };

  describe.each(runs.map((run) => [run.run, run] as const))('as %s', (runName, run) => {
    const program = writeProgram(specOf(stages[stage], config, runName));

    it.each(['cpu', 'wasm', 'fused'])('gives the losses and the weights of PyTorch on %s', (backend) => {
      const got = runScript<Outcome>('trajectory.mjs', program.path, path, runName, backend);
      expect(got.count).toBe(run.params_after.length);
      within(got.losses, run.losses, () => 2e-5);
      within(got.evaluation, [run.eval_loss_after.first_batch, run.eval_loss_after.last_batch], () => 1e-4);
      for (const [i, want] of run.params_after.entries()) {
        const found = got.params[i] as Outcome['params'][number];
        expect(found.delta_l2, `${want.name} moved`).toBeGreaterThan(0);
        within([found.delta_l2], [want.delta_l2], (value) => 1e-3 * value);
        within([found.sum, found.sumsq], [want.sum, want.sumsq], () => Math.max(1e-6 * found.count, 1e-5 * want.sumsq));
        within(found.first8, want.first8, (value) => firstNumbers(stage, want.name) + 1e-4 * Math.abs(value));
      }
      for (const [i, want] of run.buffers_after.entries()) {
        const found = got.buffers[i] as Outcome['buffers'][number];
        within([found.sum, found.sumsq], [want.sum, want.sumsq], () => Math.max(1e-6 * found.count, 1e-5 * want.sumsq));
        within(found.first8, want.first8, (value) => 2e-5 + 1e-4 * Math.abs(value));
      }
      expect(new Set(got.losses).size).toBeGreaterThan(15);
      expect(new Set(got.tensors).size, 'no step leaves a tensor behind').toBe(1);
    });
  });
});

/** In stage 3 the bug amplifies rounding at the first position: see the exceptions in the goldens' README. */
function firstNumbers(stage: string, name: string): number {
  return stage === 'stage3' && /^(lin1|emb)\./.test(name) ? 1e-3 : 2e-5;
}

function within(got: readonly number[], want: readonly number[], tolerance: (value: number) => number): void {
  expect(got.length).toBe(want.length);
  for (const [i, value] of want.entries())
    expect(Math.abs((got[i] as number) - value), `number ${i}: ${got[i]}, PyTorch has ${value}`).toBeLessThanOrEqual(
      tolerance(value),
    );
}
