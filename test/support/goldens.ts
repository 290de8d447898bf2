/** The goldens: what PyTorch computes, as files (test/goldens/README.md). `MM_GOLDENS` names another folder of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

export interface Numbers {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly data: readonly number[];
  /** The axes of a parameter: `[out_features,in_features]; y = x @ W^T + b`. */
  readonly layout?: string;
}

export type ByName = Readonly<Record<string, Numbers>>;

/** A golden of kind `layer` or `loss`. */
export interface Golden {
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputs: ByName;
  readonly params?: ByName;
  readonly outputs: ByName;
  readonly grad_output: ByName;
  readonly grads: { readonly inputs: ByName; readonly params: ByName };
  readonly buffers_before?: ByName;
  readonly buffers_after?: ByName;
  readonly eval_outputs?: ByName;
  readonly eval_outputs_with_buffers_before?: ByName;
}

const folder = process.env.MM_GOLDENS ?? 'test/goldens';

/** Names of all files of the folder but its list and its README: `linear_2d`, `traj/stage1`, `traj/stage1.f32`. */
export function goldenNames(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(json|f32)$/.test(file) && file !== 'index.json')
    .map((file) => file.replaceAll('\\', '/').replace(/\.json$/, ''))
    .sort();
}

/** The recorded trainings whose names begin with one of the keys, and the key of each. */
export function namesOf<K extends string>(table: Readonly<Record<K, unknown>>): (readonly [string, K])[] {
  return goldenNames().flatMap((name) => {
    const key = (Object.keys(table) as K[]).find((each) => name.startsWith(`traj/${each}`));
    return key === undefined || name.endsWith('.f32') ? [] : [[name, key] as const];
  });
}

export function goldenFile(name: string): string {
  return join(folder, `${name}.json`);
}

export function golden<G = Golden>(name: string): G {
  return JSON.parse(readFileSync(goldenFile(name), 'utf8'));
}

/** Within the README's tolerance for outputs and gradients: 1e-6 + 1e-5 of the largest number. */
export function expectClose(got: ArrayLike<number>, want: ArrayLike<number>, what: string): void {
  expect(got.length, `${what}: how many numbers`).toBe(want.length);
  const largest = Array.from(want).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const worst = Array.from(want).reduce((most, value, i) => Math.max(most, distance(got[i] as number, value)), 0);
  expect(worst, `${what}: largest error`).toBeLessThanOrEqual(1e-6 + 1e-5 * largest);
}

/** A number that is none is infinitely far from all. */
function distance(got: number, want: number): number {
  return Number.isNaN(got) ? Number.POSITIVE_INFINITY : Math.abs(got - want);
}

/** A matrix [rows, columns] with rows and columns changed over. */
export function transposed({ shape, dtype, data }: Numbers): Numbers {
  const [rows, columns] = shape as [number, number];
  const turned = Array.from(
    { length: data.length },
    (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] as number,
  );
  return { shape: [columns, rows], dtype, data: turned };
}
