/** docs/layers.md: every entry of the registry with its arguments, shapes, formula, costs and examples. */
import { type Entry, type Group, registryGroups, registrySections } from '../../src/cli/registry-groups.ts';
import { trainSettings } from '../../src/registry/item-settings.ts';
import { entrySection, paramsTable } from './entry-section.ts';
import { table } from './markdown.ts';

const head = `# Layers, and what trains them

Everything that mm knows by name. \`mm layers NAME\` shows the same in a terminal, also by the names of PyTorch and Keras
(\`mm layers Conv2d\`); [language.md](language.md) says how a file is written. This page is written by \`npm run docs\`
from the entries in \`src\`: shapes, numbers and formulas are those that mm works out itself.

In types \`B\` is the batch, \`T\` positions in time, \`H\` and \`W\` the rows and columns of an image, \`C\` channels, \`V\` the
number of different tokens; \`*\` stands for any leading dims. Channels come last. Multiply-adds are those of matrix
products and convolutions for one example, forwards. \`kaiming(gain=0.5774, dist=uniform)\` is uniform in ±1/sqrt(fan_in),
PyTorch's default for its linear layers and convolutions. Every stage also takes \`name=\`.
`;

/** The page as text. */
export function layersPage(): string {
  return [head, contents(), ...registrySections.map(section)].join('\n');
}

function contents(): string {
  const rows = registrySections.map(({ title, noun, entries }) => [
    `[${title}](#${anchor(title)})`,
    entries.map((entry) => `[${entry.name}](#${entryAnchor(noun, entry)})`).join(' · '),
  ]);
  return `${table(['', ''], rows)}\n`;
}

function section({ title, noun, entries }: Group): string {
  const settings =
    noun === 'optimiser'
      ? `\nEvery \`train\` takes these beside the optimiser's own:\n\n${paramsTable(trainSettings)}\n`
      : '';
  const parts = entries.map((entry) => `### ${heading(noun, entry)}\n\n${entrySection(noun, entry)}\n`);
  return `## ${title}\n${settings}\n${parts.join('\n')}`;
}

/** The link to an entry's section. */
export function entryAnchor(noun: Group['noun'], entry: Pick<Entry, 'name'>): string {
  return anchor(heading(noun, entry));
}

/** The name, with its kind where an entry of an earlier kind has the same. */
function heading(noun: Group['noun'], { name }: Pick<Entry, 'name'>): string {
  const first = registryGroups.find(({ entries }) => entries.some((entry) => entry.name === name));
  return first?.noun === noun ? name : `${name} (${noun})`;
}

/** As GitHub makes them of headings. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
