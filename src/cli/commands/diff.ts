/** `mm diff A [B]`: what was changed between two specs, and what follows from it. */
import { type Command, Option } from 'commander';
import { diffJson, isSame } from '../../diff/views/json.ts';
import { diffMarkdown } from '../../diff/views/markdown.ts';
import { statOf } from '../../diff/views/stat.ts';
import { diffText } from '../../diff/views/text.ts';
import { type Comparison, comparisonsOf } from '../compared.ts';
import { exitCodes } from '../failure.ts';
import { examples } from '../options.ts';
import { hasErrors, reportText } from '../reports.ts';
import { diffColours, say, terminalWidth } from '../terminal.ts';

const formats = ['human', 'json', 'md'] as const;
type Format = (typeof formats)[number];

interface DiffOptions {
  readonly format: Format;
  readonly stat: boolean;
  readonly exitCode: boolean;
}

export function define(command: Command): void {
  command
    .argument('<a>', 'a spec, REV:path or a run; alone, a file or a revision')
    .argument('[b]', 'the spec that came of it')
    .addOption(
      new Option('-f, --format <form>', 'for people, programs or pull requests').choices(formats).default('human'),
    )
    .option('--stat', 'one line for each pair', false)
    .option('--exit-code', 'end with 1 where they differ, with 2 where errors keep mm from telling', false)
    .action(diffCommand);
  examples(command, [
    ['mm diff old.mm new.mm', 'what was changed, and what follows from it'],
    ['mm diff wavenet.mm', 'since the last commit'],
    ['mm diff main:wavenet.mm wavenet.mm', 'since a branch'],
    ['mm diff main', 'all specs that changed since a branch'],
    ['mm diff runs/wavenet-1 runs/wavenet-2', 'the specs of two runs, settings of the command line included'],
    ['mm diff old.mm new.mm --format md', 'for a pull request'],
  ]);
}

function diffCommand(a: string, b: string | undefined, { format, stat, exitCode }: DiffOptions): void {
  const found = comparisonsOf(a, b);
  say(found.length === 0 ? `no spec changed since ${a}` : stat ? statLines(found) : textOf(found, format));
  for (const one of found) if (one.kind === 'both' && format !== 'json') sayErrors(one);
  if (exitCode) process.exitCode = Math.max(exitCodes.clean, ...found.map(exitCodeOf));
}

function textOf(found: readonly Comparison[], format: Format): string {
  switch (format) {
    case 'human':
      return found.map(comparisonText).join('\n');
    case 'json':
      return `${JSON.stringify({ comparisons: found.map(comparisonJson) }, null, 2)}\n`;
    case 'md':
      return found.map((one) => (one.kind === 'both' ? diffMarkdown(one.diff, one.names) : aloneText(one))).join('\n');
  }
}

/** One comparison for the terminal. */
export function comparisonText(one: Comparison): string {
  if (one.kind !== 'both') return `${aloneText(one)}\n`;
  return diffText(one.diff, one.names, { theme: diffColours, width: terminalWidth() });
}

function comparisonJson(one: Comparison): object {
  if (one.kind !== 'both') return { kind: one.kind, name: one.name };
  return { kind: 'both', a: one.names.a, b: one.names.b, ...diffJson(one.diff) };
}

function statLines(found: readonly Comparison[]): string {
  const lines = found.map((one) => (one.kind === 'both' ? `${one.names.b}: ${statOf(one.diff)}` : aloneText(one)));
  return `${lines.join('\n')}\n`;
}

function aloneText({ kind, name }: Exclude<Comparison, { readonly kind: 'both' }>): string {
  return kind === 'new' ? `${name} is new` : `${name} is gone`;
}

/** What stands behind an error could not be compared: the errors say why. */
function sayErrors({ specs }: Extract<Comparison, { readonly kind: 'both' }>): void {
  const broken = specs.filter(({ diagnostics }) => hasErrors(diagnostics));
  for (const { diagnostics } of broken) process.stderr.write(`\n${reportText(diagnostics, 'human')}`);
}

/** As `git diff --exit-code`, and 2 where a spec has errors. */
function exitCodeOf(one: Comparison): number {
  if (one.kind !== 'both') return 1;
  if (one.diff.isBroken) return 2;
  return isSame(one.diff) ? 0 : 1;
}
