/** `mm fmt [paths…]`: the one layout of specs, written into their files. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { count } from '../../diagnostics/row.ts';
import { format } from '../../format/format.ts';
import { readText } from '../../run/facts.ts';
import { findSpecs, STDIN } from '../../run/find-specs.ts';
import { replaceText } from '../../run/replace-text.ts';
import { type Source, source } from '../../text/source.ts';
import { exitCodes, Failure } from '../failure.ts';
import { examples } from '../options.ts';
import { hasErrors, reportText } from '../reports.ts';
import { unreadable } from '../specs.ts';
import { say } from '../terminal.ts';

interface FmtOptions {
  readonly check: boolean;
  readonly stdin: boolean;
}

export function define(command: Command): void {
  command
    .argument('[paths...]', 'specs, folders of specs, or - for the standard input', ['.'])
    .option('--check', 'change nothing; exit code 1 where something would be changed', false)
    .option('--stdin', 'lay out what comes in on the standard input, and print it', false)
    .action(fmtCommand);
  examples(command, [
    ['mm fmt wavenet.mm', 'one file'],
    ['mm fmt', 'every .mm file here and below'],
    ['mm fmt --check specs', 'in CI: which files are not laid out so'],
    ['mm fmt --stdin < a.mm', 'for editors'],
  ]);
}

function fmtCommand(paths: readonly string[], { check, stdin }: FmtOptions, command: Command): void {
  const isPiped = stdin || paths.includes(STDIN);
  if (isPiped && command.args.some((path) => path !== STDIN))
    throw new Failure('the standard input is laid out alone, without files beside it');
  process.exitCode = isPiped ? formatInput(check) : formatFiles(paths, check);
}

/** Prints what comes in; its reports go beside it, so that nothing but the text is on the standard output. */
function formatInput(isCheck: boolean): number {
  const text = source('<stdin>', readFileSync(0, 'utf8'));
  const { value, diagnostics } = format(text);
  if (hasErrors(diagnostics)) {
    process.stderr.write(reportText(diagnostics, 'human'));
    return exitCodes.spec;
  }
  if (!isCheck) process.stdout.write(value);
  return isCheck && isOther(text, value) ? exitCodes.spec : exitCodes.clean;
}

/** What became of a file. */
interface Formatted {
  readonly path: string;
  readonly state: 'same' | 'changed' | 'broken' | 'failed';
  readonly diagnostics: readonly Diagnostic[];
  readonly failure?: Failure;
}

function formatFiles(paths: readonly string[], isCheck: boolean): number {
  const { files, missing } = findSpecs(paths);
  if (files.length === 0 && missing.length === 0) throw new Failure(`there is no .mm file in ${paths.join(', ')}`);
  const each = files.map((file) => formatFile(file, isCheck));
  const failures = [
    ...missing.map((path) => unreadable(path, 'not-found')),
    ...each.flatMap(({ failure }) => failure ?? []),
  ];
  if (files.length > 0) say(told(each, isCheck));
  for (const { message, help } of failures) process.stderr.write(`mm: ${[message, ...help].join('\n  ')}\n`);
  if (failures.length > 0) return exitCodes.use;
  const isBad = each.some(({ state }) => state === 'broken' || (isCheck && state === 'changed'));
  return isBad ? exitCodes.spec : exitCodes.clean;
}

/** Lays out a file. With syntax errors it stays as it is. */
function formatFile(path: string, isCheck: boolean): Formatted {
  const text = readText(path);
  if (typeof text === 'string') return failed(path, unreadable(path, text));
  const { value, diagnostics } = format(text);
  if (hasErrors(diagnostics)) return { path, state: 'broken', diagnostics };
  if (!isOther(text, value)) return { path, state: 'same', diagnostics: [] };
  if (isCheck || replaceText(text, { ...text, bom: false, text: value }))
    return { path, state: 'changed', diagnostics: [] };
  return failed(path, new Failure(`${path} is not as it was read`, ['it changed meanwhile, or it is not valid UTF-8']));
}

function failed(path: string, failure: Failure): Formatted {
  return { path, state: 'failed', diagnostics: [], failure };
}

function isOther({ bom, text }: Source, layout: string): boolean {
  return bom || text !== layout;
}

/** The reports, the files that changed, and how many there were of each kind. */
function told(each: readonly Formatted[], isCheck: boolean): string {
  const diagnostics = each.flatMap((one) => one.diagnostics);
  const reports = diagnostics.length > 0 ? `${reportText(diagnostics, 'human')}\n` : '';
  const verb = isCheck ? 'would change' : 'changed';
  const rows = each.filter(({ state }) => state === 'changed').map(({ path }) => `${verb} ${path}\n`);
  const kinds = [
    ['changed', verb],
    ['same', 'laid out already'],
    ['broken', 'with syntax errors, left as before'],
    ['failed', 'not read or written'],
  ] as const;
  const counts = kinds.flatMap(([kind, words]) => {
    const number = each.filter(({ state }) => state === kind).length;
    return number === 0 ? [] : [`${number} ${words}`];
  });
  return `${reports}${rows.join('')}${count(each.length, 'file')}: ${counts.join(', ')}\n`;
}
