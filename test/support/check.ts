/** The check of a spec with the files beside it, as the tests of reports call it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../src/diagnostics/sort.ts';
import * as mm from '../../src/index.ts';
import { type Source, source } from '../../src/text/source.ts';

interface Found {
  readonly diagnostics: readonly Diagnostic[];
}

type Check = (spec: Source, facts: { readonly files: Readonly<Record<string, string>> }) => Found;

const parser = fileURLToPath(new URL('../../src/parser/parse.ts', import.meta.url));
const { parse } = existsSync(parser) ? ((await import(parser)) as { parse?: Check }) : {};
const known = [(mm as { check?: Check }).check, parse];

/** The reports on a spec, in the order in which they are shown. */
export function check(text: string, files: Readonly<Record<string, string>>): readonly Diagnostic[] {
  const first = known.find((each) => each !== undefined);
  if (!first) throw new Error('src/index.ts exports no `check` yet');
  return sortDiagnostics(first(source('spec.mm', text), { files }).diagnostics);
}
