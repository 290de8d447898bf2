/** `mm diff A B`: what was changed between two specs, and what follows from it. */
import { type Command, Option } from 'commander';
import { type Diff, diff } from '../../diff/diff.ts';
import { diffJson, isSame } from '../../diff/views/json.ts';
import { diffMarkdown } from '../../diff/views/markdown.ts';
import { statOf } from '../../diff/views/stat.ts';
import { diffText, type Names } from '../../diff/views/text.ts';
import { exitCodes } from '../failure.ts';
import { examples } from '../options.ts';
import { openSpec } from '../specs.ts';
import { diffColours, say, terminalWidth } from '../terminal.ts';

const formats = ['human', 'json', 'md'] as const;

interface DiffOptions {
  readonly format: (typeof formats)[number];
  readonly stat: boolean;
  readonly exitCode: boolean;
}

export function define(command: Command): void {
  command
    .argument('<a>', 'a spec')
    .argument('<b>', 'the spec that came of it')
    .addOption(
      new Option('-f, --format <form>', 'for people, programs or pull requests').choices(formats).default('human'),
    )
    .option('--stat', 'one line', false)
    .option('--exit-code', 'end with 1 where they differ, with 2 where errors keep mm from telling', false)
    .action(diffCommand);
  examples(command, [
    ['mm diff old.mm new.mm', 'what was changed, and what follows from it'],
    ['mm diff old.mm new.mm --stat', 'in one line'],
    ['mm diff old.mm new.mm --format md', 'for a pull request'],
  ]);
}

function diffCommand(a: string, b: string, { format, stat, exitCode }: DiffOptions): void {
  const found = diff(openSpec(a), openSpec(b));
  say(stat ? statOf(found) || 'the same' : textOf(found, { a, b }, format));
  if (exitCode) process.exitCode = exitCodeOf(found);
}

function textOf(found: Diff, names: Names, format: DiffOptions['format']): string {
  switch (format) {
    case 'human':
      return diffText(found, names, { theme: diffColours, width: terminalWidth() });
    case 'json':
      return `${JSON.stringify(diffJson(found), null, 2)}\n`;
    case 'md':
      return diffMarkdown(found, names);
  }
}

/** As `git diff --exit-code`, and 2 where a spec has errors. */
function exitCodeOf(found: Diff): number {
  if (found.isBroken) return 2;
  return isSame(found) ? exitCodes.clean : 1;
}
