/** `mm sample RUN`: lines or text that the model of a run makes up. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { runProgram } from '../../run/program.ts';
import type { Run } from '../../run/run-folder.ts';
import { Failure } from '../failure.ts';
import { backendOption, examples, positive, whole } from '../options.ts';
import { openRun } from '../runs.ts';

interface SampleOptions {
  readonly n?: number;
  readonly length?: number;
  readonly temperature?: number;
  readonly prompt?: string;
  readonly seed?: number;
  readonly backend?: string;
}

export function define(command: Command): void {
  command
    .argument('<run>', 'the folder of a run')
    .option('-n <n>', 'how many: twenty lines, or one text, unless you say so', whole(1))
    .option('--length <n>', 'characters of a text, for a model of data text', whole(1))
    .option('--temperature <x>', 'below 1 more common ones, above 1 stranger ones', positive)
    .option('--prompt <text>', 'what each begins with')
    .option('--seed <n>', 'others', whole(0))
    .addOption(backendOption())
    .action(sample);
  examples(command, [
    ['mm sample runs/wavenet-1', 'twenty names'],
    ['mm sample runs/wavenet-1 -n 5 --prompt mar', 'five that begin with mar'],
    ['mm sample runs/wavenet-1 --temperature 0.7 --seed 1', 'more common ones, and others'],
  ]);
}

async function sample(word: string, options: SampleOptions): Promise<void> {
  const given = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const run = openRun(word);
  if (!makesUpText(run))
    throw new Failure(`the model of ${word} makes up no text: that is for data chars and data text`);
  process.exitCode = await runProgram(run, 'sample', given);
}

/** Whether the program of a run says that it has such a command. */
function makesUpText({ program }: Run): boolean {
  try {
    const { scripts } = JSON.parse(readFileSync(join(dirname(program), 'package.json'), 'utf8'));
    return scripts?.sample !== undefined;
  } catch {
    return true; // a program without its package.json says itself what it knows
  }
}
