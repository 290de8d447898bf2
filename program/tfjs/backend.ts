/** Backend: what computes for TensorFlow.js */
import * as tf from '@tensorflow/tfjs';
import { Problem } from './problem.ts';
import type { Computing } from './types.ts';

/** Starts the backend asked for, or wasm, or else cpu; gives its name. */
export async function startBackend(asked: string): Promise<string> {
  tf.enableProdMode();
  for (const name of asked ? [asked] : ['wasm', 'cpu']) {
    const started = await tf.setBackend(name).catch(() => false);
    if (started) return name;
    if (!asked) console.error('The wasm backend does not run here; going on with cpu, which is about ten times slower');
  }
  throw new Problem(`the backend ${asked} does not run here`);
}

/** Training and everything else by TensorFlow.js. */
export function byTfjs(backend: string): Computing {
  return {
    name: backend,
    kept: { engine: 'tfjs', backend },
    prepare: async (model) => model,
    finish: async () => {},
  };
}
