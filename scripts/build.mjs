/** Builds dist: the command (mm.js and the chunks it loads on demand), the library (index.js) and its types. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: 'node20',
  outdir: 'dist',
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
};

const [command, library] = await Promise.all([buildCommand(), buildLibrary()]);
const written = await writeFiles([...command.outputFiles, ...library.outputFiles]);
await removeOthers(written);
await chmod(join(dist, 'mm.js'), 0o755);
buildTypes();

/** What is heavy and loaded by few commands stays outside: TensorFlow.js, esbuild and Graphviz are imported when needed. */
function buildCommand() {
  return build({
    ...shared,
    entryPoints: { mm: 'src/cli/main.ts', 'run-program': 'src/run/run-program.ts' },
    platform: 'node',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: ['@tensorflow/*', '@hpcc-js/wasm-graphviz', 'esbuild'],
    minify: true,
    // Bundled CommonJS packages call `require` for node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
}

/** The library runs anywhere, so it is built for no platform: an import of a node module fails the build. */
function buildLibrary() {
  return build({
    ...shared,
    entryPoints: { index: 'src/index.ts' },
    platform: 'neutral',
    mainFields: ['module', 'main'],
  });
}

/** Declarations for the users of the library; the checker refuses node's types in what it exports. */
function buildTypes() {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

async function writeFiles(files) {
  for (const { path, contents } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  return new Set(files.map(({ path }) => relative(dist, path)));
}

/** Chunks of former builds go; types are the business of the compiler of TypeScript. */
async function removeOthers(written) {
  const found = await readdir(dist, { recursive: true, withFileTypes: true });
  for (const entry of found.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(dist, path);
    if (!written.has(name) && !name.startsWith('types')) await rm(path, { force: true });
  }
}
