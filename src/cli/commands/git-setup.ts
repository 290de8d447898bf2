/** `mm git-setup`: lets git show changes of specs as `mm diff` does, told before anything is written. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { git, repositoryFolder } from '../../run/git.ts';
import { Failure } from '../failure.ts';
import { examples } from '../options.ts';
import { say } from '../terminal.ts';

const ATTRIBUTES = '*.mm diff=mm';

export function define(command: Command): void {
  command.option('--yes', 'write what it says', false).action(setUp);
  examples(command, [
    ['mm git-setup', 'what would be written'],
    ['mm git-setup --yes', 'write it'],
    ['git diff', 'then shows changes of specs as mm diff does'],
    ['git difftool -t mm', 'the same, file by file'],
  ]);
}

function setUp({ yes }: { readonly yes: boolean }): void {
  const folder = repositoryFolder();
  if (folder === undefined) throw new Failure('this folder is in no git repository', ['git init   makes one']);
  const attributes = join(folder, '.gitattributes');
  const isThere = existsSync(attributes) && readFileSync(attributes, 'utf8').split(/\r?\n/).includes(ATTRIBUTES);
  const settings = settingsFor(callName());
  const lines = [
    ...(isThere ? [] : [`.gitattributes: ${ATTRIBUTES}`]),
    ...settings.map(([key, value]) => `git config ${key} ${JSON.stringify(value)}`),
  ];
  if (!yes) {
    say(`mm git-setup --yes writes this into ${folder}:\n\n${lines.map((line) => `  ${line}\n`).join('')}`);
    return;
  }
  if (!isThere) appendFileSync(attributes, `${gapBefore(attributes)}${ATTRIBUTES}\n`);
  for (const [key, value] of settings)
    if (git(['config', key, value]) === undefined) throw new Failure(`git cannot set ${key}`);
  say(`written:\n\n${lines.map((line) => `  ${line}\n`).join('')}`);
}

/** `git diff` calls the command, `git log -p` and `git show` compare the texts. */
function settingsFor(mm: string): (readonly [string, string])[] {
  return [
    ['diff.mm.command', `${mm} git-diff`],
    ['diff.mm.textconv', `${mm} git-text`],
    ['difftool.mm.cmd', `${mm} diff "$LOCAL" "$REMOTE"`],
  ];
}

/** The name if it is a command here, else the way to the file that runs. */
function callName(): string {
  const isCommand = spawnSync('mm', ['--version'], { stdio: 'ignore' }).status === 0;
  return isCommand ? 'mm' : [process.execPath, process.argv[1] ?? ''].map((part) => `"${part}"`).join(' ');
}

function gapBefore(file: string): string {
  return existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8')) ? '\n' : '';
}
