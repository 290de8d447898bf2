/** One file for the browser: the page of a model with its data, TensorFlow.js and the wasm backend in it. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { EngineName } from '../codegen/target.ts';
import { DATA_MODULE, ENGINE_MODULE, type Page, page } from '../codegen/targets/tfjs/page.ts';
import { pageHtml } from '../codegen/targets/tfjs/page-html.ts';
import { toIr } from '../ir/ir.ts';
import type { LoadedSpec } from '../run/load-spec.ts';
import { packageFolder } from '../run/package.ts';
import type { Content } from '../run/write-build.ts';
import type { CheckedModel } from '../shapecheck/checked.ts';
import { contentOf } from './compiled.ts';

/** The page of a model that trains on its own data. */
export async function bundledPage(
  spec: LoadedSpec,
  model: CheckedModel,
  engine: EngineName = 'fused',
): Promise<Content> {
  const made = page(toIr(spec.value, model), engine);
  if (!made) throw new Error('a page needs data and training');
  const script = await bundled(made, contentOf(made.data, spec));
  return { path: `${model.name ?? spec.name}.html`, bytes: pageHtml(script, sha256) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** The module as a script that imports nothing. */
async function bundled({ module, engine }: Page, data: Content['bytes']): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents: module, resolveDir: packageFolder(), loader: 'js' },
    absWorkingDir: packageFolder(),
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'silent',
    loader: { '.wasm': 'dataurl' },
    plugins: [given(data, engine), lean],
  });
  return (outputFiles[0] as { text: string }).text;
}

/** The data and the engine, as modules. */
function given(data: Content['bytes'], engine: Uint8Array | undefined): Plugin {
  return {
    name: 'given',
    setup({ onResolve, onLoad }) {
      const filter = new RegExp(`^(?:${DATA_MODULE}|${ENGINE_MODULE})$`);
      onResolve({ filter }, ({ path }) => ({ path, namespace: 'given' }));
      onLoad({ filter: /./, namespace: 'given' }, ({ path }) =>
        path === DATA_MODULE ? { contents: data, loader: 'text' } : { contents: engine ?? '', loader: 'binary' },
      );
    },
  };
}

/** Of TensorFlow.js what a program needs: no layers, no loaders of data and models, no WebGL, no threads. */
const lean: Plugin = {
  name: 'lean',
  setup({ onResolve, onLoad }) {
    const from = createRequire(join(packageFolder(), 'package.json'));
    onResolve({ filter: /^@tensorflow\/tfjs$/ }, ({ path }) => ({ path, namespace: 'lean' }));
    onLoad({ filter: /./, namespace: 'lean' }, () => ({
      contents: core,
      resolveDir: dirname(from.resolve('@tensorflow/tfjs/package.json')),
    }));
    onLoad({ filter: /tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/ }, () => ({ contents: noThreads }));
  },
};

/** The union package less what is left out: the imports at the head of its index. */
const core = `export * from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';`;

const noThreads = `export default undefined;
export const wasmWorkerContents = '';`;
