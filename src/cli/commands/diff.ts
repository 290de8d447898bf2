/** `mm diff A [B]`: what was changed between two specs, and what follows from it. */
import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { diffJson, isSame } from '../../diff/views/json.ts';
import { diffMarkdown } from '../../diff/views/markdown.ts';
import { markedPictures } from '../../diff/views/marks.ts';
import { diffPage } from '../../diff/views/page.ts';
import { statOf } from '../../diff/views/stat.ts';
import { diffText } from '../../diff/views/text.ts';
import { dotOf } from '../../graph/dot.ts';
import { drawn } from '../../run/graphviz.ts';
import { type Comparison, comparisonsOf } from '../compared.ts';
import { exitCodes, Failure } from '../failure.ts';
import { examples } from '../options.ts';
import { hasErrors, reportText } from '../reports.ts';
import { diffColours, say, terminalWidth } from '../terminal.ts';

const formats = ['human', 'json', 'md', 'svg', 'html'] as const;
type Format = (typeof formats)[number];

interface DiffOptions {
  readonly format: Format;
  readonly out?: string;
  readonly stat: boolean;
  readonly exitCode: boolean;
}

export function define(command: Command): void {
  command
    .argument('<a>', 'a spec, REV:path or a run; alone, a file or a revision')
    .argument('[b]', 'the spec that came of it')
    .addOption(
      new Option('-f, --format <form>', 'for people, programs, pull requests, or pictures')
        .choices(formats)
        .default('human'),
    )
    .option('-o, --out <file>', 'where it goes, instead of the terminal')
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
    ['mm diff old.mm new.mm --format html -o diff.html', 'both models side by side'],
  ]);
}

async function diffCommand(a: string, b: string | undefined, options: DiffOptions): Promise<void> {
  const { format, out, stat, exitCode } = options;
  const found = comparisonsOf(a, b);
  const text = stat ? statLines(found) : await textOf(found, format);
  if (out !== undefined) writeFileSync(out, text);
  else say(found.length === 0 && format !== 'json' ? `no spec changed since ${a}` : text);
  for (const one of found) if (one.kind === 'both' && format !== 'json') sayErrors(one);
  if (exitCode) process.exitCode = Math.max(exitCodes.clean, ...found.map(exitCodeOf));
}

async function textOf(found: readonly Comparison[], format: Format): Promise<string> {
  switch (format) {
    case 'human':
      return found.map(comparisonText).join('\n');
    case 'json':
      return `${JSON.stringify({ comparisons: found.map(comparisonJson) }, null, 2)}\n`;
    case 'md':
      return found.map((one) => (one.kind === 'both' ? diffMarkdown(one.diff, one.names) : aloneText(one))).join('\n');
    case 'svg':
    case 'html':
      return drawnPair(found, format);
  }
}

/** Both models beside each other, with what was changed marked. */
async function drawnPair(found: readonly Comparison[], format: 'svg' | 'html'): Promise<string> {
  const [one, another] = found;
  if (one?.kind !== 'both' || another) throw new Failure(`a picture (${format}) shows two specs: name both`);
  const pictures = one.diff.models.flatMap((model) => markedPictures(model, one.names, one.specs));
  if (format === 'svg') return drawn(dotOf(pictures), `${one.names.a} and ${one.names.b}`);
  return diffPage(one.diff, one.names, pictures);
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
