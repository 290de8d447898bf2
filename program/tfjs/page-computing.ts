/** Computing: training and everything else by TensorFlow.js */
import { byTfjs } from './backend.ts';
import type { PageContent } from './page.ts';
import { startPageBackend } from './page-backend.ts';
import type { Computing } from './types.ts';

/** Starts what trains and measures. */
export async function startInPage({ wasm }: PageContent): Promise<Computing> {
  return byTfjs(await startPageBackend(wasm));
}
