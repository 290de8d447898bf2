/** The page of a model: a module that trains it in a browser, for a bundler to put into one file. */
import type { Ir } from '../../../ir/ir.ts';
import { version } from '../../../version.ts';
import { quoted } from '../../code.ts';
import type { CopiedFile, EngineName } from '../../target.ts';
import { assemble } from './assemble.ts';
import { copiedData, withoutFor } from './data-code.ts';
import { engineFile, engineFor } from './engine-code.ts';
import { importsText, writtenFor } from './program.ts';

export interface Page {
  /**
   * JavaScript that imports packages, the binaries of the wasm backend, the text of the data as `DATA_MODULE`, and the
   * bytes of the engine as `ENGINE_MODULE`.
   */
  readonly module: string;
  readonly data: CopiedFile;
  /** There is none where TensorFlow.js trains alone. */
  readonly engine: Uint8Array | undefined;
}

/** What the page's module imports the text of its data from. */
export const DATA_MODULE = 'mm:data';

/** What it imports the engine from. */
export const ENGINE_MODULE = 'mm:engine';

/** The page of a model that trains on documents of its own; there is none for another. */
export function page(ir: Ir, name: EngineName): Page | undefined {
  const { data, training } = ir;
  const [file] = data ? copiedData(data) : [];
  if (data?.reading.samples !== 'lines' || !file || !training) return undefined;
  const engine = engineFor(ir, name);
  const { imports, sections } = assemble({
    written: writtenFor(ir, 'js', engine),
    roots: ['startPage'],
    without: withoutFor(ir, engine !== undefined),
    externals: {},
    lang: 'js',
  });
  const content = `data, wasm: { plain, simd }${engine ? ', engine' : ''}`;
  const start = `await startPage({ spec: ${quoted(ir.text)}, maker: ${quoted(`mm ${version}`)}, ${content} });`;
  const imported = engine ? [contentImports, `import engine from '${ENGINE_MODULE}';`].join('\n') : contentImports;
  const module = [importsText(imports), imported, ...sections, start].join('\n\n');
  return { module: `${module}\n`, data: file, engine: engine && engineFile(engine, ir).bytes };
}

const binaries = '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm';
const contentImports = `import data from '${DATA_MODULE}';
import plain from '${binaries}.wasm';
import simd from '${binaries}-simd.wasm';`;
