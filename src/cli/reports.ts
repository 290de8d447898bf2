/** Reports on the terminal, in the form that was asked for. */
import { severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderGithub } from '../diagnostics/github.ts';
import { toJson } from '../diagnostics/json.ts';
import { renderLines } from '../diagnostics/line.ts';
import { render } from '../diagnostics/render.ts';
import { toSarif } from '../diagnostics/sarif.ts';
import { exitCodes } from './failure.ts';
import { colours, terminalWidth } from './terminal.ts';

export const reportFormats = ['human', 'json', 'sarif', 'github', 'line'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Reports as text that ends with a line end, or empty. */
export function reportText(diagnostics: readonly Diagnostic[], format: ReportFormat): string {
  switch (format) {
    case 'human':
      return render(diagnostics, { theme: colours, width: terminalWidth() });
    case 'json':
      return `${JSON.stringify(toJson(diagnostics), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(toSarif(diagnostics), null, 2)}\n`;
    case 'github':
      return renderGithub(diagnostics);
    case 'line':
      return renderLines(diagnostics);
  }
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => severityOf(each) === 'error');
}

/** Under `strict` a warning weighs as much as an error. */
export function exitCodeOf(diagnostics: readonly Diagnostic[], strict: boolean): number {
  const isBad = hasErrors(diagnostics) || (strict && diagnostics.some((each) => severityOf(each) === 'warning'));
  return isBad ? exitCodes.spec : exitCodes.clean;
}
