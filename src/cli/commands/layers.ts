/** `mm layers [NAME]`: what the registry says about itself. */
import type { Command } from 'commander';
import { nearest } from '../../text/nearest.ts';
import { Failure } from '../failure.ts';
import { entriesCalled, entriesNamed, type Found } from '../find-entries.ts';
import { type Group, registryGroups, registrySections } from '../registry-groups.ts';
import { entryPage } from '../registry-page.ts';
import { bold, dim, say, terminalWidth } from '../terminal.ts';

export function define(command: Command): void {
  command
    .argument('[name]', 'a layer, optimiser, schedule, initialiser, loss or reader, or what PyTorch or Keras call it')
    .addHelpText(
      'after',
      `
Examples
  $ mm layers              everything, a line each
  $ mm layers flatten      shapes, formula, arguments, costs and examples of flatten
  $ mm layers adamw        the settings of an optimiser
  $ mm layers nn.Linear    what mm calls it`,
    )
    .action((name?: string) => {
      say(name === undefined ? overview() : answer(name));
    });
}

/** Every entry, a line each. */
function overview(): string {
  return `${registrySections.map(list).join('\n\n')}\n\nmm layers NAME shows one of them in full; names of PyTorch and Keras are understood\n`;
}

function list({ title, entries }: Pick<Group, 'title' | 'entries'>): string {
  const lines = entries.map(({ name, summary }) => `  ${name.padEnd(width)}  ${dim(cut(summary, width + 4))}`);
  return [bold(title), ...lines].join('\n');
}

const width = Math.max(...registryGroups.flatMap(({ entries }) => entries.map(({ name }) => name.length)));

function cut(text: string, taken: number): string {
  const room = terminalWidth() - taken;
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

/** The pages of what bears that name, here or elsewhere. */
function answer(name: string): string {
  const own = entriesNamed(name);
  if (own.length > 0) return pages(own);
  const found = entriesCalled(name);
  const names = [...new Set(found.map(({ entry }) => entry.name))];
  if (names.length === 0) throw new Failure(`there is no '${name}'`, suggestions(name));
  if (names.length === 1) return `${dim(`${name} is ${names[0]} in mm`)}\n\n${pages(found)}`;
  const entries = found.map(({ entry }) => entry);
  return `${list({ title: `What ${name} may be in mm`, entries })}\n\nmm layers NAME shows one of them in full\n`;
}

function pages(found: readonly Found[]): string {
  return found.map(({ noun, entry }) => entryPage(noun, entry)).join('\n');
}

function suggestions(name: string): string[] {
  const names = new Set(registryGroups.flatMap(({ entries }) => entries.map((entry) => entry.name)));
  const near = nearest(name, names);
  return [...(near.length > 0 ? [`did you mean ${near.join(' or ')}?`] : []), 'mm layers lists all of them'];
}
