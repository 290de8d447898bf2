/** `mm init [DIR]`: a first spec to train, and a line that keeps runs out of git. It overwrites nothing. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { packageFolder } from '../../run/package.ts';
import { Failure } from '../failure.ts';
import { say } from '../terminal.ts';

const SPEC = 'quickstart.mm';
const RUNS = 'runs/';

export function define(command: Command): void {
  command
    .argument('[dir]', 'where to; made when it is not there', '.')
    .addHelpText(
      'after',
      `
Examples
  $ mm init             writes quickstart.mm here
  $ mm init my-models   writes my-models/quickstart.mm`,
    )
    .action(init);
}

function init(folder: string): void {
  const spec = join(folder, SPEC);
  if (existsSync(spec)) throw new Failure(`${spec} is there already, and is left as it is`, [`mm train ${spec}`]);
  mkdirSync(folder, { recursive: true });
  // `wx` fails when somebody else was quicker.
  writeFileSync(spec, readFileSync(join(packageFolder(), 'specs', SPEC)), { flag: 'wx' });
  const ignored = ignoreRuns(join(folder, '.gitignore'));
  say(`wrote ${spec}${ignored ? `, and ${RUNS} into ${join(folder, '.gitignore')}` : ''}

  mm shapes ${spec}   shows its layers
  mm train ${spec}    trains it, in a few seconds
`);
}

/** Adds the line unless it is there; says whether it did. */
function ignoreRuns(file: string): boolean {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (before.split(/\r?\n/).some((line) => /^\/?runs\/?$/.test(line.trim()))) return false;
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  writeFileSync(file, `${before}${gap}${RUNS}\n`);
  return true;
}
