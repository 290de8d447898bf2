/** Computing: training and everything else by TensorFlow.js */
import type { Given } from './arguments.ts';
import { byTfjs, startBackend } from './backend.ts';
import { Problem } from './problem.ts';
import type { Computing, Settings } from './types.ts';

export const ENGINE_HELP = '';

/** Starts what trains and measures. */
export async function startComputing({ engine }: Given, { backend }: Settings): Promise<Computing> {
  if (engine === 'fused') throw new Problem('this program was compiled without the fused engine', 2);
  return byTfjs(await startBackend(backend));
}
