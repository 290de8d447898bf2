/** `mm git-diff`: what git calls for changed specs once `mm git-setup` has told it to. */
import type { Command } from 'commander';
import { setAside } from '../compared.ts';
import { say } from '../terminal.ts';
import { comparisonText } from './diff.ts';

/** The words that git gives to the command of a diff driver. */
export function define(command: Command): void {
  command
    .argument('<path>', 'where the spec lies in the repository')
    .argument('<old-file>', 'what it was')
    .argument('<old-hex>')
    .argument('<old-mode>')
    .argument('<new-file>', 'what it is')
    .argument('[new-hex]')
    .argument('[rest...]', 'what else git says')
    .action((path: string, old: string, hex: string, _mode: string, now: string, newHex = '') => {
      say(`${comparisonText(setAside(path, { file: old, hash: hex }, { file: now, hash: newHex }))}\n`);
    });
}
