/** The tables at the end of docs/language.md: every name that mm knows, and of layers the types and parameters. */
import { usages } from '../../src/cli/entry-text.ts';
import { type Entry, type Group, registryGroups, registrySections } from '../../src/cli/registry-groups.ts';
import { layersByName } from '../../src/resolve/entries.ts';
import { isConstant, toText } from '../../src/shapes/dim.ts';
import { layerCosts } from '../../src/summary/layer-costs.ts';
import { withGenerated } from './generated.ts';
import { entryAnchor } from './layers-page.ts';
import { code, table } from './markdown.ts';

/** The reference with its tables made anew. */
export function withOverview(page: string): string {
  return withGenerated(page, [layersTable(), namesTable()].join('\n\n'));
}

function layersTable(): string {
  const rows = registrySections.flatMap(({ title, noun, entries }) =>
    noun === 'layer' ? [[`**${title}**`, '', ''], ...entries.map((entry) => layerRow(noun, entry))] : [],
  );
  return table(['layer', 'type', 'parameters'], rows);
}

function layerRow(noun: Group['noun'], entry: Entry): string[] {
  const [usage = entry.name] = usages(noun, entry);
  const written = usage.replace(' [key=value …]', '');
  return [`[${code(written)}](layers.md#${entryAnchor(noun, entry)})`, code(entry.signature ?? ''), parameters(entry)];
}

/** Of all weights together, for each rank that the layer takes. */
function parameters({ name }: Entry): string {
  const def = layersByName.get(name);
  const counts = (def ? layerCosts(def) : []).flatMap(({ params }) =>
    isConstant(params, 0) ? [] : [code(toText(params))],
  );
  return counts.length === 0 ? '–' : [...new Set(counts)].join(' · ');
}

function namesTable(): string {
  const others = registryGroups.filter(({ noun }) => noun !== 'layer');
  const rows = others.map(({ title, noun, entries }) => [
    title,
    entries.map((entry) => `[${code(entry.name)}](layers.md#${entryAnchor(noun, entry)})`).join(' '),
  ]);
  return table(['', ''], rows);
}
