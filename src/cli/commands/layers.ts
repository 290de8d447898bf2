/** `mm layers [NAME]`: what the registry says about itself. */
import type { Command } from 'commander';
import { nearest } from '../../text/nearest.ts';
import { Failure } from '../failure.ts';
import { type Entry, registryGroups } from '../registry-groups.ts';
import { entryPage } from '../registry-page.ts';
import { bold, dim, say, terminalWidth } from '../terminal.ts';

export function define(command: Command): void {
  command
    .argument('[name]', 'a layer, optimiser, schedule, initialiser, loss or reader')
    .addHelpText(
      'after',
      `
Examples
  $ mm layers             everything, a line each
  $ mm layers flatten     shapes, formula, arguments and examples of flatten
  $ mm layers adamw       the settings of an optimiser`,
    )
    .action((name?: string) => {
      say(name === undefined ? overview() : pages(name));
    });
}

/** Every entry of every group, a line each. */
function overview(): string {
  const width = Math.max(...registryGroups.flatMap(({ entries }) => entries.map(({ name }) => name.length)));
  const sections = registryGroups.map(({ title, entries }) => {
    const lines = entries.map((entry) => `  ${entry.name.padEnd(width)}  ${dim(cut(entry.summary, width + 4))}`);
    return [bold(title), ...lines].join('\n');
  });
  return `${sections.join('\n\n')}\n\nmm layers NAME shows one of them in full\n`;
}

function cut(text: string, taken: number): string {
  const room = terminalWidth() - taken;
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

/** The page of each entry of that name; `linear` is both a layer and a schedule. */
function pages(name: string): string {
  const found = registryGroups.flatMap(({ noun, entries }) =>
    entries.filter((entry) => entry.name === name).map((entry) => entryPage(noun, entry)),
  );
  if (found.length > 0) return found.join('\n');
  throw new Failure(`there is no '${name}'`, suggestions(name));
}

/** Near names, and mm's names for what other frameworks call so. */
function suggestions(name: string): string[] {
  const all = registryGroups.flatMap(({ entries }) => entries);
  const elsewhere = all.filter((entry) => bearsElsewhere(entry, name)).map((entry) => entry.name);
  const near = nearest(name, new Set(all.map((entry) => entry.name)));
  return [
    ...elsewhere.map((own) => `mm's name for it: ${own}`),
    ...(near.length > 0 ? [`did you mean ${near.join(' or ')}?`] : []),
    'mm layers lists all of them',
  ];
}

/** Whether PyTorch or Keras have the entry under that name. */
function bearsElsewhere({ pytorch = '', keras = '' }: Entry, name: string): boolean {
  const names = new Set<string>(`${pytorch} ${keras}`.toLowerCase().match(/\w+/g));
  return name.length > 2 && names.has(name.toLowerCase());
}
