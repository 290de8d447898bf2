/** Computing: training by the fused engine where it runs, everything else by TensorFlow.js */
import type { Given } from './arguments.ts';
import { byTfjs, startBackend } from './backend.ts';
import { openEngine, withEngine } from './engine.ts';
import { readEngine } from './files.ts';
import { Problem } from './problem.ts';
import type { Computing, OpenedEngine, Settings } from './types.ts';

export const ENGINE_HELP = `
  --engine fused|tfjs  what trains (fused where it runs)`;

/** Starts what trains and measures. */
export async function startComputing(given: Given, settings: Settings): Promise<Computing> {
  if (engineFor(given, settings) === 'tfjs') return byTfjs(await startBackend(settings.backend));
  if (given.backend === 'wasm')
    throw new Problem('the fused engine goes with the cpu backend, so --engine fused goes without --backend wasm', 2);
  const bytes = readEngine();
  const opened = bytes ? await openEngine(bytes, settings) : 'There is no engine.wasm beside this program';
  if (typeof opened !== 'string') return byEngine(opened);
  if (given.engine === 'fused') throw new Problem(`${opened}; without --engine fused TensorFlow.js trains`);
  console.error(`${opened}: TensorFlow.js trains, which is slower`);
  return byTfjs(await startBackend(settings.backend));
}

/** What was asked for; a backend alone asks for TensorFlow.js on it. */
function engineFor(given: Given, { engine, backend }: Settings): string {
  if (given.engine !== undefined) return given.engine;
  if (given.backend !== undefined) return 'tfjs';
  return engine || (backend ? 'tfjs' : 'fused');
}

async function byEngine(opened: OpenedEngine): Promise<Computing> {
  await startBackend('cpu');
  return {
    name: 'the fused engine',
    kept: { engine: 'fused', backend: '' },
    prepare: (model) => withEngine(model, opened),
    finish: async () => {
      await startBackend('');
    },
  };
}
