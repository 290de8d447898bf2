/** Reports for editors and build logs, a line each: `file:line:column: severity: message`. */
import { positionAt } from '../text/lines.ts';
import { messageOf, severityOf } from './catalog.ts';
import type { Diagnostic } from './diagnostic.ts';
import { visible } from './render-text.ts';

/** One line for each report, every one of them ended. */
export function renderLines(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((each) => `${lineOf(each)}\n`).join('');
}

function lineOf(diagnostic: Diagnostic): string {
  const { source, start } = diagnostic.span;
  const { line, column } = positionAt(source, start);
  return visible(`${source.file}:${line}:${column}: ${severityOf(diagnostic)}: ${messageOf(diagnostic)}`);
}
