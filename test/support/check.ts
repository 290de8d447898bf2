/** The check of a spec with the files beside it, as the tests of reports call it. */
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../src/diagnostics/sort.ts';
import { readersByName } from '../../src/resolve/entries.ts';
import { type DataAnswer, dataKey, type Facts, type FileProblem } from '../../src/resolve/facts.ts';
import { needs } from '../../src/resolve/needs.ts';
import { usedPath } from '../../src/resolve/used-path.ts';
import { check as checkSpec } from '../../src/summary/check.ts';
import { type Source, source } from '../../src/text/source.ts';

/**
 * Files by name. `\xFF` in one stands for that byte. The lines of a file called `--set` are settings of the command line.
 */
export type Files = Readonly<Record<string, string>>;

/** The reports on a spec, in the order in which they are shown. */
export function check(text: string, files: Files): readonly Diagnostic[] {
  const spec = source('spec.mm', text);
  return sortDiagnostics(checkSpec(spec, factsOf(spec, files)).diagnostics);
}

function factsOf(spec: Source, files: Files): Facts {
  const texts = new Map<string, Source | FileProblem>();
  for (const [name, content] of Object.entries(files)) texts.set(usedPath('', name), source(name, content));
  const lines = (files['--set'] ?? '').split('\n').filter((line) => line.includes('='));
  const settings = new Map(lines.map((line) => line.split(/=(.*)/, 2) as [string, string]));
  const data = new Map<string, DataAnswer>();
  for (const need of needs(spec, settings)) {
    if (need.kind === 'text' && need.path.startsWith('../')) texts.set(need.path, 'outside-project');
    if (need.kind === 'data') data.set(dataKey(need.reader, need.source), answer(need, files));
  }
  return { texts, data, settings };
}

function answer(
  { reader, source: name }: { readonly reader: string; readonly source: string },
  files: Files,
): DataAnswer {
  const content = files[name];
  if (content === undefined) return { file: 'not-found' };
  return (readersByName.get(reader)?.inspect(bytesOf(content)) ?? { file: 'unreadable' }) as DataAnswer;
}

function bytesOf(content: string): Uint8Array {
  const parts = content.split(/\\x([0-9A-F]{2})/);
  const bytes = parts.flatMap((part, at) =>
    at % 2 === 1 ? [Number.parseInt(part, 16)] : [...new TextEncoder().encode(part)],
  );
  return Uint8Array.from(bytes);
}
