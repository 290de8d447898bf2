/** `mm check [paths…]`: every mistake in specs. */
import { type Command, Option } from 'commander';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { count } from '../../diagnostics/row.ts';
import { tally } from '../../diagnostics/tally.ts';
import { findSpecs, STDIN } from '../../run/find-specs.ts';
import { loadSpec } from '../../run/load-spec.ts';
import { exitCodes, Failure } from '../failure.ts';
import { examples } from '../options.ts';
import { exitCodeOf, type ReportFormat, reportFormats, reportText } from '../reports.ts';
import { unreadable } from '../specs.ts';
import { say } from '../terminal.ts';

export interface CheckOptions {
  readonly format: ReportFormat;
  readonly strict: boolean;
  readonly watch: boolean;
}

export function define(command: Command): void {
  command
    .argument('[paths...]', 'specs, folders of specs, or - for the standard input', ['.'])
    .addOption(
      new Option('-f, --format <form>', 'for people, programs or editors').choices(reportFormats).default('human'),
    )
    .option('--strict', 'warnings count as errors', false)
    .option('-w, --watch', 'check again whenever a file changes', false)
    .action(checkCommand);
  examples(command, [
    ['mm check wavenet.mm', 'one file'],
    ['mm check specs', 'every .mm file in a folder'],
    ["echo 'embed 10 | linear 27' | mm check -", 'from a pipe'],
    ['mm check --watch .', 'again after every change'],
    ['mm check --format line specs', 'file:line:column: severity: message'],
  ]);
}

async function checkCommand(paths: readonly string[], options: CheckOptions): Promise<void> {
  if (options.watch) {
    if (paths.includes(STDIN)) throw new Failure('--watch needs files: the standard input does not change');
    const { watchSpecs } = await import('../watch.ts');
    await watchSpecs(paths, () => runCheck(paths, options));
    return;
  }
  process.exitCode = runCheck(paths, options).exitCode;
}

/** How a check went, and the files that it depended on. */
export interface Checked {
  readonly exitCode: number;
  readonly files: readonly string[];
}

/** Checks everything once, prints what there is to say; files that cannot be read count as wrong use. */
function runCheck(paths: readonly string[], { format, strict }: CheckOptions): Checked {
  const { files, missing } = findSpecs(paths);
  const failures = missing.map((path) => unreadable(path, 'not-found'));
  const diagnostics: Diagnostic[] = [];
  const seen: string[] = [...missing];
  for (const file of files) {
    const spec = loadSpec(file);
    if (typeof spec === 'string') failures.push(unreadable(file, spec));
    else {
      diagnostics.push(...spec.diagnostics);
      seen.push(...spec.files);
    }
  }
  if (files.length === 0 && missing.length === 0)
    failures.push(new Failure(`there is no .mm file in ${paths.join(', ')}`));
  if (files.length > 0 || format === 'json') say(reportOf(diagnostics, files.length, format));
  for (const { message, help } of failures) process.stderr.write(`mm: ${[message, ...help].join('\n  ')}\n`);
  return { exitCode: failures.length > 0 ? exitCodes.use : exitCodeOf(diagnostics, strict), files: seen };
}

function reportOf(diagnostics: readonly Diagnostic[], files: number, format: ReportFormat): string {
  const reports = reportText(diagnostics, format);
  if (format !== 'human') return reports;
  const gap = reports === '' ? '' : '\n';
  return `${reports}${gap}checked ${count(files, 'file')}: ${tally(diagnostics) || 'no mistakes'}\n`;
}
