/** docs/diagnostics.md: every code of the catalogue with what it is for, a mistake, its report, and a text without it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './load.mjs';

/** The catalogue, and how fixtures are read. */
const sources = `export { catalog } from './src/diagnostics/catalog.ts';
  export { readCases } from './test/support/cases.ts';`;

const head = `# Reports

Every report of mm has a code. Codes are stable: scripts and editors may rely on them, while the texts may improve. An
error ends every command that needs the model; a warning ends none, unless \`mm check --strict\` counts it as an error.

This page is written by \`npm run docs\` from the catalogue in \`src/diagnostics/catalog\` and from the fixtures in
\`test/diagnostics\`, which hold more examples of each.
`;

/** What the part of a code before the slash is about, in the order of the page. */
const areas = {
  syntax: 'The text cannot be read as it stands.',
  name: 'Something goes by a name that it does not have, or that belongs to something else.',
  argument: 'A layer, a block or an item is given something that it does not take.',
  item: 'Items do not fit together.',
  data: 'The data, the input or the target is not in order.',
  shape: 'Shapes do not fit together.',
  tap: 'A value is remembered or read in a way that does not work.',
  train: 'The training is not in order.',
  learn: 'The model runs, but cannot learn as it stands.',
  flow: 'Some positions see what they must not, or less than they could.',
  scale: 'Training would start with numbers that are too large, too small, or all alike.',
  lint: 'The model runs and learns, but part of it costs something for nothing or does what is hardly meant.',
};

/** The page as text. */
export async function diagnosticsPage(root) {
  const { catalog, readCases } = await load(root, sources);
  const codes = Object.keys(catalog);
  const others = codes.filter((code) => !Object.hasOwn(areas, areaOf(code)));
  if (others.length > 0) throw new Error(`scripts/docs/diagnostics-page.mjs lacks the area of ${others.join(', ')}`);
  const sections = Object.entries(areas).map(([area, about]) => {
    const own = codes.filter((code) => areaOf(code) === area);
    const entries = own.map((code) => entryOf(code, catalog[code], casesOf(root, code, readCases)));
    return `## ${area}\n\n${about}\n\n${own.map(linkTo).join(' ·\n')}\n\n${entries.join('\n')}`;
  });
  return [head, ...sections].join('\n');
}

function areaOf(code) {
  return code.slice(0, code.indexOf('/'));
}

function linkTo(code) {
  return `[${code.slice(code.indexOf('/') + 1)}](#${code.replace('/', '')})`;
}

function casesOf(root, code, readCases) {
  const path = join(root, 'test', 'diagnostics', `${code}.txt`);
  return existsSync(path) ? readCases(path) : [];
}

function entryOf(code, { severity, about }, cases) {
  const wrong = cases.find(({ silent }) => !silent);
  const right = cases.find(({ silent }) => silent);
  const parts = [`### ${code}`, `${severity === 'error' ? 'Error' : 'Warning'}: ${about}`];
  if (wrong) parts.push(...shown(wrong), fenced('text', wrong.report));
  if (right) parts.push(`Nothing is reported here (${right.title.replace(/^silent: */, '')}):`, ...shown(right));
  return `${parts.join('\n\n')}\n`;
}

/** The source of a case, and the files beside it. */
function shown({ text }) {
  const [source, ...files] = text.split(/^@file +/m);
  const beside = files.map((file) => {
    const end = file.indexOf('\n');
    const name = file.slice(0, end).trim();
    return `and beside it \`${name}\`:\n\n${fenced(name.endsWith('.mm') ? 'mm' : 'text', file.slice(end + 1))}`;
  });
  return [fenced('mm', source), ...beside];
}

/** A block with a fence that is longer than any marks in its text; what no page can hold is cut short. */
function fenced(lang, text) {
  const lines = text.trimEnd().split('\n').map(shortened).join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...lines.matchAll(/`+/g)].map(([marks]) => marks.length + 1)));
  return `${fence}${lang}\n${lines}\n${fence}`;
}

function shortened(line) {
  const blanks = /^@blanks (\d+)$/.exec(line)?.[1];
  if (blanks) return `# … ${Number(blanks).toLocaleString('en-US')} blanks …`;
  return line.length > 140 ? `${line.slice(0, 70)} … ${line.slice(-20)}` : line;
}
