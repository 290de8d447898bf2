/** docs/diagnostics.md: every code of the catalogue with what it is for, a mistake, its report, and a text without it. */
import { join } from 'node:path';
import { examplesOf } from '../generate/examples.mjs';
import { load } from './load.mjs';

/** The catalogue, the examples that `mm explain` shows, and how good the reports are. */
const sources = `export { areaOf, areas } from './src/diagnostics/areas.ts';
  export { catalog } from './src/diagnostics/catalog.ts';
  export { qualitySection } from './scripts/docs/quality.ts';`;

const head = `# Reports

Every report of mm has a code. Codes are stable: scripts and editors may rely on them, while the texts may improve. An
error ends every command that needs the model; a warning ends none, unless \`mm check --strict\` counts it as an error.
\`mm explain CODE\` shows what stands here about a code, and \`mm check --fix\` applies the ways out that are plain.

This page is written by \`npm run docs\` from the catalogue in \`src/diagnostics/catalog\` and from the fixtures in
\`test/diagnostics\`, which hold more examples of each.
`;

/** The page as text. */
export async function diagnosticsPage(root) {
  const { areaOf, areas, catalog, qualitySection } = await load(root, sources);
  const examples = await examplesOf(root);
  const codes = Object.keys(catalog);
  const sections = Object.entries(areas).map(([area, { about }]) => {
    const own = codes.filter((code) => areaOf(code) === area);
    const entries = own.map((code) => entryOf(code, catalog[code], examples[code]));
    return `## ${area}\n\n${about}\n\n${own.map(linkTo).join(' ·\n')}\n\n${entries.join('\n')}`;
  });
  return [head, ...sections, qualitySection(join(root, 'test', 'diagnostics'))].join('\n');
}

function linkTo(code) {
  return `[${code.slice(code.indexOf('/') + 1)}](#${code.replace('/', '')})`;
}

function entryOf(code, { severity, about, more }, example) {
  const parts = [`### ${code}`, `${severity === 'error' ? 'Error' : 'Warning'}: ${about}`];
  if (more) parts.push(more);
  if (example) {
    const { wrong, right } = example;
    parts.push(...shown(wrong), fenced('text', wrong.report));
    parts.push(`Nothing is reported here (${right.title}):`, ...shown(right));
  }
  return `${parts.join('\n\n')}\n`;
}

/** The source of an example, and the files beside it. */
function shown({ source, files }) {
  const beside = files.map(
    ({ name, text }) => `and beside it \`${name}\`:\n\n${fenced(name.endsWith('.mm') ? 'mm' : 'text', text)}`,
  );
  return [fenced('mm', source), ...beside];
}

/** A block with a fence that is longer than any marks in its text. */
function fenced(lang, text) {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length + 1)));
  return `${fence}${lang}\n${text}\n${fence}`;
}
