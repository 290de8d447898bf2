/** What an emitted program needs: `package.json` with exact versions, and for TypeScript its settings. */
import type { Ir } from '../../../ir/ir.ts';
import { version } from '../../../version.ts';
import type { Language, TextFile } from '../../target.ts';
import { programName, trainsItself } from './knobs-code.ts';

/** The packages of a program, as tested with mm; a test holds them against mm's own. */
export const packages = {
  '@tensorflow/tfjs': '4.22.0',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
} as const;

/** What a program in TypeScript is run and checked with. */
export const typescriptPackages = {
  '@types/node': '20.19.43',
  tsx: '4.23.15',
  typescript: '6.0.3',
} as const;

/** The files beside the program. */
export function projectFiles(ir: Ir, lang: Language): readonly TextFile[] {
  const program = programName(ir, lang);
  const run = lang === 'ts' ? `tsx ${program}` : `node ${program}`;
  const verbs = ['train', 'eval', ...(ir.data?.reading.samples ? ['sample'] : [])];
  const manifest = {
    name: packageName(ir.name),
    version: '1.0.0',
    description: `A model compiled by mm ${version}`,
    private: true,
    type: 'module',
    exports: `./${program}`,
    engines: { node: '>=20.11' },
    ...(trainsItself(ir) ? { scripts: Object.fromEntries(verbs.map((verb) => [verb, `${run} ${verb}`])) } : {}),
    dependencies: packages,
    ...(lang === 'ts' ? { devDependencies: typescriptPackages } : {}),
  };
  const files = [json('package.json', manifest)];
  return lang === 'ts' ? [...files, json('tsconfig.json', { compilerOptions, include: [program] })] : files;
}

const compilerOptions = {
  target: 'es2022',
  lib: ['es2023'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  noUnusedLocals: true,
  skipLibCheck: true,
  noEmit: true,
};

function json(path: string, value: unknown): TextFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` };
}

/** A name that npm takes. */
function packageName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'model' : plain.slice(0, 200);
}
