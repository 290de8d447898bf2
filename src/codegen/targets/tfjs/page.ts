/** The page of a model: a module that trains it in a browser, for a bundler to put into one file. */
import type { Ir } from '../../../ir/ir.ts';
import { version } from '../../../version.ts';
import { quoted } from '../../code.ts';
import type { CopiedFile } from '../../target.ts';
import { assemble } from './assemble.ts';
import { copiedData, withoutFor } from './data-code.ts';
import { importsText, writtenFor } from './program.ts';

export interface Page {
  /** JavaScript that imports packages, the binaries of the wasm backend, and the text of the data as `DATA_MODULE`. */
  readonly module: string;
  readonly data: CopiedFile;
}

/** What the page's module imports the text of its data from. */
export const DATA_MODULE = 'mm:data';

/** The page of a model that trains on documents of its own; there is none for another. */
export function page(ir: Ir): Page | undefined {
  const { data, training } = ir;
  const [file] = data ? copiedData(data) : [];
  if (data?.reading.samples !== 'lines' || !file || !training) return undefined;
  const { imports, sections } = assemble({
    written: writtenFor(ir, 'js'),
    roots: ['startPage'],
    without: withoutFor(ir),
    externals: {},
    lang: 'js',
  });
  const start = `await startPage({ spec: ${quoted(ir.text)}, maker: ${quoted(`mm ${version}`)}, data, wasm: { plain, simd } });`;
  const module = [importsText(imports), contentImports, ...sections, start].join('\n\n');
  return { module: `${module}\n`, data: file };
}

const binaries = '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm';
const contentImports = `import data from '${DATA_MODULE}';
import plain from '${binaries}.wasm';
import simd from '${binaries}-simd.wasm';`;
