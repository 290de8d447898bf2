/** Pages about codes on the terminal: what a code means, a mistake with its report, and a spec that is in order. */
import { areaOf, areas } from '../diagnostics/areas.ts';
import { type Code, catalog } from '../diagnostics/catalog.ts';
import type { Example } from '../diagnostics/examples.ts';
import { examples } from '../diagnostics/generated/examples.ts';
import { wrap } from '../diagnostics/render-text.ts';
import type { Row } from '../diagnostics/row.ts';
import { filledColumns } from './columns.ts';
import { bold, dim, terminalWidth } from './terminal.ts';

/** The page of a code. */
export function explainText(code: Code): string {
  const { severity, about, more }: Row<never> = catalog[code];
  const shown = examples[code];
  const parts = [
    bold(`${severity}[${code}]`),
    filled(about),
    ...(more === undefined ? [] : [filled(more)]),
    ...(shown ? [dim(`reported: ${shown.wrong.title}`), exampleText(shown.wrong), indented(shown.wrong.report)] : []),
    ...(shown ? [dim(`in order: ${shown.right.title}`), exampleText(shown.right)] : []),
    ...(severity === 'warning' ? [filled(`Where it is meant so: # mm-ignore ${code}: the reason`)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** All codes, by area. */
export function codesText(): string {
  const codes = Object.keys(catalog) as Code[];
  const sections = Object.entries(areas).flatMap(([area, { about }]) => {
    const own = codes.filter((code) => areaOf(code) === area);
    const rows = own.map((code) => [`  ${code}`, catalog[code].about]);
    return own.length === 0 ? [] : [`${bold(area)}\n${filled(about)}\n${filledColumns(rows, terminalWidth())}`];
  });
  return `${sections.join('\n\n')}\n\nmm explain CODE shows one in full.\n`;
}

/** The spec, and the files beside it. */
function exampleText({ source, files }: Example): string {
  const beside = files.map(({ name, text }) => `  ${dim(`beside it, ${name}`)}\n${indented(text)}`);
  return [indented(source), ...beside].join('\n\n');
}

function filled(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => wrap(line, terminalWidth()))
    .join('\n');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
