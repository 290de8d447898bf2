/** From a spec to the files of its program, for the commands that write them. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EngineName, Language, OutputFile } from '../codegen/target.ts';
import { emitModel, whyNotFused } from '../compile.ts';
import type { LoweredData } from '../ir/ir.ts';
import type { LoadedSpec } from '../run/load-spec.ts';
import { packageFolder } from '../run/package.ts';
import { type Content, obstacles, writeBuild } from '../run/write-build.ts';
import type { CheckedModel } from '../shapecheck/checked.ts';
import { exitCodes, Failure } from './failure.ts';
import { hasErrors, reportText } from './reports.ts';

/** Ends the command with the reports when the spec has errors; warnings are shown and do not end it. */
export function stopAtErrors({ diagnostics }: LoadedSpec): void {
  if (diagnostics.length > 0) process.stderr.write(`${reportText(diagnostics, 'human')}\n`);
  if (!hasErrors(diagnostics)) return;
  throw new Failure('nothing was written, as the spec has errors', [], exitCodes.spec);
}

/** The files of a model's program with their content. */
export function programFiles(
  spec: LoadedSpec,
  model: CheckedModel,
  options: { readonly lang: Language; readonly engine: EngineName | undefined },
  data?: LoweredData,
): readonly Content[] {
  const { lang, engine = 'fused' } = options;
  if (options.engine === 'fused') refuseUnfused(spec, model, data);
  const files = emitModel(spec.value, model, { lang, engine }, data);
  return files.map((file) => ({ path: file.path, bytes: contentOf(file, spec) }));
}

/** The fused engine goes by itself where it can; only who asks for it by name hears that it cannot. */
function refuseUnfused({ source, value }: LoadedSpec, model: CheckedModel, data?: LoweredData): void {
  const reason = whyNotFused(value, model, data);
  if (reason === undefined) return;
  throw new Failure(
    `${source.file} ${reason}, so the fused engine cannot train it`,
    ['without --engine fused TensorFlow.js trains it'],
    exitCodes.spec,
  );
}

export function contentOf(file: OutputFile, { folder }: LoadedSpec): Content['bytes'] {
  if ('text' in file) return file.text;
  if ('bytes' in file) return file.bytes;
  const { kind, path } = file.from;
  return readFileSync(kind === 'builtin' ? join(packageFolder(), path) : resolve(folder, path));
}

/** Writes the files, unless something stands in the way. */
export function writeFiles(folder: string, files: readonly Content[], force: boolean): void {
  const found = obstacles(folder, files, force);
  if (found.length === 0) {
    writeBuild(folder, files);
    return;
  }
  const isForcible = found.every(({ why }) => why === 'not written by mm' || why === 'changed since mm wrote it');
  throw new Failure(`nothing was written, as files are in the way`, [
    ...found.map(({ path, why }) => `${path}: ${why}`),
    ...(isForcible ? ['--force replaces them'] : []),
  ]);
}
