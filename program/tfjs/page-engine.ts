/** Computing: training by the fused engine where it runs, everything else by TensorFlow.js */
import * as tf from '@tensorflow/tfjs';
import { byTfjs } from './backend.ts';
import { openEngine, withEngine } from './engine.ts';
import type { PageContent } from './page.ts';
import { startPageBackend } from './page-backend.ts';
import { knobs } from './spec.ts';
import type { Computing } from './types.ts';

/** Starts what trains and measures. */
export async function startInPage({ wasm, engine }: PageContent): Promise<Computing> {
  const opened = engine && knobs.engine !== 'tfjs' ? await openEngine(engine, knobs) : undefined;
  if (opened === undefined || typeof opened === 'string') return byTfjs(await startPageBackend(wasm));
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return { ...byTfjs('the fused engine'), prepare: (model) => withEngine(model, opened) };
}
