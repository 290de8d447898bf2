/** Backend: what computes for TensorFlow.js in a page */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { PageContent } from './page.ts';
import { Problem } from './problem.ts';

/** Starts the wasm backend without threads, or plain JavaScript where that does not run; gives its name. */
export async function startPageBackend({ plain, simd }: PageContent['wasm']): Promise<string> {
  tf.enableProdMode();
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  });
  for (const name of ['wasm', 'cpu']) if (await tf.setBackend(name).catch(() => false)) return name;
  throw new Problem('TensorFlow.js does not run in this browser');
}
