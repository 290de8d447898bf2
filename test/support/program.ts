/** Programs that tests write into folders of their own and run as people do: with node, in a process. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { EngineName, Language, OutputFile } from '../../src/codegen/target.ts';
import { compile } from '../../src/compile.ts';
import { render } from '../../src/diagnostics/render.ts';
import { worldOf } from '../../src/run/facts.ts';
import { source } from '../../src/text/source.ts';

export interface Program {
  readonly folder: string;
  /** The module, by its full path. */
  readonly path: string;
}

export interface ProgramOptions {
  readonly lang?: Language;
  readonly engine?: EngineName;
  readonly file?: string;
  /** Files beside the spec, which it may read its data from. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** Compiles a spec, which has to be free of errors, and writes its program; TensorFlow.js is the project's own. */
export function writeProgram(
  text: string,
  { lang = 'js', engine = 'fused', file = 'spec.mm', files = {} }: ProgramOptions = {},
): Program {
  const folder = mkdtempSync(join(tmpdir(), 'mm-program-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const spec = source(file, text);
  const { value, diagnostics } = compile(spec, worldOf(spec, folder).facts, { lang, engine });
  const [program] = value;
  if (!program) throw new Error(`the spec does not compile:\n${render(diagnostics)}`);
  for (const output of value) {
    const path = join(folder, output.path);
    mkdirSync(dirname(path), { recursive: true });
    if ('text' in output) writeFileSync(path, output.text);
    else if ('bytes' in output) writeFileSync(path, output.bytes);
    else copyFileSync(resolve(output.from.kind === 'builtin' ? '.' : folder, output.from.path), path);
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return { folder, path: join(folder, program.path) };
}

/** Writes the module of a program alone, without its data, and gives its full path. */
export function writeModule([program]: readonly OutputFile[]): string {
  if (!program || !('text' in program)) throw new Error('there is no program to write');
  const folder = mkdtempSync(join(tmpdir(), 'mm-module-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, program.path), program.text);
  return join(folder, program.path);
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs node with these arguments and waits for its end. */
export function runNode(args: readonly string[], cwd?: string): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1e9,
    timeout: process.env.MM_ZOO === 'all' ? 3_600_000 : 300_000,
    ...(cwd === undefined ? {} : { cwd }),
  });
  return { status, stdout, stderr };
}

/** Runs a script of test/support over a program and gives what it prints as JSON. */
export function runScript<T>(script: string, ...args: readonly string[]): T {
  const { status, stdout, stderr } = runNode([resolve('test/support', script), ...args]);
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as T;
}
