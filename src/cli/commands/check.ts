/** `mm check [paths…]`: every mistake in specs, and the mending of those that are plain. */
import { type Command, Option } from 'commander';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { count } from '../../diagnostics/row.ts';
import { tally } from '../../diagnostics/tally.ts';
import type { Settings } from '../../resolve/settings.ts';
import { findSpecs, STDIN } from '../../run/find-specs.ts';
import { type LoadedSpec, loadSpec } from '../../run/load-spec.ts';
import { exitCodes, Failure } from '../failure.ts';
import { budgetOption, examples } from '../options.ts';
import { exitCodeOf, type ReportFormat, reportFormats, reportText } from '../reports.ts';
import { unreadable } from '../specs.ts';
import { say } from '../terminal.ts';

export interface CheckOptions {
  readonly format: ReportFormat;
  readonly strict: boolean;
  readonly fix: boolean;
  readonly fixDryRun: boolean;
  readonly budget: Settings;
  readonly watch: boolean;
}

export function define(command: Command): void {
  command
    .argument('[paths...]', 'specs, folders of specs, or - for the standard input', ['.'])
    .addOption(
      new Option('-f, --format <form>', 'for people, programs, code scanning, GitHub or editors')
        .choices(reportFormats)
        .default('human'),
    )
    .option('--strict', 'warnings count as errors', false)
    .option('--fix', 'put the safe fixes into the files, and report what is left', false)
    .option('--fix-dry-run', 'show what --fix would change', false)
    .addOption(budgetOption())
    .option('-w, --watch', 'check again whenever a file changes', false)
    .action(checkCommand);
  examples(command, [
    ['mm check wavenet.mm', 'one file'],
    ['mm check specs', 'every .mm file in a folder'],
    ["echo 'embed 10 | linear 27' | mm check -", 'from a pipe'],
    ['mm check --fix wavenet.mm', 'mend what is plainly meant otherwise'],
    ['mm check --fix-dry-run specs', 'only show how'],
    ['mm check --budget params=50k,macs=1M specs', 'an error for each model that is larger'],
    ['mm check --watch .', 'again after every change'],
    ['mm check --format line specs', 'file:line:column: severity: message'],
    ['mm check --format github specs', 'annotations in a workflow of GitHub'],
  ]);
}

async function checkCommand(paths: readonly string[], options: CheckOptions): Promise<void> {
  refuseTogether(paths, options);
  if (options.watch) {
    const { watchSpecs } = await import('../watch.ts');
    await watchSpecs(paths, () => runCheck(paths, options, checkedAs));
    return;
  }
  const mend = options.fix || options.fixDryRun ? (await import('../fixing.ts')).mender(options) : checkedAs;
  process.exitCode = runCheck(paths, options, mend).exitCode;
}

function refuseTogether(paths: readonly string[], { watch, fix, fixDryRun, format }: CheckOptions): void {
  const isPiped = paths.includes(STDIN);
  if (watch && isPiped) throw new Failure('--watch needs files: the standard input does not change');
  if (fix && isPiped) throw new Failure('--fix needs files', ['--fix-dry-run shows what it would change']);
  if (watch && (fix || fixDryRun)) throw new Failure('--watch only reads, so it goes without fixes');
  if (fix && fixDryRun) throw new Failure('--fix changes files and --fix-dry-run does not: give one of them');
  if (fixDryRun && format !== 'human')
    throw new Failure(`--fix-dry-run shows a diff, so it goes without --format ${format}`);
}

/** What is done to a spec once it is checked, and what there is to say then. */
export type Mend = (spec: LoadedSpec) => Mended;

export interface Mended {
  readonly diagnostics: readonly Diagnostic[];
  /** How many fixes went in, or would go in. */
  readonly fixes: number;
  /** What is shown besides. */
  readonly patch: string;
}

function checkedAs({ diagnostics }: LoadedSpec): Mended {
  return { diagnostics, fixes: 0, patch: '' };
}

/** How a check went, and the files that it depended on. */
export interface Checked {
  readonly exitCode: number;
  readonly files: readonly string[];
}

/** Checks everything once, prints what there is to say; files that cannot be read count as wrong use. */
function runCheck(paths: readonly string[], options: CheckOptions, mend: Mend): Checked {
  const { files, missing } = findSpecs(paths);
  const failures = missing.map((path) => unreadable(path, 'not-found'));
  const results: Mended[] = [];
  const seen: string[] = [...missing];
  for (const file of files) {
    const spec = loadSpec(file, options.budget);
    if (typeof spec === 'string') failures.push(unreadable(file, spec));
    else {
      results.push(mend(spec));
      seen.push(...spec.files);
    }
  }
  if (files.length === 0 && missing.length === 0)
    failures.push(new Failure(`there is no .mm file in ${paths.join(', ')}`));
  const wanted = files.length > 0 || ['json', 'sarif'].includes(options.format);
  if (wanted) say(reportOf(results, files.length, options));
  for (const { message, help } of failures) process.stderr.write(`mm: ${[message, ...help].join('\n  ')}\n`);
  const diagnostics = results.flatMap((each) => each.diagnostics);
  return { exitCode: failures.length > 0 ? exitCodes.use : exitCodeOf(diagnostics, options.strict), files: seen };
}

function reportOf(results: readonly Mended[], files: number, { format, fixDryRun }: CheckOptions): string {
  const diagnostics = results.flatMap((each) => each.diagnostics);
  const fixes = results.reduce((sum, each) => sum + each.fixes, 0);
  const patch = results.map((each) => each.patch).join('');
  const reports = fixDryRun ? patch : reportText(diagnostics, format);
  if (format !== 'human') return reports;
  const gap = reports === '' ? '' : '\n';
  const found = tally(diagnostics) || 'no mistakes';
  const changes = count(fixes, 'change');
  const mended = fixDryRun ? `; --fix would make ${changes}` : fixes > 0 ? ` left, ${changes} made` : '';
  return `${reports}${gap}checked ${count(files, 'file')}: ${found}${mended}\n`;
}
