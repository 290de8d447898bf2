/** The update that each optimiser is printed as, in float32 on both backends, against PyTorch's optimisers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optimisers, rowsOf, trainItem } from '../support/golden-tables.ts';
import { type ByName, golden, goldenFile, type Numbers } from '../support/goldens.ts';
import { type Program, runScript, writeProgram } from '../support/program.ts';

interface OptimiserGolden {
  readonly config: Readonly<Record<string, unknown>> & { readonly loss_scale?: number };
  readonly inputs: { readonly X: Numbers; readonly Y: Numbers };
  readonly params_before: ByName;
  readonly steps: readonly { readonly loss: number; readonly params: ByName }[];
}

interface Told {
  readonly loss: number;
  readonly params: Readonly<Record<string, readonly number[]>>;
}

/** The network of the goldens as a program that lets its update be called. */
function programOf({ config, inputs, params_before }: OptimiserGolden, optimiser: string): Program {
  const item = trainItem(optimiser, config);
  const [features, hidden, outputs] = [inputs.X.shape[1], params_before.b1!.shape[0], inputs.Y.shape[1]];
  const program = writeProgram(
    `input x[${features}]\ntarget value[${outputs}]\nmodel linear ${hidden} | tanh | linear ${outputs}\ntrain ${item} loss=mse\n`,
  );
  const text = readFileSync(program.path, 'utf8');
  expect(text).toContain('export { ');
  writeFileSync(program.path, text.replace('export { ', 'export { update, '));
  return program;
}

describe.each(rowsOf(optimisers))('%s', (name, optimiser) => {
  const want = golden<OptimiserGolden>(name);
  const program = programOf(want, optimiser);
  const scale = want.config.loss_scale ?? 1;

  it.each(['cpu', 'wasm'])('on %s', (backend) => {
    const got = runScript<Told[]>('optimiser-steps.mjs', program.path, goldenFile(name), backend);
    expect(got).toHaveLength(want.steps.length);
    for (const [i, { loss, params }] of want.steps.entries()) {
      expect(Math.abs(got[i]!.loss - loss)).toBeLessThan(2e-6 * scale);
      for (const [weight, { data }] of Object.entries(params))
        for (const [at, value] of data.entries())
          expect(Math.abs(got[i]!.params[weight]![at]! - value), `${weight} after step ${i + 1}`).toBeLessThan(1e-6);
    }
    const moved = want.params_before.w1!.data.map((value, at) => Math.abs(value - got.at(-1)!.params.w1![at]!));
    expect(Math.max(...moved)).toBeGreaterThan(1e-3);
  });
});
