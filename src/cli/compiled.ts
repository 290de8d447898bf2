/** From a spec to the files of its program, for the commands that write them. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type OutputFile, type Language, compile } from '../compile.ts';
import { packageFolder } from '../run/package.ts';
import type { LoadedSpec } from '../run/load-spec.ts';
import type { Content } from '../run/write-build.ts';
import { exitCodes, Failure } from './failure.ts';
import { hasErrors, reportText } from './reports.ts';
import { chooseModel } from './specs.ts';

/** Ends the command with the reports when the spec has errors; warnings are shown and do not end it. */
export function stopAtErrors({ diagnostics }: LoadedSpec): void {
  if (diagnostics.length > 0) process.stderr.write(`${reportText(diagnostics, 'human')}\n`);
  if (!hasErrors(diagnostics)) return;
  throw new Failure('nothing was written, as the spec has errors', [], exitCodes.spec);
}
