/** `mm git-text FILE`: a spec with its shapes below it, whose lines git compares in `git log -p` and `git show`. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { summarise } from '../../summary/summary.ts';
import { shapesTable } from '../shapes-table.ts';
import { openSpec } from '../specs.ts';
import { say } from '../terminal.ts';

export function define(command: Command): void {
  command.argument('<file>', 'a spec').action(gitText);
}

function gitText(file: string): void {
  const { value } = openSpec(file);
  const batch = value.train?.batch ?? 32;
  const tables = value.models.map((model) => shapesTable(summarise(model, { batch }, value), model, value));
  say([readFileSync(file, 'utf8'), ...tables].join('\n'));
}
